import { describe, expect } from 'vitest'
import { createNote } from '@reliance/shared/notes/contract'
import { inviteWriter } from '@reliance/shared/statements/contract'
import { testDatabases } from '../../support/database'
import { committeeSuite } from './committee-suite'

describe.each(testDatabases())('what a person may do in a document on $name', (database) => {
  const suite = committeeSuite(database)
  const { test } = suite

  async function accesses(documentId: string) {
    const { documents } = suite.app.services
    const { coordinator, member, researcher, observer, stranger } = suite.people
    const everybody = { coordinator, member, researcher, observer, stranger }
    const entries = Object.entries(everybody).map(async ([role, { personId }]) => {
      const { access, actor, committeeId } = await documents.access(personId, documentId)
      expect(actor === null).toBe(access === 'none')
      expect(committeeId).toBe(suite.people.committeeId)
      return [role, access]
    })
    return Object.fromEntries(await Promise.all(entries)) as Record<string, string>
  }

  test('follows the role while a statement is being written', async () => {
    const { documentId } = await suite.begin()
    expect(await accesses(documentId)).toEqual({
      coordinator: 'write',
      member: 'write',
      researcher: 'read',
      observer: 'read',
      stranger: 'none',
    })
  })

  test('includes writing for a researcher who is invited to', async () => {
    const { id, documentId } = await suite.begin()
    const params = { statementId: id, personId: suite.people.researcher.personId }
    await suite.app.call(suite.people.coordinator.cookie, inviteWriter, { params })
    expect((await accesses(documentId)).researcher).toBe('write')
  })

  test('is reading only once the statement is set aside', async () => {
    const { id, documentId } = await suite.begin()
    await suite.move(suite.people.coordinator.cookie, id, 'set_aside', 'Hors du territoire')
    expect(await accesses(documentId)).toEqual({
      coordinator: 'read',
      member: 'read',
      researcher: 'read',
      observer: 'read',
      stranger: 'none',
    })
  })

  test('follows the role in a note', async () => {
    const { committeeId, member } = suite.people
    const made = await suite.app.call(member.cookie, createNote, {
      params: { committeeId },
      body: { title: 'Compte rendu' },
    })
    expect(await accesses(made.documentId)).toEqual({
      coordinator: 'write',
      member: 'write',
      researcher: 'read',
      observer: 'read',
      stranger: 'none',
    })
  })

  test('is nothing in a document that does not exist', async () => {
    const nowhere = '00000000-0000-7000-8000-000000000000'
    const { documents } = suite.app.services
    expect(await documents.access(suite.people.member.personId, nowhere)).toEqual({
      access: 'none',
      actor: null,
      committeeId: null,
    })
    expect(await documents.owner(nowhere)).toBeNull()
  })
})
