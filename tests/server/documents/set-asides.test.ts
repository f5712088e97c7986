import { decideSetAside } from '@reliance/shared/documents/contract'
import { liveKey, type LiveMessage } from '@reliance/shared/live/protocol'
import { createNote } from '@reliance/shared/notes/contract'
import { appendBlocksUpdate, blocksToText, readBlocks } from '@reliance/shared/realtime/document'
import { describe, expect } from 'vitest'
import * as Y from 'yjs'
import { testDatabases } from '../../support/database'
import { outsiders } from './committee-suite'
import { lost, setAsideSuite, written } from './set-aside-suite'

describe.each(testDatabases())('text set aside on $name', (database) => {
  const suite = setAsideSuite(database)
  const { test, connect, text, list, listed, decide, restored, setAside } = suite

  test('[RT5] is listed with who sent it and the words that it would add', async () => {
    const { documentId, entry } = await setAside()
    expect(entry).toMatchObject({
      documentId,
      sender: { personId: suite.sender().personId, name: suite.sender().name },
      words: lost,
      characters: lost.length,
      outcome: null,
      decidedBy: null,
      decidedAt: null,
    })
    expect(await text(documentId)).not.toContain(lost)
  })

  test('[RT5] comes into the text when it is admitted, and keeps who wrote it', async () => {
    const { id, documentId, entry, clientId } = await setAside()
    const { coordinator, member } = suite.people
    const reader = connect(documentId, suite.people.observer)
    const admitted = await decide(coordinator.cookie, entry.id, 'admitted')
    expect(admitted.status).toBe(200)
    expect(admitted.body).toMatchObject({
      id: entry.id,
      outcome: 'admitted',
      decidedBy: { personId: coordinator.personId },
      decidedAt: suite.app.clock.now().toISOString(),
      words: '',
    })
    expect(await text(documentId)).toContain(`${written}\n${lost}`)
    await expect.poll(() => reader.getXmlFragment('content').toString()).toContain(lost)
    expect((await suite.app.services.rooms.authors(documentId)).get(clientId)).toBe(member.personId)
    const [stored] = await suite.app.database.prisma.documentSetAside.findMany({ where: { id: entry.id } })
    expect((await suite.journal())[0]).toMatchObject({
      act: 'set-aside-admitted',
      actorId: coordinator.personId,
      objectType: 'set-aside',
      objectId: entry.id,
      digest: stored?.sha256,
      comesFrom: [{ type: 'statement', id }],
    })
  })

  test('[RT5] stays out of the text when it is declined, and is not asked about again', async () => {
    const { id, documentId, entry, state, second } = await setAside()
    const before = await text(documentId)
    const declined = await decide(suite.people.coordinator.cookie, entry.id, 'declined')
    expect(declined.body).toMatchObject({ outcome: 'declined', words: lost })
    connect(documentId, suite.sender(), state, second)
    const again = connect(documentId, suite.sender())
    await expect.poll(() => again.getXmlFragment('content').toString()).toContain(written)
    expect(await text(documentId)).toBe(before)
    expect(await listed(documentId)).toEqual([declined.body])
    expect((await suite.journal())[0]).toMatchObject({
      act: 'set-aside-declined',
      objectId: entry.id,
      comesFrom: [{ type: 'statement', id }],
    })
  })

  test('is decided once', async () => {
    const { entry } = await setAside()
    const { cookie } = suite.people.coordinator
    expect((await decide(cookie, entry.id, 'declined')).status).toBe(200)
    const entries = (await suite.journal()).length
    for (const outcome of ['admitted', 'declined']) {
      const late = await decide(cookie, entry.id, outcome)
      expect([late.status, late.body.code]).toEqual([409, 'already-done'])
    }
    expect(await suite.journal()).toHaveLength(entries)
  })

  test('is admitted, and said to be, when two decide otherwise at the same moment', async () => {
    const { documentId, entry } = await setAside()
    const { cookie } = suite.people.coordinator
    const answers = await Promise.all([
      decide(cookie, entry.id, 'admitted'),
      decide(cookie, entry.id, 'declined'),
    ])
    const [found] = await listed(documentId)
    expect((await text(documentId)).includes(lost)).toBe(found?.outcome === 'admitted')
    expect(answers.map(({ status }) => status)).toContain(200)
  })

  test('is admitted after a crash that left it in the text, undecided', async () => {
    const { documentId, entry, second } = await setAside()
    await suite.app.services.rooms.admit(documentId, suite.sender().personId, second)
    const [found] = await listed(documentId)
    expect(found).toMatchObject({ outcome: null, words: '', characters: 0 })
    expect((await decide(suite.people.coordinator.cookie, entry.id, 'admitted')).status).toBe(200)
    expect((await text(documentId)).split(lost)).toHaveLength(2)
  })

  test('is the coordinator’s affair alone', async () => {
    const { documentId, entry } = await setAside()
    const { member, researcher, observer } = suite.people
    for (const { cookie } of [member, researcher, observer, suite.sender()]) {
      expect((await list(cookie, documentId)).status).toBe(403)
      expect((await decide(cookie, entry.id, 'admitted')).status).toBe(403)
    }
    for (const [, cookie, status] of outsiders(suite.people)) {
      expect((await list(cookie, documentId)).status).toBe(status)
      expect((await decide(cookie, entry.id, 'admitted')).status).toBe(status)
    }
    const nowhere = '00000000-0000-7000-8000-000000000000'
    expect((await decide(suite.people.coordinator.cookie, nowhere, 'admitted')).status).toBe(404)
    const odd = await decide(suite.people.coordinator.cookie, entry.id, 'kept')
    expect([odd.status, odd.body.field]).toEqual([400, 'outcome'])
    expect(await listed(documentId)).toEqual([entry])
  })

  test('is admitted into a text that is open for writing only; it can be declined at any time', async () => {
    const { id, documentId, entry } = await setAside()
    const { cookie } = suite.people.coordinator
    await suite.move(cookie, id, 'set_aside', 'Hors du territoire')
    const before = await text(documentId)
    const refused = await decide(cookie, entry.id, 'admitted')
    expect([refused.status, refused.body.code]).toEqual([409, 'frozen'])
    expect(await text(documentId)).toBe(before)
    expect((await decide(cookie, entry.id, 'declined')).status).toBe(200)
  })

  test('[RT16] waits when it continues a text that is not there, and says so in both languages', async () => {
    const { documentId, state, second, clientId } = await restored(await suite.begin())
    const third = appendBlocksUpdate(
      Y.mergeUpdates([state, second]),
      clientId,
      [{ runs: [{ text: 'Il faut marcher.' }] }],
      'observations',
    )
    const { rooms } = suite.app.services
    const { prisma } = suite.app.database
    const keep = (bytes: Uint8Array, sha256: string) =>
      prisma.documentSetAside.create({
        data: {
          documentId,
          senderId: suite.sender().personId,
          bytes: Buffer.from(bytes),
          sha256: sha256.padEnd(64),
        },
      })
    const [early, late] = [await keep(second, 'a'), await keep(third, 'b')]
    const { cookie } = suite.people.coordinator
    const body = { outcome: 'admitted' }
    const params = { setAsideId: late.id }
    const french = await suite.app.ask(cookie, decideSetAside, { params, body })
    expect([french.status, french.body.code]).toEqual([409, 'missing-text'])
    expect(french.body.message).toContain('Admettez d’abord les autres textes')
    const english = await suite.app.ask(cookie, decideSetAside, { params, body }, { 'accept-language': 'en' })
    expect(english.body.message).toContain('Admit the other texts')
    expect((await listed(documentId)).map(({ words, outcome }) => [words, outcome])).toEqual([
      ['Il faut marcher.', null],
      [lost, null],
    ])
    for (const { id } of [early, late]) expect((await decide(cookie, id, 'admitted')).status).toBe(200)
    expect(blocksToText(readBlocks(await rooms.read(documentId)))).toContain(
      `${written}\n${lost}\nIl faut marcher.`,
    )
  })

  test('[RT5] brings in what was sent of it before: nobody is asked about what is there already', async () => {
    const { documentId, entry, state, second, clientId } = await setAside()
    const third = appendBlocksUpdate(
      Y.mergeUpdates([state, second]),
      clientId,
      [{ runs: [{ text: 'Il faut marcher.' }] }],
      'observations',
    )
    connect(documentId, suite.sender(), state, second, third)
    await expect.poll(() => listed(documentId)).toHaveLength(2)
    const [whole] = await listed(documentId)
    expect(whole?.words).toBe(`${lost}\nIl faut marcher.`)
    expect((await decide(suite.people.coordinator.cookie, whole?.id ?? '', 'admitted')).status).toBe(200)
    expect((await listed(documentId)).map(({ outcome }) => outcome)).toEqual(['admitted', 'admitted'])
    expect((await suite.journal()).slice(0, 2).map(({ act, objectId }) => [act, objectId])).toEqual([
      ['set-aside-admitted', entry.id],
      ['set-aside-admitted', whole?.id],
    ])
  })

  test('is shown by its first words when it is long', async () => {
    const { documentId, state, clientId } = await restored(await suite.begin())
    const long = appendBlocksUpdate(state, clientId, [{ runs: [{ text: '🚲'.repeat(700) }] }], 'observations')
    connect(documentId, suite.sender(), state, long)
    await expect.poll(() => listed(documentId)).toHaveLength(1)
    expect((await listed(documentId))[0]).toMatchObject({ words: '🚲'.repeat(500), characters: 700 })
  })

  test('tells the open pages when it is kept and when it is decided', async () => {
    const { app, people } = suite
    const page = async (personId: string) => {
      const keys: string[] = []
      const send = (message: string) => void keys.push(...(JSON.parse(message) as LiveMessage).keys)
      suite.closing(await app.services.live.connect({ send, close: () => undefined }, personId, 'test'))
      return keys
    }
    const [inside, outside] = [await page(people.coordinator.personId), await page(people.stranger.personId)]
    const { documentId, entry } = await setAside()
    await expect.poll(() => inside).toContain(liveKey.setAsides(documentId))
    inside.length = 0
    await decide(people.coordinator.cookie, entry.id, 'declined')
    await expect.poll(() => inside).toContain(liveKey.setAsides(documentId))
    expect(outside).toEqual([])
  })

  test('is decided in a note in the same way', async () => {
    const { committeeId, member, coordinator } = suite.people
    const note = await suite.app.call(member.cookie, createNote, {
      params: { committeeId },
      body: { title: 'Compte rendu' },
    })
    const { documentId, state, second } = await restored(note, null)
    connect(documentId, suite.sender(), state, second)
    await expect.poll(() => listed(documentId)).toHaveLength(1)
    const [entry] = await listed(documentId)
    expect((await decide(coordinator.cookie, entry?.id ?? '', 'admitted')).status).toBe(200)
    expect(await text(documentId)).toContain(lost)
    expect((await suite.journal())[0]?.comesFrom).toEqual([{ type: 'note', id: note.id }])
  })
})
