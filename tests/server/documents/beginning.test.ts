import { describe, expect } from 'vitest'
import { inTransaction } from '@reliance/server/db/transaction'
import { createPrismaStorage } from '@reliance/server/realtime/prisma-storage'
import { createNote } from '@reliance/shared/notes/contract'
import {
  blocksToText,
  readBlocks,
  templateClientId,
  templateUpdate,
} from '@reliance/shared/realtime/document'
import { mergeLog } from '@reliance/shared/realtime/update'
import { statementSections } from '@reliance/shared/statements/template'
import { testDatabases } from '../../support/database'
import { committeeSuite } from './committee-suite'

describe.each(testDatabases())('what a document begins with on $name', (database) => {
  const suite = committeeSuite(database)
  const { test } = suite

  /** As the next process would find it: nothing that this one holds in memory. */
  const stored = async (documentId: string) => {
    const document = await createPrismaStorage(suite.app.database).load(documentId)
    if (!document) throw new Error('there is no such document')
    const text = blocksToText(readBlocks(mergeLog(document.log.map(({ bytes }) => bytes))))
    return { entries: document.log.length, clients: document.clients, text }
  }
  const counts = async () => {
    const { document, documentUpdate, documentClient } = suite.app.database.prisma
    return Promise.all([document.count(), documentUpdate.count(), documentClient.count()])
  }

  test('is kept with a statement or a note, without any room', async () => {
    const { member, committeeId } = suite.people
    const statement = await suite.begin()
    const note = await suite.app.call(member.cookie, createNote, {
      params: { committeeId },
      body: { title: 'Compte rendu' },
    })
    const template = statementSections.flatMap(({ title }) => [title.fr, '']).join('\n')
    const nobody = new Map([[templateClientId, null]])
    expect(await stored(statement.documentId)).toEqual({ entries: 1, clients: nobody, text: template })
    expect(await stored(note.documentId)).toEqual({ entries: 1, clients: nobody, text: '' })
    expect(suite.app.services.rooms.openRooms).toBe(0)
  })

  test('is not kept without them: a transaction that fails after it leaves nothing', async () => {
    const before = await counts()
    const work = inTransaction(suite.app.database, async (tx) => {
      const beginning = templateUpdate([{ id: 'question', heading: 'Question' }])
      await suite.app.services.documents.create(tx, suite.people.committeeId, 'statement', beginning)
      expect(await tx.documentUpdate.count()).toBe((before[1] ?? 0) + 1)
      throw new Error('the statement could not be written')
    })
    await expect(work).rejects.toThrow('the statement could not be written')
    expect(await counts()).toEqual(before)
  })

  test('comes before whatever is written next', async () => {
    const { documentId } = await suite.begin()
    await suite.type(documentId, suite.people.member.personId, 'Le dernier bus part à 18 h.')
    const document = await createPrismaStorage(suite.app.database).load(documentId)
    const [first] = document?.log ?? []
    expect(document?.log).toHaveLength(2)
    expect(blocksToText(readBlocks(first?.bytes ?? new Uint8Array()))).not.toContain('bus')
    expect((await stored(documentId)).text).toContain('Le dernier bus part à 18 h.')
  })
})
