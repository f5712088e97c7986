import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import * as Y from 'yjs'
import { seededRandom } from '../../realtime/seeded-random'

/** A long document as one person typed it, as one Yjs update. */
export interface Paper {
  update: Uint8Array
  /** Where it comes from, and how long it is. */
  description: string
}

interface Trace {
  txns: { patches: [position: number, deleted: number, inserted: string][] }[]
}

/**
 * The real typing of a paper (josephg/editing-traces, `automerge-paper`, CC BY 4.0) where REFERENCE_DATA has it; else
 * typing of the same length made from a seed.
 */
export const readPaper = (): Paper => {
  const file = path.join(process.env.REFERENCE_DATA ?? '', 'traces/automerge-paper.json.gz')
  const isReal = process.env.REFERENCE_DATA !== undefined && existsSync(file)
  const doc = new Y.Doc()
  const text = doc.getText('content')
  if (isReal) typeTrace(text, JSON.parse(gunzipSync(readFileSync(file)).toString()) as Trace)
  else typeFromSeed(text)
  const update = Y.encodeStateAsUpdate(doc)
  const source = isReal ? 'the automerge-paper trace' : 'typing made from a seed'
  const size = `${text.length} characters, ${Math.round(update.byteLength / 1000)} kB as a Yjs update`
  doc.destroy()
  return { update, description: `${source}, ${size}` }
}

const typeTrace = (text: Y.Text, { txns }: Trace): void => {
  for (const { patches } of txns) {
    for (const [position, deleted, inserted] of patches) {
      if (deleted > 0) text.delete(position, deleted)
      if (inserted.length > 0) text.insert(position, inserted)
    }
  }
}

const edits = 260_000
/** Chosen so that the update is as large as the real one, with as many pieces. */
const longestRun = 80
const longestDeletion = 36

/** Somebody types a while, takes back the end of it, and often goes on elsewhere. */
const typeFromSeed = (text: Y.Text): void => {
  const random = seededRandom(1)
  let position = 0
  for (let edit = 0; edit < edits;) {
    if (random.chance(0.7)) position = random.below(text.length + 1)
    for (let left = random.below(longestRun) + 1; left > 0; left--, edit++) {
      text.insert(position++, String.fromCharCode(97 + random.below(26)))
    }
    for (let left = random.below(longestDeletion); left > 0 && position > 0; left--, edit++) {
      text.delete(--position, 1)
    }
  }
}
