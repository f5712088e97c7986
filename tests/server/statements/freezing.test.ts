import { createHash } from 'node:crypto'
import { describe, expect } from 'vitest'
import { openRound } from '@reliance/shared/deliberation/contract'
import { blocksToText, readBlocks } from '@reliance/shared/realtime/document'
import {
  changeStatement,
  freezeStatement,
  readStatement,
  readVersion,
} from '@reliance/shared/statements/contract'
import { inTransaction } from '@reliance/server/db/transaction'
import { testDatabases } from '../../support/database'
import { HeadlessEditor } from '../../shared/realtime/moved-text-editor'
import { committeeSuite, outsiders } from '../documents/committee-suite'
import { openEditor } from './open-editor'

describe.each(testDatabases())('freezing a statement on $name', (database) => {
  const suite = committeeSuite(database)
  const { test } = suite

  const freeze = (cookie: string | null, statementId: string) =>
    suite.app.ask(cookie, freezeStatement, { params: { statementId } })
  const read = (statementId: string) =>
    suite.app.call(suite.people.coordinator.cookie, readStatement, { params: { statementId } })
  const version = (versionId: string) =>
    suite.app.call(suite.people.observer.cookie, readVersion, { params: { versionId } })
  const storedState = async (id: string) => {
    const row = await suite.app.database.prisma.frozenVersion.findUniqueOrThrow({ where: { id } })
    return row.state
  }

  /** A statement with words in it, read across the colleges. */
  async function ripe(words = 'Le dernier bus part à 18 h.') {
    const made = await suite.begin()
    await suite.type(made.documentId, suite.people.member.personId, words)
    await suite.move(suite.people.member.cookie, made.id, 'peer_review')
    return made
  }

  test('[RT22] keeps words that somebody typed in a paragraph while another joined it', async () => {
    const { coordinator, member } = suite.people
    const { id, documentId } = await ripe('Les bus du soir')
    const { rooms } = suite.app.services
    const beginning = await rooms.read(documentId)
    const writer = new HeadlessEditor(4001, beginning)
    writer.after('soir').enter().type(' sont rares')
    for (const update of writer.takeUpdates()) await rooms.write(documentId, member.personId, update)
    const joiner = new HeadlessEditor(4002, await rooms.read(documentId))
    writer.type(' et chers')
    joiner.selectWords(' sont rares').select(joiner.state.selection.from).backspace()
    for (const update of joiner.takeUpdates()) await rooms.write(documentId, coordinator.personId, update)
    for (const update of writer.takeUpdates()) await rooms.write(documentId, member.personId, update)

    const frozen = await freeze(coordinator.cookie, id)
    expect(frozen.status).toBe(201)
    const text = blocksToText(readBlocks(await storedState(frozen.body.id)))
    expect(text).toContain('Les bus du soir sont rares et chers')
    expect(blocksToText(readBlocks(await rooms.read(documentId)))).toBe(text)
  })

  test('keeps the whole text with its digest, closes it and journals it', async () => {
    const { coordinator, member } = suite.people
    const { id } = await ripe()
    const frozen = await freeze(coordinator.cookie, id)
    expect(frozen.status).toBe(201)
    expect(frozen.body).toMatchObject({ statementId: id, number: 1, title: 'Les derniers kilomètres' })
    expect(frozen.body.frozenBy.personId).toBe(coordinator.personId)
    const state = await storedState(frozen.body.id)
    expect(frozen.body.sha256).toBe(createHash('sha256').update(state).digest('hex'))
    expect((await suite.journal())[0]).toMatchObject({
      act: 'version-frozen',
      objectType: 'version',
      objectId: frozen.body.id,
      digest: frozen.body.sha256,
      comesFrom: [{ type: 'statement', id }],
    })
    const statement = await read(id)
    expect(statement.state).toBe('deliberation')
    expect(statement.versions).toEqual([frozen.body])
    expect(statement.may).toMatchObject({ write: false, freeze: false, openRound: true })
    const text = await version(frozen.body.id)
    expect(text).toMatchObject({ id: frozen.body.id, committeeId: suite.people.committeeId })
    expect(text.text.authors.map(({ personId }) => personId)).toEqual([member.personId])
    expect(blocksToText(text.text.blocks)).toContain('Le dernier bus part à 18 h.')
  })

  test('is a coordinator’s, once the text is ripe', async () => {
    const { coordinator, member, researcher, observer } = suite.people
    const { id } = await suite.begin()
    const early = await freeze(coordinator.cookie, id)
    expect([early.status, early.body.code]).toEqual([409, 'wrong-state'])
    const ready = await ripe()
    for (const { cookie } of [member, researcher, observer]) {
      expect((await freeze(cookie, ready.id)).status).toBe(403)
    }
    for (const [, cookie, status] of outsiders(suite.people)) {
      expect((await freeze(cookie, ready.id)).status).toBe(status)
    }
    expect((await read(ready.id)).versions).toEqual([])
  })

  test('refuses a text that says no more than its template, and leaves it open', async () => {
    const { coordinator, member } = suite.people
    for (const words of [null, '   ']) {
      const { id, documentId } = await suite.begin()
      if (words) await suite.type(documentId, member.personId, words)
      await suite.move(member.cookie, id, 'peer_review')
      const refused = await freeze(coordinator.cookie, id)
      expect([refused.status, refused.body.code]).toEqual([409, 'empty-document'])
      expect((await read(id)).state).toBe('peer_review')
      expect((await suite.journal())[0]).toMatchObject({ act: 'statement-moved', actorId: member.personId })
    }
  })

  test('happens once: a frozen text is neither frozen nor changed again', async () => {
    const { coordinator, member } = suite.people
    const { id } = await ripe()
    const both = await Promise.all([freeze(coordinator.cookie, id), freeze(coordinator.cookie, id)])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    const again = await freeze(coordinator.cookie, id)
    expect([again.status, again.body.code]).toEqual([409, 'already-frozen'])
    const body = { title: 'Autre' }
    const renamed = await suite.app.ask(member.cookie, changeStatement, { params: { statementId: id }, body })
    expect([renamed.status, renamed.body.code]).toEqual([409, 'frozen'])
    expect((await read(id)).versions).toHaveLength(1)
  })

  test('stores exactly what the room holds once writing is refused', async () => {
    const { coordinator, member } = suite.people
    const { rooms } = suite.app.services
    const { id, documentId } = await ripe()
    const editor = await openEditor(suite.app, documentId, member)
    editor.whenAskedAgain(() => editor.type('à la dernière seconde'))
    const frozen = await freeze(coordinator.cookie, id)
    expect(editor.refusals()).toBe(0)
    editor.type('trop tard')
    expect(editor.refusals()).toBe(1)
    const kept = readBlocks(await storedState(frozen.body.id))
    expect(kept).toEqual(readBlocks(await rooms.read(documentId)))
    expect(blocksToText(kept)).toContain('à la dernière seconde')
    expect(blocksToText(kept)).not.toContain('trop tard')
    editor.close()
  })

  test('opens writing again when the version cannot be kept', async () => {
    const { coordinator, member } = suite.people
    const { id, documentId } = await ripe()
    const editor = await openEditor(suite.app, documentId, member)
    const { prisma } = suite.app.database
    await prisma.$executeRaw`ALTER TABLE frozen_versions ADD CONSTRAINT none CHECK (number < 0) NOT VALID`
    const failed = await freeze(coordinator.cookie, id)
    await prisma.$executeRaw`ALTER TABLE frozen_versions DROP CONSTRAINT none`
    expect([failed.status, failed.body.code]).toEqual([500, 'server-error'])
    const statement = await read(id)
    expect([statement.state, statement.versions]).toEqual(['peer_review', []])
    editor.type('encore ouvert')
    expect(editor.refusals()).toBe(0)
    expect(blocksToText(readBlocks(await suite.app.services.rooms.read(documentId)))).toContain(
      'encore ouvert',
    )
    editor.close()
    expect((await freeze(coordinator.cookie, id)).status).toBe(201)
  })

  test('gives the next number after a round that did not adopt; the earlier version stays as it was', async () => {
    const { coordinator, member } = suite.people
    const { statements } = suite.app.services
    const { id, documentId } = await ripe()
    const first = (await freeze(coordinator.cookie, id)).body
    await inTransaction(suite.app.database, (tx) => statements.setDecided(tx, id, 'objected'))
    await statements.decided(id)
    expect((await read(id)).state).toBe('peer_review')
    expect((await suite.journal())[0]).toMatchObject({ act: 'statement-moved', actorId: null, objectId: id })
    await suite.type(documentId, member.personId, 'Repris après l’objection.')
    const second = (await freeze(coordinator.cookie, id)).body
    expect(second.number).toBe(2)
    expect((await read(id)).versions.map(({ number }) => number)).toEqual([2, 1])
    expect(blocksToText((await version(first.id)).text.blocks)).not.toContain('Repris')
    expect(blocksToText((await version(second.id)).text.blocks)).toContain('Repris')
  })

  test('ends in adoption, after which a coordinator opens it for revision', async () => {
    const { coordinator, member } = suite.people
    const { statements, documents } = suite.app.services
    const { id, documentId } = await ripe()
    await freeze(coordinator.cookie, id)
    await inTransaction(suite.app.database, (tx) => statements.setDecided(tx, id, 'adopted'))
    expect((await read(id)).state).toBe('adopted')
    expect((await suite.move(member.cookie, id, 'revised')).status).toBe(403)
    expect((await suite.move(coordinator.cookie, id, 'revised')).status).toBe(200)
    expect((await documents.access(member.personId, documentId)).access).toBe('write')
    await inTransaction(suite.app.database, (tx) => statements.setDecided(tx, id, 'adopted'))
    expect((await read(id)).state).toBe('revised')
  })

  test('holds the statement in deliberation while a round is open on it', async () => {
    const { coordinator } = suite.people
    const { id } = await ripe()
    const frozen = (await freeze(coordinator.cookie, id)).body
    await suite.app.call(coordinator.cookie, openRound, {
      params: { versionId: frozen.id },
      body: {
        title: 'Tour',
        proposal: 'Adopter cet énoncé',
        closesAt: new Date(suite.app.clock.now().getTime() + 86_400_000).toISOString(),
        rules: { method: 'consent', quorumPercent: 50, quorumPerCollege: 0, silence: 'non-participation' },
      },
    })
    for (const state of ['peer_review', 'set_aside'] as const) {
      const refused = await suite.move(coordinator.cookie, id, state, 'Raison')
      expect([refused.status, refused.body.code]).toEqual([409, 'round-already-open'])
    }
  })

  test('shows a version to members only', async () => {
    const { id } = await ripe()
    const { id: versionId } = (await freeze(suite.people.coordinator.cookie, id)).body
    for (const [, cookie, status] of outsiders(suite.people)) {
      expect((await suite.app.ask(cookie, readVersion, { params: { versionId } })).status).toBe(status)
    }
    expect(
      (await suite.app.ask(suite.people.member.cookie, readVersion, { params: { versionId: id } })).status,
    ).toBe(404)
  })
})
