import { beforeAll, describe, expect } from 'vitest'
import { listMembers, readCommittee } from '@reliance/shared/committee/contract'
import { answerRound, closeRound, openRound } from '@reliance/shared/deliberation/contract'
import { addRoadmapItem, removeRoadmapItem, restoreRoadmapItem } from '@reliance/shared/roadmap/contract'
import { freezeStatement } from '@reliance/shared/statements/contract'
import { readTrace } from '@reliance/shared/trace/contract'
import { testDatabases } from '../../support/database'
import { roundSuite } from '../deliberation/round-suite'
import { outsiders } from '../documents/committee-suite'

const memberWords = 'Le dernier bus part à 18 h 10.'
const coordinatorWords = 'Les saisonniers rentrent à pied 🌙'

describe.each(testDatabases())('the way back from a line of the roadmap on $name', (database) => {
  const suite = roundSuite(database)
  const { test } = suite
  const walked = {} as {
    itemId: string
    decisionId: string
    roundId: string
    versionId: string
    statementId: string
  }

  const trace = (cookie: string | null) =>
    suite.app.ask(cookie, readTrace, { params: { itemId: walked.itemId } })

  async function decide(versionId: string, answer: 'objection' | 'no_objection') {
    const { coordinator, member } = suite.people
    const opened = await suite.app.call(coordinator.cookie, openRound, {
      params: { versionId },
      body: suite.roundBody(),
    })
    const params = { roundId: opened.id }
    const body = { answer, reason: 'Il manque les saisonniers' }
    await suite.app.call(member.cookie, answerRound, { params, body })
    return suite.app.call(coordinator.cookie, closeRound, { params })
  }

  // The statement is objected to once, amended, adopted, and then goes on the roadmap.
  beforeAll(async () => {
    if (!database.available) return
    const { coordinator, member, committeeId } = suite.people
    const frozen = await suite.freeze()
    await decide(frozen.version.id, 'objection')
    await suite.type(frozen.documentId, coordinator.personId, coordinatorWords)
    const version = await suite.app.call(coordinator.cookie, freezeStatement, {
      params: { statementId: frozen.id },
    })
    const round = await decide(version.id, 'no_objection')
    const decisionId = round.decision?.id ?? ''
    const params = { committeeId }
    const { axes } = await suite.app.call(coordinator.cookie, readCommittee, { params })
    const members = await suite.app.call(coordinator.cookie, listMembers, { params })
    const item = await suite.app.call(member.cookie, addRoadmapItem, {
      params,
      body: {
        decisionId,
        axisId: axes[0]?.id ?? '',
        title: 'Navette du soir',
        question: '',
        frascatiType: 'experimental_development',
        leadMemberId: members.find(({ personId }) => personId === member.personId)?.id ?? '',
        startQuarter: 1,
        endQuarter: 12,
      },
    })
    const { id: versionId, statementId } = version
    Object.assign(walked, { itemId: item.id, decisionId, roundId: round.id, versionId, statementId })
  }, 120_000)

  test('shows the decision, the round, the frozen version and each word with its author', async () => {
    const { member, coordinator, observer } = suite.people
    const { status, body } = await trace(observer.cookie)
    expect(status).toBe(200)
    expect(body.item.id).toBe(walked.itemId)
    expect(body.round).toMatchObject({
      id: walked.roundId,
      outcome: 'adopted',
      decision: { id: walked.decisionId, number: 2 },
    })
    expect(body.version).toMatchObject({ id: walked.versionId, number: 2 })
    expect(body.version.sha256).toBe(body.round.versionSha256)
    expect(body.statement).toMatchObject({ id: walked.statementId, state: 'adopted' })
    const people = body.text.authors.map(({ personId }) => personId)
    const wordsOf = (personId: string) =>
      body.text.blocks
        .flatMap(({ runs }) => runs)
        .filter(({ author }) => author !== undefined && people[author] === personId)
        .map(({ text }) => text)
    expect(wordsOf(member.personId)).toEqual([memberWords])
    expect(wordsOf(coordinator.personId)).toEqual([coordinatorWords])
    expect(body.characters[people.indexOf(member.personId)]).toBe(30)
    expect(body.characters[people.indexOf(coordinator.personId)]).toBe(33)
  })

  test('follows from the links of the journal alone, nearest first, and they agree with the rows', async () => {
    const links = await suite.app.database.prisma.provenanceLink.findMany()
    const step = (type: string, id: string, to: string) =>
      links
        .filter((link) => link.fromType === type && link.fromId === id && link.toType === to)
        .map(({ toId }) => toId)
    expect(step('roadmap-item', walked.itemId, 'decision')).toEqual([walked.decisionId])
    expect(step('decision', walked.decisionId, 'round')).toEqual([walked.roundId])
    expect(step('round', walked.roundId, 'version')).toEqual([walked.versionId])
    expect(step('version', walked.versionId, 'statement')).toEqual([walked.statementId])

    const origins = await suite.app.services.trace.origins({ type: 'roadmap-item', id: walked.itemId })
    const nearest = (type: string) => origins.find((origin) => origin.type === type)?.id
    expect(['decision', 'round', 'version', 'statement'].map(nearest)).toEqual([
      walked.decisionId,
      walked.roundId,
      walked.versionId,
      walked.statementId,
    ])
    const item = await suite.app.database.prisma.roadmapItem.findUniqueOrThrow({
      where: { id: walked.itemId },
      include: { decision: { include: { round: { include: { frozenVersion: true } } } } },
    })
    expect(item.decision.round.frozenVersion.id).toBe(walked.versionId)
  })

  test('is open to every member of the committee, and to nobody else', async () => {
    const { coordinator, member, researcher, observer } = suite.people
    for (const { cookie } of [coordinator, member, researcher, observer]) {
      expect((await trace(cookie)).status).toBe(200)
    }
    for (const [, cookie, status] of outsiders(suite.people))
      expect((await trace(cookie)).status).toBe(status)
  })

  test('ends with the item: one that was taken off is shown again once it is put back', async () => {
    const { cookie } = suite.people.coordinator
    const params = { itemId: walked.itemId }
    await suite.app.call(cookie, removeRoadmapItem, { params })
    expect((await trace(cookie)).status).toBe(404)
    await suite.app.call(cookie, restoreRoadmapItem, { params })
    expect((await trace(cookie)).status).toBe(200)
  })
})
