import { describe, expect } from 'vitest'
import { createNote, listNotes, readNote, readNoteText } from '@reliance/shared/notes/contract'
import { testDatabases } from '../../support/database'
import { committeeSuite, outsiders } from '../documents/committee-suite'

describe.each(testDatabases())('free notes on $name', (database) => {
  const suite = committeeSuite(database)
  const { test } = suite
  const create = (cookie: string | null, body: unknown = { title: 'Compte rendu' }) =>
    suite.app.ask(cookie, createNote, { params: { committeeId: suite.people.committeeId }, body })

  test('begin with one empty paragraph that belongs to nobody', async () => {
    const { member, observer } = suite.people
    const made = await create(member.cookie, { title: ' Compte rendu ' })
    expect(made.status).toBe(201)
    expect(Object.keys(made.body).sort()).toEqual(['documentId', 'id'])
    const params = { noteId: made.body.id }
    const text = await suite.app.call(observer.cookie, readNoteText, { params })
    expect(text).toEqual({
      blocks: [{ kind: 'paragraph', level: 1, depth: 0, section: null, runs: [] }],
      authors: [],
    })
    const note = await suite.app.call(observer.cookie, readNote, { params })
    expect(note).toMatchObject({ title: 'Compte rendu', documentId: made.body.documentId })
    expect(note.createdBy.personId).toBe(member.personId)
    expect(note.may).toEqual({ write: false, comment: false })
    expect((await suite.journal())[0]).toMatchObject({
      act: 'note-created',
      objectType: 'note',
      objectId: note.id,
    })
  })

  test('are made by members and coordinators', async () => {
    const { coordinator, researcher, observer } = suite.people
    expect((await create(coordinator.cookie)).status).toBe(201)
    expect((await create(researcher.cookie)).status).toBe(403)
    expect((await create(observer.cookie)).status).toBe(403)
    for (const [, cookie, status] of outsiders(suite.people))
      expect((await create(cookie)).status).toBe(status)
  })

  test('are read by members only, latest first', async () => {
    const { committeeId, researcher } = suite.people
    const { id } = (await create(suite.people.member.cookie, { title: 'La dernière' })).body
    const notes = await suite.app.call(researcher.cookie, listNotes, { params: { committeeId } })
    expect(notes[0]).toMatchObject({ id, title: 'La dernière', may: { write: false, comment: true } })
    for (const [, cookie, status] of outsiders(suite.people)) {
      const params = { noteId: id }
      expect((await suite.app.ask(cookie, listNotes, { params: { committeeId } })).status).toBe(status)
      expect((await suite.app.ask(cookie, readNote, { params })).status).toBe(status)
      expect((await suite.app.ask(cookie, readNoteText, { params })).status).toBe(status)
    }
  })

  test('name who wrote them', async () => {
    const { member } = suite.people
    const { id, documentId } = (await create(member.cookie)).body
    await suite.type(documentId, member.personId, [{ text: 'Décidé : ' }, { text: 'oui', bold: true }])
    const text = await suite.app.call(member.cookie, readNoteText, { params: { noteId: id } })
    expect(text.blocks.map(({ runs }) => runs)).toEqual([
      [
        { text: 'Décidé : ', author: 0 },
        { text: 'oui', bold: true, author: 0 },
      ],
    ])
    expect(text.authors.map(({ personId }) => personId)).toEqual([member.personId])
  })

  test('are refused without a title, or with more than one', async () => {
    const { cookie } = suite.people.member
    const refusal = async (body: unknown) => {
      const { status, body: answer } = await create(cookie, body)
      return [status, answer.code, answer.field]
    }
    expect(await refusal({})).toEqual([400, 'missing-field', 'title'])
    expect(await refusal({ title: '' })).toEqual([400, 'missing-field', 'title'])
    expect(await refusal({ title: 'a', text: 'b' })).toEqual([400, 'unknown-field', 'text'])
    expect(await refusal({ title: 'a'.repeat(201) })).toEqual([400, 'too-long', 'title'])
  })
})
