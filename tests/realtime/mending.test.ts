import { randomUUID } from 'node:crypto'
import { uint32 } from 'lib0/random'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appendBlocksUpdate, attributedBlocks, templateClientId } from '@reliance/shared/realtime/document'
import { mendingsOfLog, mendOrCarry } from '@reliance/shared/realtime/moved-text'
import { emptyUpdate } from '@reliance/shared/realtime/update'
import { createMemoryStorage, type MemoryStorage } from '@reliance/server/realtime/memory-storage'
import { HeadlessEditor } from '../shared/realtime/moved-text-editor'
import { eventually, pause } from './eventually'
import { createMemoryBus } from './memory-bus'
import { stockClient, type StockClient } from './stock-client'
import { personId, startSyncServer, type SyncServer } from './sync-server'

let storage: MemoryStorage
let documentId: string
const servers: SyncServer[] = []
const clients: StockClient[] = []

beforeEach(() => {
  storage = createMemoryStorage()
  documentId = randomUUID()
  storage.create(documentId)
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy()
  for (const server of servers.splice(0)) await server.close()
})

type Options = Parameters<typeof startSyncServer>[1]

const serve = async (options: Options = {}): Promise<SyncServer> => {
  const server = await startSyncServer(storage, {
    unloadAfterMs: 1,
    compactFrom: 1000,
    compact: async ({ movedText, ...log }) => {
      const result = mendOrCarry({ ...log, moved: movedText }, uint32)
      return 'mendings' in result ? result : { state: result.state, movedText: result.moved }
    },
    mend: async ({ movedText, ...log }) => mendingsOfLog({ ...log, moved: movedText }, uint32),
    mendAfterMs: 1,
    mendAgainAfterMs: 1,
    ...options,
  })
  servers.push(server)
  return server
}

const beginWith = (server: SyncServer, ...lines: string[]): Promise<void> => {
  const blocks = lines.map((text) => ({ runs: [{ text }] }))
  const update = appendBlocksUpdate(emptyUpdate, templateClientId, blocks, null)
  return server.rooms.write(documentId, null, update)
}

/** Somebody's editor, connected by a stock client. */
const join = async (
  server: SyncServer,
  person: string,
): Promise<{ editor: HeadlessEditor; client: StockClient }> => {
  const editor = new HeadlessEditor(uint32())
  const client = stockClient({ origin: server.origin, documentId, person }, editor.doc)
  clients.push(client)
  await client.synced()
  return { editor, client }
}

const away = async ({ client }: { client: StockClient }): Promise<void> => {
  client.provider.disconnect()
  await pause(20)
}

