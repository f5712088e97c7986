import { expect } from 'vitest'
import * as comments from '@reliance/shared/comments/contract'
import * as committee from '@reliance/shared/committee/contract'
import * as deliberation from '@reliance/shared/deliberation/contract'
import type { Endpoint } from '@reliance/shared/endpoint'
import * as notes from '@reliance/shared/notes/contract'
import * as roadmap from '@reliance/shared/roadmap/contract'
import * as statements from '@reliance/shared/statements/contract'
import type { RunningServer } from '../support/running-server'

type Input = { params: Record<string, string>; body?: object }

/** Every write on the affairs of a committee, well formed and on things that exist, is refused to this person. */
export async function expectWritesRefused(
  server: RunningServer,
  cookie: string,
  readerCookie: string,
  committeeId: string,
): Promise<void> {
  const writes = await writesOn(server, readerCookie, committeeId)
  const answers = await Promise.all(
    writes.map(async ([endpoint, input]) => {
      const { status } = await server.ask(cookie, endpoint, input)
      return [`${endpoint.method} ${endpoint.url}`, status]
    }),
  )
  expect(answers).toEqual(answers.map(([name]) => [name, 403]))
}

async function writesOn(
  server: RunningServer,
  cookie: string,
  committeeId: string,
): Promise<[Endpoint, Input][]> {
  const ofCommittee = { params: { committeeId } }
  const [statement] = await server.call(cookie, statements.listStatements, ofCommittee)
  const [round] = await server.call(cookie, deliberation.listRounds, ofCommittee)
  const { items } = await server.call(cookie, roadmap.readRoadmap, ofCommittee)
  const { axes } = await server.call(cookie, committee.readCommittee, ofCommittee)
  const members = await server.call(cookie, committee.listMembers, ofCommittee)
  const [item, axis, member] = [items[0], axes[0], members[0]]
  if (!statement || !round || !item || !axis || !member)
    throw new Error('the committee has nothing to refuse')
  const threadsOf = { params: { documentId: statement.documentId } }
  const [thread] = await server.call(cookie, comments.listThreads, threadsOf)
  if (!thread) throw new Error('the statement has no comment')

  const ofStatement = { statementId: statement.id }
  const ofRound = { params: { roundId: round.id } }
  const ofItem = { params: { itemId: item.id } }
  const later = new Date(Date.now() + 30 * 24 * 60 * 60 * 1000).toISOString()
  const rules = { method: 'consent', quorumPercent: 40, quorumPerCollege: 1, silence: 'non-participation' }
  const { axisId, decisionId, leadMemberId, title, question, frascatiType, startQuarter, endQuarter } = item
  const fields = { axisId, leadMemberId, title, question, frascatiType, startQuarter, endQuarter }
  const college = { nameFr: 'Autre', nameEn: 'Other', seats: 1, weightPercent: 1, palette: 1 }
  return [
    [statements.createStatement, { ...ofCommittee, body: { title: 'Un autre énoncé', axisIds: [axis.id] } }],
    [statements.changeStatement, { params: ofStatement, body: { title: 'Un autre titre' } }],
    [statements.moveStatement, { params: ofStatement, body: { state: 'revised' } }],
    [statements.freezeStatement, { params: ofStatement }],
    [statements.inviteWriter, { params: { ...ofStatement, personId: member.personId } }],
    [statements.uninviteWriter, { params: { ...ofStatement, personId: member.personId } }],
    [notes.createNote, { ...ofCommittee, body: { title: 'Une note' } }],
    [comments.startThread, { ...threadsOf, body: { type: 'question', text: '?', anchor: thread.anchor } }],
    [comments.answerThread, { params: { threadId: thread.id }, body: { text: 'Une réponse' } }],
    [comments.resolveThread, { params: { threadId: thread.id }, body: { outcome: 'integrated' } }],
    [
      deliberation.openRound,
      {
        params: { versionId: round.versionId },
        body: { title: 'Un autre tour', proposal: 'Oui ?', closesAt: later, rules },
      },
    ],
    [deliberation.answerRound, { ...ofRound, body: { answer: 'no_objection' } }],
    [deliberation.extendRound, { ...ofRound, body: { closesAt: later } }],
    [deliberation.closeRound, ofRound],
    [roadmap.addRoadmapItem, { ...ofCommittee, body: { decisionId, ...fields } }],
    [roadmap.changeRoadmapItem, { ...ofItem, body: { title: 'Autre chose' } }],
    [roadmap.removeRoadmapItem, ofItem],
    [roadmap.restoreRoadmapItem, ofItem],
    [committee.changeCommittee, { ...ofCommittee, body: { territory: 'Ailleurs' } }],
    [committee.addCollege, { ...ofCommittee, body: college }],
    [committee.invite, { ...ofCommittee, body: { email: 'a@essai.test', name: 'A', roles: ['member'] } }],
    [committee.inviteList, { ...ofCommittee, body: { csv: 'nom,courriel\nA,a@essai.test' } }],
    [committee.changeMember, { params: { committeeId, memberId: member.id }, body: { voice: 'voting' } }],
    [committee.removeMember, { params: { committeeId, memberId: member.id } }],
    [committee.issueResetLink, { params: { committeeId, memberId: member.id } }],
  ]
}
