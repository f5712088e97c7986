import type { Append } from './storage'

/**
 * One statement, whatever the batch: the server keeps its plan. The updates come as one run of bytes ($4) and where each
 * begins and how long it is ($2, $3), their documents as $1. The row of `document_logs` gives the sequences; it stays
 * locked until the commit, and rows are locked in the order of their documents, so two processes never wait for each
 * other in a circle.
 */
const numberedRows = (accepted: string): string => `
  counted AS (
    INSERT INTO document_logs AS l (document_id, last_sequence)
    SELECT d.id, n.total
    FROM (SELECT document_id, count(*)::int AS total FROM ${accepted} GROUP BY document_id) AS n
    JOIN documents AS d ON d.id = n.document_id
    ORDER BY d.id
    ON CONFLICT (document_id) DO UPDATE SET last_sequence = l.last_sequence + EXCLUDED.last_sequence
    RETURNING document_id, last_sequence
  ), numbered AS (
    SELECT a.position, a.document_id, a.start, a.length,
      (c.last_sequence - count(*) OVER (PARTITION BY a.document_id)
        + row_number() OVER (PARTITION BY a.document_id ORDER BY a.position))::int AS sequence
    FROM ${accepted} AS a JOIN counted AS c ON c.document_id = a.document_id
  ), written AS (
    INSERT INTO document_updates (document_id, sequence, bytes)
    SELECT document_id, sequence, substring($4::bytea FROM start FOR length) FROM numbered
  )
  SELECT position::int AS position, sequence FROM numbered`

const incoming = `
  WITH incoming AS (
    SELECT u.position, u.document_id, u.start, u.length
    FROM unnest($1::uuid[], $2::int[], $3::int[]) WITH ORDINALITY AS u (document_id, start, length, position)
  )`

/** Of a batch whose client ids are all bound already, which is nearly every batch. */
const appendText = `${incoming}, ${numberedRows('incoming')}`

/**
 * Of a batch that binds client ids: $5 the position of the append, $6 the client id, $7 its person. An append whose id
 * belongs to somebody else by then is left out.
 */
const claimingText = `${incoming}, claimed AS (
    SELECT c.position, i.document_id, c.client_id, c.person_id
    FROM unnest($5::int[], $6::bigint[], $7::uuid[]) AS c (position, client_id, person_id)
    JOIN incoming AS i ON i.position = c.position
    JOIN documents AS d ON d.id = i.document_id
  ), bound AS (
    INSERT INTO document_clients (document_id, client_id, person_id)
    SELECT document_id, client_id, person_id FROM claimed ORDER BY document_id, client_id
    ON CONFLICT (document_id, client_id) DO UPDATE SET client_id = EXCLUDED.client_id
    RETURNING document_id, client_id, person_id
  ), accepted AS (
    SELECT i.* FROM incoming AS i
    WHERE NOT EXISTS (
      SELECT 1 FROM claimed AS c JOIN bound AS b ON b.document_id = c.document_id AND b.client_id = c.client_id
      WHERE c.position = i.position AND b.person_id IS DISTINCT FROM c.person_id
    )
  ), ${numberedRows('accepted')}`

/** Of one update whose client ids are bound already: what nearly every commit of a quiet document is, and cheaper. */
const singleText = `
  WITH counted AS (
    INSERT INTO document_logs AS l (document_id, last_sequence)
    SELECT id, 1 FROM documents WHERE id = $1::uuid
    ON CONFLICT (document_id) DO UPDATE SET last_sequence = l.last_sequence + 1
    RETURNING document_id, last_sequence
  )
  INSERT INTO document_updates (document_id, sequence, bytes)
  SELECT document_id, last_sequence, $2::bytea FROM counted
  RETURNING 1 AS position, sequence`

export interface AppendStatement {
  name: string
  text: string
  values: unknown[]
}

/** The statement that keeps a batch. Its rows are `{position, sequence}`, positions counted from 1. */
export const appendStatement = (batch: Append[]): AppendStatement => {
  const [first] = batch
  if (batch.length === 1 && first?.bindings.length === 0) {
    return { name: 'append-one', text: singleText, values: [first.documentId, Buffer.from(first.update)] }
  }
  const starts: number[] = []
  const lengths: number[] = []
  let length = 0
  for (const { update } of batch) {
    starts.push(length + 1)
    lengths.push(update.byteLength)
    length += update.byteLength
  }
  const documentIds = batch.map(({ documentId }) => documentId)
  const values: unknown[] = [documentIds, starts, lengths, joined(batch, length)]
  const claims = batch.flatMap(({ bindings }, index) =>
    bindings.map((binding) => ({ position: index + 1, ...binding })),
  )
  if (claims.length === 0) return { name: 'append', text: appendText, values }
  values.push(
    claims.map(({ position }) => position),
    claims.map(({ clientId }) => clientId),
    claims.map(({ personId }) => personId),
  )
  return { name: 'append-claiming', text: claimingText, values }
}

const joined = (batch: Append[], length: number): Buffer => {
  const bytes = Buffer.allocUnsafe(length)
  let offset = 0
  for (const { update } of batch) {
    bytes.set(update, offset)
    offset += update.byteLength
  }
  return bytes
}