describe('words that were typed in a block that somebody else took out meanwhile', () => {
  it('[RT22] stand again in the block that it was joined to, and are their author’s', async () => {
    const server = await serve()
    await beginWith(server, 'Les bus du soir', ' sont rares')
    const [ada, ben] = [await join(server, 'ada'), await join(server, 'ben')]
    await away(ada)
    ada.editor.after(' sont').type(' devenus')
    ben.editor.select(ben.editor.at(1, 0)).backspace()
    await eventually('joined', async () => (await blocks(server)).length === 1)
    ada.client.provider.connect()
    await eventually('all stands', () => ben.editor.text === 'Les bus du soir sont devenus rares')
    await eventually('for both', () => ada.editor.text === ben.editor.text)
    const authors = await server.rooms.authors(documentId)
    const [block] = await blocks(server)
    const words = block?.runs.find(({ text }) => text.includes('devenus'))
    expect(authors.get(words?.clientId ?? 0)).toBe(personId('ada'))
    await eventually('it is marked', () => rereadIn(ben.editor)[0] === true)
  })

  it('[RT22] stand in a block of their own when nothing is left of it', async () => {
    const server = await serve()
    await beginWith(server, 'Les bus du soir', 'À supprimer', 'La fin')
    const [ada, ben] = [await join(server, 'ada'), await join(server, 'ben')]
    await away(ada)
    ada.editor.after('À supprimer').type(' plus tard')
    const { editor } = ben
    editor.select(editor.at(0, 15), editor.at(1, 11)).backspace()
    ada.client.provider.connect()
    await eventually(
      'all stands',
      () => ben.editor.text === 'Les bus du soir\n plus tard\nLa fin' && ada.editor.text === ben.editor.text,
    )
  })

  it('[RT22] stand once, when each of two writes through another process', async () => {
    const bus = createMemoryBus()
    const first = await serve({ bus: bus.join('first'), pollMs: 20 })
    const second = await serve({ bus: bus.join('second'), pollMs: 20 })
    await beginWith(first, 'Les bus du soir', ' sont rares', 'et ', 'chers')
    const [ada, ben] = [await join(first, 'ada'), await join(second, 'ben')]
    await away(ada)
    await away(ben)
    ada.editor.after(' sont').type(' devenus').select(ada.editor.at(3, 0)).backspace()
    ben.editor.after('chers').type(' !').select(ben.editor.at(1, 0)).backspace()
    ada.client.provider.connect()
    ben.client.provider.connect()
    const whole = 'Les bus du soir sont devenus rares\net chers !'
    await eventually('all stands', () => [ada, ben].every(({ editor }) => editor.text === whole))
    await pause(100)
    expect([ada, ben].map(({ editor }) => editor.text)).toEqual([whole, whole])
  })

  it('[RT12] [RT22] are not forgotten when the log is compacted before anybody has looked', async () => {
    const idle = await serve({ mend: undefined })
    await beginWith(idle, 'Les bus du soir', ' sont rares')
    const [ada, ben] = [await join(idle, 'ada'), await join(idle, 'ben')]
    await away(ada)
    ada.editor.after(' sont').type(' devenus')
    ben.editor.select(ben.editor.at(1, 0)).backspace()
    ada.client.provider.connect()
    await eventually('all have heard', () => ada.editor.text === 'Les bus du soir sont rares')
    for (const client of clients.splice(0)) client.destroy()
    await servers.pop()?.close()

    const server = await serve({ compactFrom: 3 })
    await (await join(server, 'carl')).client.synced()
    for (const client of clients.splice(0)) client.destroy()
    await eventually('compacted', async () => (await storage.loadForCompaction(documentId))?.log.length === 1)
    const [block] = await blocks(server)
    expect(block?.runs.map(({ text }) => text).join('')).toBe('Les bus du soir sont devenus rares')
  })
})

it('[RT22] asks to read again where two have split one block, and no more once that is done', async () => {
  const server = await serve()
  await beginWith(server, 'un deux trois quatre')
  const [ada, ben] = [await join(server, 'ada'), await join(server, 'ben')]
  await away(ada)
  ada.editor.after('un').enter()
  ben.editor.after('deux').enter()
  ada.client.provider.connect()
  await eventually('marked', () => rereadIn(ada.editor).includes(true) && ada.editor.text === ben.editor.text)
  expect(ben.editor.text.match(/trois/g)).toHaveLength(2)

  for (const [index, marked] of rereadIn(ben.editor).entries()) {
    const position = ben.editor.at(index, 0) - 1
    if (marked) ben.editor.dispatch(ben.editor.state.tr.setNodeAttribute(position, 'reread', null))
  }
  ben.editor.select(ben.editor.end).type('!').backspace()
  ada.editor.select(0).type('?')
  await eventually('both have heard', () => ada.editor.text === ben.editor.text)
  await pause(100)
  expect(rereadIn(ada.editor)).not.toContain(true)
})

const rereadIn = (editor: HeadlessEditor): unknown[] =>
  editor.blocks.map(({ attrs }) => attrs.reread as unknown)

const blocks = async ({ rooms }: SyncServer): Promise<ReturnType<typeof attributedBlocks>> =>
  attributedBlocks(await rooms.read(documentId))
