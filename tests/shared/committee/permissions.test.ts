import { describe, expect, it } from 'vitest'
import { actions, can, roles, type Action, type Actor } from '@reliance/shared/committee/permissions'
import type { Role, Voice } from '@reliance/shared/committee/schemas'
import { statementStates } from '@reliance/shared/statements/rules'
import type { StatementState } from '@reliance/shared/statements/schemas'

const me = 'person-me'
const actor = (held: Role[], voice: Voice = 'none'): Actor => ({
  personId: me,
  roles: held,
  voice,
  collegeId: null,
})

/** One letter a role, as the tables below write them. */
const letters: Record<Role, string> = { coordinator: 'C', member: 'M', researcher: 'R', observer: 'O' }

/** The roles that a question is answered yes for, each held alone. */
const allowed = (ask: (actor: Actor) => boolean) =>
  roles.map((role) => (ask(actor([role])) ? letters[role] : '.')).join('')

const statement = (state: StatementState, mine = false, invited = false) => ({
  state,
  createdById: mine ? me : 'somebody-else',
  invitedWriterIds: invited ? ['somebody-else', me] : ['somebody-else'],
})

describe('actions that depend on the role only', () => {
  const table = [
    ['committee.read', 'CMRO'],
    ['committee.administer', 'C...'],
    ['committee.found', 'C...'],
    ['member.issue-reset-link', 'C...'],
    ['statement.read', 'CMRO'],
    ['statement.create', 'CM..'],
    ['statement.comment', 'CMR.'],
    ['statement.invite-writer', 'C...'],
    ['note.read', 'CMRO'],
    ['note.create', 'CM..'],
    ['note.write', 'CM..'],
    ['document.decide-set-asides', 'C...'],
    ['round.read', 'CMRO'],
    ['round.open', 'C...'],
    ['decision.read', 'CMRO'],
    ['roadmap.read', 'CMRO'],
    ['roadmap.propose', 'CM..'],
    ['roadmap.edit', 'C...'],
    ['journal.read', 'CMRO'],
  ] as const

  it.each(table)('%s: %s', (action, expected) => {
    expect(allowed((someone) => can(someone, action))).toBe(expected)
  })

  it('and those on a statement or a round are all the actions there are', () => {
    const onASubject: Action[] = [
      'statement.write',
      'statement.resolve-thread',
      'statement.change-state',
      'statement.freeze',
      'round.answer',
      'round.extend',
      'round.close',
    ]
    expect([...table.map(([action]) => action), ...onASubject].sort()).toEqual([...actions].sort())
  })
})

describe('actions on a statement', () => {
  // State, then who may: write · write, invited · resolve another's thread · resolve one's own thread · freeze.
  const table = [
    ['situation', '....', '....', 'C...', 'CMR.', '....'],
    ['draft', 'CM..', 'CMR.', 'CM..', 'CMR.', '....'],
    ['peer_review', 'CM..', 'CMR.', 'CM..', 'CMR.', 'C...'],
    ['deliberation', '....', '....', 'C...', 'CMR.', '....'],
    ['adopted', '....', '....', 'C...', 'CMR.', '....'],
    ['set_aside', '....', '....', 'C...', 'CMR.', '....'],
    ['merged', '....', '....', 'C...', 'CMR.', '....'],
    ['revised', 'CM..', 'CMR.', 'CM..', 'CMR.', 'C...'],
  ] as const

  it('are listed for every state', () => {
    expect(table.map(([state]) => state)).toEqual([...statementStates])
  })

  it.each(table)('%s: write %s, invited %s, resolve %s, own thread %s, freeze %s', (state, ...expected) => {
    const thread = (threadCreatedById: string) => ({ ...statement(state), threadCreatedById })
    expect([
      allowed((someone) => can(someone, 'statement.write', statement(state))),
      allowed((someone) => can(someone, 'statement.write', statement(state, false, true))),
      allowed((someone) => can(someone, 'statement.resolve-thread', thread('somebody-else'))),
      allowed((someone) => can(someone, 'statement.resolve-thread', thread(me))),
      allowed((someone) => can(someone, 'statement.freeze', { state })),
    ]).toEqual(expected)
  })

  it('do not follow from having made the statement: an observer who did may not write it', () => {
    expect(can(actor(['observer']), 'statement.write', statement('draft', true, true))).toBe(false)
    expect(can(actor(['researcher']), 'statement.write', statement('draft', true))).toBe(false)
  })

  it('let an invited researcher resolve threads where they may write', () => {
    const subject = { ...statement('draft', false, true), threadCreatedById: 'somebody-else' }
    expect(can(actor(['researcher']), 'statement.resolve-thread', subject)).toBe(true)
    expect(can(actor(['researcher']), 'statement.resolve-thread', { ...subject, state: 'adopted' })).toBe(
      false,
    )
  })
})

