import { describe, expect } from 'vitest'
import { answerThread, listThreads, resolveThread, startThread } from '@reliance/shared/comments/contract'
import type { Thread } from '@reliance/shared/comments/schemas'
import { liveKey, type LiveMessage } from '@reliance/shared/live/protocol'
import { createNote } from '@reliance/shared/notes/contract'
import { quoteAnchor } from '@reliance/shared/realtime/anchor'
import { listStatements } from '@reliance/shared/statements/contract'
import { testDatabases } from '../../support/database'
import { HeadlessEditor } from '../../shared/realtime/moved-text-editor'
import { committeeSuite, outsiders } from '../documents/committee-suite'

describe.each(testDatabases())('comments on $name', (database) => {
  const suite = committeeSuite(database)
  const { test } = suite
  const words = 'Le dernier bus part à 18 h.'

  async function anchorIn(documentId: string, quote: string) {
    const anchor = quoteAnchor(await suite.app.services.rooms.read(documentId), quote)
    if (!anchor) throw new Error('the quote is not in the text')
    const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
    return {
      ...anchor,
      startPosition: base64(anchor.startPosition),
      endPosition: base64(anchor.endPosition),
    }
  }

  async function written() {
    const made = await suite.begin()
    await suite.type(made.documentId, suite.people.member.personId, words)
    return { ...made, anchor: await anchorIn(made.documentId, 'dernier bus') }
  }

  const start = (cookie: string | null, documentId: string, body: unknown) =>
    suite.app.ask(cookie, startThread, { params: { documentId }, body })
  const answer = (cookie: string | null, threadId: string, text = 'Oui, je confirme.') =>
    suite.app.ask(cookie, answerThread, { params: { threadId }, body: { text } })
  const resolve = (cookie: string | null, threadId: string, outcome: string, reason?: string) =>
    suite.app.ask(cookie, resolveThread, {
      params: { threadId },
      body: reason === undefined ? { outcome } : { outcome, reason },
    })
  const list = (cookie: string | null, documentId: string) =>
    suite.app.ask(cookie, listThreads, { params: { documentId } })

  /** A thread that the researcher, who may not write, begins. */
  async function begun() {
    const made = await written()
    const body = { type: 'question', text: 'Tous les jours ?', anchor: made.anchor }
    const thread = (await start(suite.people.researcher.cookie, made.documentId, body)).body
    return { ...made, thread }
  }

  test('[RT23] follow their words, say when these are gone, and hang on them again when they are back', async () => {
    const { member } = suite.people
    const { thread, documentId } = await begun()
    const { rooms } = suite.app.services
    const editor = new HeadlessEditor(4001, await rooms.read(documentId))
    const change = async (): Promise<void> => {
      for (const update of editor.takeUpdates()) await rooms.write(documentId, member.personId, update)
    }
    const now = async (): Promise<Thread> => (await list(member.cookie, documentId)).body[0] as Thread
    const soon = { timeout: 15_000, interval: 200 }

    editor.after('Le').enter()
    await change()
    await expect.poll(async () => (await now()).anchor.prefix.endsWith('\n '), soon).toBe(true)
    expect(await now()).toMatchObject({ quotedWords: 'dernier bus', detachedAt: null })
    expect((await now()).anchor.startPosition).not.toBe(thread.anchor.startPosition)

    editor.pause().selectWords('dernier bus').backspace()
    await change()
    await expect.poll(async () => (await now()).detachedAt, soon).not.toBeNull()
    expect(await now()).toMatchObject({ quotedWords: 'dernier bus', anchor: { quote: 'dernier bus' } })

    editor.undo()
    await change()
    await expect.poll(async () => (await now()).detachedAt, soon).toBeNull()
  })

  test('hang on a passage, begun by somebody who may not write', async () => {
    const { researcher } = suite.people
    const { thread, anchor, documentId, id } = await begun()
    expect(thread).toMatchObject({ documentId, type: 'question', state: 'open', anchor, mayResolve: true })
    expect(thread.anchor.quote).toBe('dernier bus')
    expect(thread.createdBy).toMatchObject({ personId: researcher.personId, name: researcher.name })
    expect(thread.comments).toMatchObject([
      { text: 'Tous les jours ?', author: { personId: researcher.personId } },
    ])
    expect((await suite.journal())[0]).toMatchObject({
      act: 'thread-started',
      objectType: 'thread',
      objectId: thread.id,
      comesFrom: [{ type: 'statement', id }],
    })
  })

  test('are begun and answered by those who may comment only', async () => {
    const { observer, coordinator, member } = suite.people
    const { documentId, anchor, thread } = await begun()
    const body = { type: 'testimony', text: 'Je le vis.', anchor }
    for (const { cookie } of [coordinator, member])
      expect((await start(cookie, documentId, body)).status).toBe(201)
    expect((await start(observer.cookie, documentId, body)).status).toBe(403)
    expect((await answer(observer.cookie, thread.id)).status).toBe(403)
    for (const [, cookie, status] of outsiders(suite.people)) {
      expect((await start(cookie, documentId, body)).status).toBe(status)
      expect((await answer(cookie, thread.id)).status).toBe(status)
      expect((await list(cookie, documentId)).status).toBe(status)
    }
  })

  test('are read by observers, who may not resolve them', async () => {
    const { documentId, thread } = await begun()
    const threads = (await list(suite.people.observer.cookie, documentId)).body as unknown as Thread[]
    expect(threads).toEqual([{ ...thread, mayResolve: false }])
  })

  test('count as answered once somebody else answers', async () => {
    const { researcher, member } = suite.people
    const { thread } = await begun()
    expect((await answer(researcher.cookie, thread.id, 'Je précise.')).body.state).toBe('open')
    const answered = (await answer(member.cookie, thread.id)).body
    expect(answered.state).toBe('answered')
    expect(answered.comments.map(({ text }) => text)).toEqual([
      'Tous les jours ?',
      'Je précise.',
      'Oui, je confirme.',
    ])
    expect((await suite.journal())[0]).toMatchObject({
      act: 'comment-added',
      objectType: 'comment',
      comesFrom: [{ type: 'thread', id: thread.id }],
    })
  })

  test('get an outcome that says who gave it, and can be opened again', async () => {
    const { member, researcher } = suite.people
    const { thread } = await begun()
    const integrated = (await resolve(member.cookie, thread.id, 'integrated')).body
    expect(integrated).toMatchObject({ state: 'integrated', outcomeReason: null })
    expect(integrated.resolvedBy?.personId).toBe(member.personId)
    expect(integrated.resolvedAt).toBe(suite.app.clock.now().toISOString())
    expect((await suite.journal())[0]).toMatchObject({ act: 'thread-resolved', objectId: thread.id })
    const late = await answer(researcher.cookie, thread.id)
    expect([late.status, late.body.code]).toEqual([409, 'wrong-state'])
    const reopened = (await resolve(researcher.cookie, thread.id, 'open')).body
    expect(reopened).toMatchObject({ state: 'open', resolvedBy: null, resolvedAt: null })
    expect((await suite.journal())[0]?.act).toBe('thread-reopened')
    expect((await resolve(researcher.cookie, thread.id, 'open')).status).toBe(409)
  })

  test('are declined with a reason only, which their author reads', async () => {
    const { member, researcher } = suite.people
    const { thread, documentId } = await begun()
    for (const reason of [undefined, '  ']) {
      const refused = await resolve(member.cookie, thread.id, 'declined', reason)
      expect([refused.status, refused.body.code, refused.body.field]).toEqual([
        400,
        'reason-required',
        'reason',
      ])
    }
    await resolve(member.cookie, thread.id, 'declined', 'Hors du périmètre')
    const [seen] = (await list(researcher.cookie, documentId)).body as unknown as Thread[]
    expect(seen).toMatchObject({ state: 'declined', outcomeReason: 'Hors du périmètre' })
  })

  test('are resolved by the writers of the text, and by who began them', async () => {
    const { coordinator, member, researcher, observer } = suite.people
    const made = await written()
    const body = { type: 'method', text: 'Comment le savez-vous ?', anchor: made.anchor }
    const byMember = (await start(member.cookie, made.documentId, body)).body
    expect((await resolve(researcher.cookie, byMember.id, 'integrated')).status).toBe(403)
    expect((await resolve(observer.cookie, byMember.id, 'integrated')).status).toBe(403)
    for (const [, cookie, status] of outsiders(suite.people)) {
      expect((await resolve(cookie, byMember.id, 'integrated')).status).toBe(status)
    }
    expect((await resolve(coordinator.cookie, byMember.id, 'obsolete')).status).toBe(200)
  })

  test('show in the list of statements while they wait for an outcome', async () => {
    const { member, committeeId } = suite.people
    const { thread, id, anchor, documentId } = await begun()
    await start(member.cookie, documentId, { type: 'reference', text: 'Voir l’enquête.', anchor })
    const count = async () => {
      const statements = await suite.app.call(member.cookie, listStatements, { params: { committeeId } })
      return statements.find((statement) => statement.id === id)?.openThreads
    }
    expect(await count()).toBe(2)
    await resolve(member.cookie, thread.id, 'integrated')
    expect(await count()).toBe(1)
  })

  test('tell the open pages of the committee, and no others', async () => {
    const { committeeId, observer, stranger, coordinator } = suite.people
    const { documentId, anchor } = await written()
    const page = async (personId: string) => {
      const keys: string[] = []
      const send = (text: string) => void keys.push(...(JSON.parse(text) as LiveMessage).keys)
      const leave = await suite.app.services.live.connect({ send, close: () => undefined }, personId, 'test')
      return { keys, leave }
    }
    const inside = await page(observer.personId)
    const outside = await page(stranger.personId)
    await start(coordinator.cookie, documentId, { type: 'question', text: 'Où ?', anchor })
    await expect.poll(() => inside.keys).toContain(liveKey.threads(documentId))
    expect(inside.keys).toContain(liveKey.statements(committeeId))
    expect(outside.keys).toEqual([])
    inside.leave()
    outside.leave()
  })

  test('hang on notes in the same way', async () => {
    const { committeeId, member, researcher, observer } = suite.people
    const note = await suite.app.call(member.cookie, createNote, {
      params: { committeeId },
      body: { title: 'Compte rendu' },
    })
    await suite.type(note.documentId, member.personId, words)
    const body = { type: 'rewording', text: 'Dire « car ».', anchor: await anchorIn(note.documentId, 'bus') }
    const thread = await start(researcher.cookie, note.documentId, body)
    expect(thread.status).toBe(201)
    expect((await suite.journal())[0]?.comesFrom).toEqual([{ type: 'note', id: note.id }])
    expect((await start(observer.cookie, note.documentId, body)).status).toBe(403)
    expect((await resolve(observer.cookie, thread.body.id, 'integrated')).status).toBe(403)
    expect((await resolve(member.cookie, thread.body.id, 'integrated')).status).toBe(200)
  })

  test('are refused when they are not comments', async () => {
    const { documentId, anchor } = await written()
    const { cookie } = suite.people.member
    const refusal = async (body: object) => {
      const given = await start(cookie, documentId, { type: 'question', text: 'Oui ?', anchor, ...body })
      return [given.status, given.body.code, given.body.field]
    }
    expect(await refusal({ type: 'objection' })).toEqual([400, 'invalid-value', 'type'])
    expect(await refusal({ text: ' ' })).toEqual([400, 'missing-field', 'text'])
    expect(await refusal({ text: 'a'.repeat(5001) })).toEqual([400, 'too-long', 'text'])
    expect(await refusal({ anchor: { ...anchor, startPosition: 'é' } })).toEqual([
      400,
      'invalid-value',
      'anchor.startPosition',
    ])
    expect(await refusal({ anchor: { ...anchor, quote: 'a'.repeat(2001) } })).toEqual([
      400,
      'too-long',
      'anchor.quote',
    ])
    expect(await refusal({ state: 'integrated' })).toEqual([400, 'unknown-field', 'state'])
    const nowhere = '00000000-0000-7000-8000-000000000000'
    expect((await answer(cookie, nowhere)).status).toBe(404)
    expect((await list(cookie, nowhere)).status).toBe(404)
  })
})
