import { UnknownDocuments, type DocumentStorage } from '@reliance/server/realtime/storage'
import { randomUUID } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'

/** What every document storage does. `open` gives one, and a way to make a document exist in it. */
export const storageContract = (
  open: () => Promise<{ storage: DocumentStorage; create: (documentId: string) => Promise<void> }>,
): void => {
  let storage: DocumentStorage
  let create: (documentId: string) => Promise<void>
  let documentId: string

  beforeEach(async () => {
    ;({ storage, create } = await open())
    documentId = randomUUID()
    await create(documentId)
  })

  const bytes = (...values: number[]): Uint8Array => new Uint8Array(values)
  const append = (update: Uint8Array, bindings: { clientId: number; personId: string | null }[] = []) =>
    storage.append([{ documentId, update, bindings }])
  const logged = async (): Promise<number[][]> =>
    ((await storage.load(documentId))?.log ?? []).map((entry) => [...entry.bytes])

  it('[RT2] says null for no such document and gives an empty log for a new one', async () => {
    expect(await storage.load(randomUUID())).toBeNull()
    expect(await storage.load(documentId)).toEqual({ log: [], clients: new Map() })
  })

  it('[RT2] keeps updates in order, byte by byte, of several documents in one batch', async () => {
    const other = randomUUID()
    await create(other)
    await storage.append([
      { documentId, update: bytes(0, 255, 128), bindings: [] },
      { documentId: other, update: bytes(9), bindings: [] },
      { documentId, update: bytes(2), bindings: [] },
    ])
    await append(bytes(3))
    expect(await logged()).toEqual([[0, 255, 128], [2], [3]])
    expect((await storage.load(other))?.log.map((entry) => [...entry.bytes])).toEqual([[9]])
  })

  it('[RT5] keeps the first person of each client id, the largest ids and the template too', async () => {
    const [first, second] = [randomUUID(), randomUUID()]
    await append(bytes(1), [
      { clientId: 4_294_967_295, personId: first },
      { clientId: 1, personId: null },
    ])
    await append(bytes(2), [{ clientId: 4_294_967_295, personId: second }])
    expect((await storage.load(documentId))?.clients).toEqual(
      new Map([
        [4_294_967_295, first],
        [1, null],
      ]),
    )
  })

  it('[RT2] keeps nothing of a batch in which a document is unknown, and names it', async () => {
    const unknown = randomUUID()
    const batch = [documentId, unknown].map((id) => ({ documentId: id, update: bytes(1), bindings: [] }))
    const error: unknown = await storage.append(batch).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(UnknownDocuments)
    expect([...(error as UnknownDocuments).documentIds]).toEqual([unknown])
    expect(await logged()).toEqual([])
  })

  it('[RT2] takes a batch of thousands', async () => {
    const batch = Array.from({ length: 20_000 }, (_, index) => ({
      documentId,
      update: bytes(index % 256),
      bindings: index % 100 === 0 ? [{ clientId: index, personId: null }] : [],
    }))
    await storage.append(batch)
    const stored = await storage.load(documentId)
    expect([stored?.log.length, stored?.clients.size]).toEqual([20_000, 200])
  })

  it('[RT12] replaces exactly the entries that were read; what was appended meanwhile stays, after them', async () => {
    await append(bytes(1))
    await append(bytes(2))
    const read = await storage.load(documentId)
    await append(bytes(3))
    await storage.replace(
      documentId,
      (read?.log ?? []).map((entry) => entry.sequence),
      bytes(12),
    )
    expect(await logged()).toEqual([[12], [3]])
  })
}
