import type { DocumentStorage } from '@reliance/server/realtime/storage'
import { bounds } from '@reliance/shared/realtime/protocol'
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

  it('[RT2] numbers the updates of each document 1, 2, 3, and says so', async () => {
    const other = randomUUID()
    await create(other)
    const batch = [documentId, other, documentId].map((id) => ({
      documentId: id,
      update: bytes(1),
      bindings: [],
    }))
    expect(await storage.append(batch)).toEqual([{ sequence: 1 }, { sequence: 1 }, { sequence: 2 }])
    expect(await append(bytes(2))).toEqual([{ sequence: 3 }])
    expect(await append(bytes(3), [{ clientId: 1, personId: null }])).toEqual([{ sequence: 4 }])
    expect(await storage.latest([documentId, other, randomUUID()])).toEqual(
      new Map([
        [documentId, 4],
        [other, 1],
      ]),
    )
    expect((await storage.load(documentId))?.log.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4])
  })

  it('[RT2] numbers without a hole what several write at once', async () => {
    const other = randomUUID()
    await create(other)
    const write = (index: number) =>
      storage.append(
        (index % 2 === 0 ? [documentId, other] : [other, documentId]).map((id) => ({
          documentId: id,
          update: bytes(index),
          bindings: index % 5 === 0 ? [{ clientId: index, personId: null }] : [],
        })),
      )
    const outcomes = await Promise.all(Array.from({ length: 60 }, (_, index) => write(index)))
    const sequences = outcomes.flatMap((outcome, index) => outcome[index % 2 === 0 ? 0 : 1] ?? [])
    const inOrder = sequences.map((outcome) => ('sequence' in outcome ? outcome.sequence : 0))
    expect(inOrder.sort((one, two) => one - two)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1))
    expect(await logged()).toHaveLength(60)
  })

  it('[RT2] gives what follows a sequence', async () => {
    for (const value of [1, 2, 3]) await append(bytes(value), [{ clientId: value, personId: null }])
    const { log, clients } = await storage.since(documentId, 1)
    expect(log.map((entry) => [entry.sequence, ...entry.bytes])).toEqual([
      [2, 2],
      [3, 3],
    ])
    expect(clients.size).toBe(3)
    expect((await storage.since(documentId, 3)).log).toEqual([])
  })

  it('[RT5] refuses an update that binds the client id of somebody else, and keeps the rest of the batch', async () => {
    const [first, second] = [randomUUID(), randomUUID()]
    await append(bytes(1), [
      { clientId: 4_294_967_295, personId: first },
      { clientId: 1, personId: null },
    ])
    const outcomes = await storage.append([
      { documentId, update: bytes(2), bindings: [{ clientId: 4_294_967_295, personId: second }] },
      { documentId, update: bytes(3), bindings: [{ clientId: 1, personId: null }] },
    ])
    expect(outcomes).toEqual([{ refused: 'foreign-client' }, { sequence: 2 }])
    expect(await logged()).toEqual([[1], [3]])
    expect((await storage.load(documentId))?.clients).toEqual(
      new Map([
        [4_294_967_295, first],
        [1, null],
      ]),
    )
  })

  it('[RT2] refuses what is for a document that is not there, and keeps the rest of the batch', async () => {
    const batch = [documentId, randomUUID()].map((id) => ({
      documentId: id,
      update: bytes(1),
      bindings: [{ clientId: 5, personId: null }],
    }))
    expect(await storage.append(batch)).toEqual([{ sequence: 1 }, { refused: 'unknown-document' }])
    const alone = [{ documentId: randomUUID(), update: bytes(1), bindings: [] }]
    expect(await storage.append(alone)).toEqual([{ refused: 'unknown-document' }])
    expect(await logged()).toEqual([[1]])
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
    expect(await storage.loadForCompaction(documentId)).toMatchObject({ movedText: null })
    await append(bytes(3))
    await storage.replace(documentId, 2, bytes(12), bytes(7))
    expect(await logged()).toEqual([[12], [3]])
    expect([...((await storage.loadForCompaction(documentId))?.movedText ?? [])]).toEqual([7])
    expect(await append(bytes(4))).toEqual([{ sequence: 4 }])
  })

  it('[RT12] leaves a log alone that another process has compacted further', async () => {
    for (const value of [1, 2, 3]) await append(bytes(value))
    await storage.replace(documentId, 3, bytes(123), bytes(3))
    await storage.replace(documentId, 2, bytes(12), bytes(2))
    expect(await logged()).toEqual([[123]])
    expect([...((await storage.loadForCompaction(documentId))?.movedText ?? [])]).toEqual([3])
    // Who knew it up to 1 reads the whole again, once.
    expect((await storage.since(documentId, 1)).log.map(({ sequence }) => sequence)).toEqual([3])
  })

  it('[RT22] lets one work after the other look at a document, whatever becomes of the first', async () => {
    const story: string[] = []
    const work = (name: string) => async (): Promise<void> => {
      story.push(`${name} begins`)
      await append(bytes(1))
      story.push(`${name} ends`)
      if (name === 'first') throw new Error('first failed')
    }
    const first = storage.exclusively(documentId, work('first'))
    const others = [work('second'), work('third')].map((one) => storage.exclusively(documentId, one))
    await expect(first).rejects.toThrow('first failed')
    await Promise.all(others)
    const whole = ['first', 'second', 'third'].flatMap((name) => [`${name} begins`, `${name} ends`])
    expect(story).toEqual(whole)
  })

  it('[RT5] keeps what is set aside once, and only so many', async () => {
    const setAside = { documentId, senderId: randomUUID(), update: bytes(1) }
    for (let times = 0; times < 3; times++) expect(await storage.setAside(setAside)).toBe(true)
    const others = Array.from({ length: bounds.setAsidesPerDocument - 1 }, (_, value) =>
      storage.setAside({ ...setAside, update: bytes(2, value) }),
    )
    expect(await Promise.all(others)).not.toContain(false)
    expect(await storage.setAside({ ...setAside, update: bytes(3) })).toBe(false)
  })
}