describe('changing the state of a statement', () => {
  // From, to, who may when another made the statement, who may when they made it. What is not here, nobody may.
  const table: [StatementState, StatementState, string, string][] = [
    ['situation', 'draft', 'C...', 'CM..'],
    ['situation', 'set_aside', 'C...', 'C...'],
    ['draft', 'peer_review', 'C...', 'CM..'],
    ['draft', 'set_aside', 'C...', 'C...'],
    ['peer_review', 'draft', 'C...', 'CM..'],
    ['peer_review', 'deliberation', 'C...', 'C...'],
    ['peer_review', 'set_aside', 'C...', 'C...'],
    ['deliberation', 'peer_review', 'C...', 'C...'],
    ['deliberation', 'set_aside', 'C...', 'C...'],
    ['adopted', 'revised', 'C...', 'C...'],
    ['set_aside', 'draft', 'C...', 'C...'],
    ['revised', 'peer_review', 'C...', 'CM..'],
    ['revised', 'deliberation', 'C...', 'C...'],
  ]
  const everyPair = statementStates.flatMap((from) => statementStates.map((to) => [from, to] as const))

  it.each(everyPair)('%s to %s', (from, to) => {
    const row = table.find(([rowFrom, rowTo]) => rowFrom === from && rowTo === to)
    const change = (createdById: string) =>
      allowed((someone) => can(someone, 'statement.change-state', { from, to, createdById }))
    expect([change('somebody-else'), change(me)]).toEqual(row ? row.slice(2) : ['....', '....'])
  })

  it('to adopted is nobody’s: only a decision adopts', () => {
    const everything = actor([...roles], 'voting')
    for (const from of statementStates) {
      expect(can(everything, 'statement.change-state', { from, to: 'adopted', createdById: me })).toBe(false)
    }
  })
})

describe('actions on a round', () => {
  it.each([
    ['open', 'C...'],
    ['closed', '....'],
  ] as const)('%s: extend and close %s', (state, expected) => {
    expect(allowed((someone) => can(someone, 'round.extend', { state }))).toBe(expected)
    expect(allowed((someone) => can(someone, 'round.close', { state }))).toBe(expected)
  })

  const answerTable: [Voice, 'open' | 'closed', boolean, boolean][] = [
    ['voting', 'open', true, true],
    ['voting', 'open', false, false],
    ['voting', 'closed', true, false],
    ['voting', 'closed', false, false],
    ['advisory', 'open', true, false],
    ['advisory', 'open', false, false],
    ['advisory', 'closed', true, false],
    ['advisory', 'closed', false, false],
    ['none', 'open', true, false],
    ['none', 'open', false, false],
    ['none', 'closed', true, false],
    ['none', 'closed', false, false],
  ]

  it.each(answerTable)(
    'answer with voice %s, round %s, elector %s: %s, in any role',
    (voice, state, isElector, expected) => {
      for (const role of roles) {
        expect(can(actor([role], voice), 'round.answer', { state, isElector })).toBe(expected)
      }
    },
  )

  it('a coordinator has no vote by their role', () => {
    expect(can(actor(['coordinator'], 'none'), 'round.answer', { state: 'open', isElector: true })).toBe(
      false,
    )
  })
})

/** Every question that `can` takes, with a subject that is as favourable as the state allows. */
function everyQuestion(someone: Actor | null): Map<string, boolean> {
  const answers = new Map<string, boolean>()
  for (const action of actions) {
    switch (action) {
      case 'statement.write':
      case 'statement.resolve-thread':
        for (const state of statementStates) {
          const subject = { ...statement(state, true, true), threadCreatedById: 'somebody-else' }
          answers.set(`${action} ${state}`, can(someone, action, subject))
        }
        break
      case 'statement.freeze':
        for (const state of statementStates)
          answers.set(`${action} ${state}`, can(someone, action, { state }))
        break
      case 'statement.change-state':
        for (const from of statementStates) {
          for (const to of statementStates) {
            answers.set(`${action} ${from} ${to}`, can(someone, action, { from, to, createdById: me }))
          }
        }
        break
      case 'round.answer':
      case 'round.extend':
      case 'round.close':
        for (const state of ['open', 'closed'] as const) {
          answers.set(`${action} ${state}`, can(someone, action, { state, isElector: true }))
        }
        break
      default:
        answers.set(action, can(someone, action))
    }
  }
  return answers
}

describe('several roles', () => {
  const subsets = Array.from({ length: 2 ** roles.length }, (_, bits) =>
    roles.filter((__, index) => bits & (1 << index)),
  )

  it.each(subsets.filter(({ length }) => length > 1).map((held) => [held]))('add up: %j', (held) => {
    const together = everyQuestion(actor(held, 'voting'))
    const apart = held.map((role) => everyQuestion(actor([role], 'voting')))
    for (const [question, answer] of together) {
      expect([question, answer]).toEqual([question, apart.some((answers) => answers.get(question))])
    }
  })

  it('none at all give nothing', () => {
    expect([...everyQuestion(actor([])).values()]).not.toContain(true)
  })
})

describe('somebody who is not a member', () => {
  it('may do nothing', () => {
    const answers = everyQuestion(null)
    expect(answers.size).toBeGreaterThan(actions.length)
    expect([...answers.values()]).not.toContain(true)
  })
})
