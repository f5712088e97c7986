import { describe, expect, it } from 'vitest'
import type { Actor } from '@reliance/shared/committee/permissions'
import type { Role } from '@reliance/shared/committee/schemas'
import type {
  Circumstances,
  OpenRound,
  StatementInHand,
  ThreadInHand,
} from '@reliance/shared/expectations/circumstances'
import { expectations } from '@reliance/shared/expectations/expectations'
import type { StatementState } from '@reliance/shared/statements/schemas'

const me = 'person-me'
const now = '2027-07-02T10:00:00.000Z'

const actor = (...roles: Role[]): Actor => ({ personId: me, roles, voice: 'none', collegeId: 'a' })
const voter: Actor = { ...actor('member'), voice: 'voting' }

const round = (change: Partial<OpenRound> = {}): OpenRound => ({
  id: 'round-1',
  title: 'Adopter l’énoncé',
  closesAt: '2027-07-12T10:00:00.000Z',
  isElector: true,
  hasAnswered: false,
  electors: 50,
  answered: 10,
  quorumMet: false,
  missingColleges: 2,
  ...change,
})

const statement = (state: StatementState, change: Partial<StatementInHand> = {}): StatementInHand => ({
  id: 'statement-1',
  title: 'Mobilité du soir',
  state,
  createdById: 'somebody-else',
  invitedWriterIds: [],
  openThreads: 0,
  hasOpenRound: false,
  touchedByMe: false,
  readers: 0,
  ...change,
})

const thread = (change: Partial<ThreadInHand> = {}): ThreadInHand => ({
  statementId: 'statement-1',
  state: 'open',
  createdById: 'a-reader',
  lastCommentById: 'a-reader',
  ...change,
})

const of = (someone: Actor, change: Partial<Circumstances> = {}) =>
  expectations({
    me: someone,
    now,
    rounds: [],
    statements: [],
    threads: [],
    decisionsWithoutItem: [],
    messagesToHandOn: 0,
    membersAndInvited: 50,
    ...change,
  })
const kinds = (someone: Actor, change: Partial<Circumstances> = {}) =>
  of(someone, change).map(({ kind }) => kind)

describe('a round', () => {
  it('is answered by its electors, in five minutes, by its deadline', () => {
    expect(of(voter, { rounds: [round()] })).toEqual([
      {
        kind: 'answer-round',
        objectId: 'round-1',
        title: 'Adopter l’énoncé',
        dueAt: '2027-07-12T10:00:00.000Z',
        minutes: 5,
        count: 1,
      },
    ])
  })

  it.each([
    ['has answered', voter, round({ hasAnswered: true })],
    ['was not an elector', voter, round({ isElector: false })],
    ['has no voting voice any more', actor('member'), round()],
    ['comes after the deadline', voter, round({ closesAt: now })],
  ])('asks nothing of a member who %s', (_, someone, asked) => {
    expect(kinds(someone, { rounds: [asked] })).toEqual([])
  })

  it('is closed by a coordinator once everybody has answered, or past its deadline', () => {
    const complete = round({ answered: 50, quorumMet: true, missingColleges: 0 })
    expect(kinds(actor('coordinator'), { rounds: [complete] })).toEqual(['close-round'])
    expect(kinds(actor('coordinator'), { rounds: [round({ closesAt: now })] })).toEqual(['close-round'])
    expect(kinds(actor('member'), { rounds: [complete] })).toEqual([])
  })

  it('is not closed early while somebody may still answer, even with its quorum', () => {
    expect(kinds(actor('coordinator'), { rounds: [round({ answered: 49, quorumMet: true })] })).toEqual([])
  })

  it('calls for a reminder in its last three days when colleges are missing, and says how many', () => {
    const soon = round({ closesAt: '2027-07-05T10:00:00.000Z' })
    expect(of(actor('coordinator'), { rounds: [soon] })).toMatchObject([
      { kind: 'remind-colleges', count: 2 },
    ])
    const later = round({ closesAt: '2027-07-05T10:00:00.001Z' })
    expect(kinds(actor('coordinator'), { rounds: [later] })).toEqual([])
    expect(kinds(actor('coordinator'), { rounds: [{ ...soon, quorumMet: true }] })).toEqual([])
  })
})

describe('a statement', () => {
  it.each(['draft', 'revised'] as const)(
    'in state %s is written by who made it and who was invited',
    (state) => {
      expect(kinds(actor('member'), { statements: [statement(state, { createdById: me })] })).toEqual([
        'write-statement',
      ])
      expect(
        kinds(actor('researcher'), { statements: [statement(state, { invitedWriterIds: [me] })] }),
      ).toEqual(['write-statement'])
      expect(kinds(actor('member'), { statements: [statement(state)] })).toEqual([])
    },
  )

  it('in peer review is read by members and researchers who have left nothing in it yet', () => {
    const inReview = (change: Partial<StatementInHand> = {}) => ({
      statements: [statement('peer_review', change)],
    })
    expect(kinds(actor('member'), inReview())).toEqual(['review-statement'])
    expect(kinds(actor('researcher'), inReview())).toEqual(['review-statement'])
    expect(kinds(actor('observer'), inReview())).toEqual([])
    expect(kinds(actor('member'), inReview({ touchedByMe: true }))).toEqual([])
    expect(kinds(actor('member'), inReview({ createdById: me }))).toEqual([])
  })

  it('is ripe to freeze when others have read it and no thread is open', () => {
    const freeze = (change: Partial<StatementInHand>) =>
      kinds(actor('coordinator'), {
        statements: [statement('peer_review', { touchedByMe: true, ...change })],
      })
    expect(freeze({ readers: 3 })).toEqual(['freeze-statement'])
    expect(freeze({ readers: 3, openThreads: 1 })).toEqual([])
    expect(freeze({ readers: 0 })).toEqual([])
    const asMember = { statements: [statement('peer_review', { touchedByMe: true, readers: 3 })] }
    expect(kinds(actor('member'), asMember)).toEqual([])
  })

  it('in deliberation waits for its round', () => {
    expect(kinds(actor('coordinator'), { statements: [statement('deliberation')] })).toEqual(['open-round'])
    const inRound = { statements: [statement('deliberation', { hasOpenRound: true })] }
    expect(kinds(actor('coordinator'), inRound)).toEqual([])
    expect(kinds(actor('member'), { statements: [statement('deliberation')] })).toEqual([])
  })

  it.each(['situation', 'adopted', 'set_aside', 'merged'] as const)('in state %s asks nothing', (state) => {
    expect(
      kinds(actor('coordinator', 'member'), { statements: [statement(state, { createdById: me })] }),
    ).toEqual([])
  })
})

describe('the threads of a statement', () => {
  const mine = statement('peer_review', { createdById: me, openThreads: 2 })

  it('are answered by who made it, in one line that counts them', () => {
    const threads = [thread(), thread(), thread({ lastCommentById: me }), thread({ createdById: me })]
    expect(of(actor('member'), { statements: [mine], threads })).toMatchObject([
      { kind: 'answer-threads', objectId: 'statement-1', title: 'Mobilité du soir', count: 2, minutes: 6 },
    ])
  })

  it('ask nothing of the other members, nor once the text is frozen', () => {
    const reviewed = statement('peer_review', { touchedByMe: true })
    expect(kinds(actor('member'), { statements: [reviewed], threads: [thread()] })).toEqual([])
    const frozen = statement('deliberation', { createdById: me, hasOpenRound: true })
    expect(kinds(actor('member'), { statements: [frozen], threads: [thread()] })).toEqual([])
  })

  it('that were answered are read by who started them', () => {
    const adopted = statement('adopted')
    const answered = thread({ state: 'answered', createdById: me, lastCommentById: 'the-carrier' })
    expect(of(actor('researcher'), { statements: [adopted], threads: [answered] })).toMatchObject([
      { kind: 'read-answers', count: 1, minutes: 2 },
    ])
    const replied = { ...answered, lastCommentById: me }
    expect(kinds(actor('researcher'), { statements: [adopted], threads: [replied] })).toEqual([])
  })

  it('are told apart by statement', () => {
    const other = statement('draft', { id: 'statement-2', createdById: me })
    const threads = [thread({ statementId: 'statement-2' })]
    const asked = of(actor('member'), { statements: [mine, other], threads })
    expect(asked.filter(({ kind }) => kind === 'answer-threads').map(({ objectId }) => objectId)).toEqual([
      'statement-2',
    ])
  })
})

describe('the coordination', () => {
  const left = {
    decisionsWithoutItem: [{ id: 'decision-1', title: 'Mobilité du soir' }],
    messagesToHandOn: 12,
    membersAndInvited: 1,
  }

  it('invites, hands messages on and puts decisions on the roadmap', () => {
    expect(of(actor('coordinator'), left)).toMatchObject([
      { kind: 'hand-on-messages', objectId: null, count: 12, minutes: 12 },
      { kind: 'invite-members', objectId: null },
      { kind: 'put-on-roadmap', objectId: 'decision-1', title: 'Mobilité du soir' },
    ])
  })

  it('is not expected of anybody else', () => {
    expect(of(actor('member', 'researcher', 'observer'), left)).toEqual([])
  })
})

describe('the order', () => {
  it('puts what is due first, the soonest of all, then what keeps others waiting', () => {
    const someone: Actor = { ...actor('coordinator', 'member'), voice: 'voting' }
    const asked = of(someone, {
      rounds: [
        round({ id: 'later', closesAt: '2027-07-12T10:00:00.000Z' }),
        round({ id: 'soon', closesAt: '2027-07-03T10:00:00.000Z' }),
        round({ id: 'past', closesAt: '2027-07-01T10:00:00.000Z' }),
      ],
      statements: [
        statement('draft', { id: 'draft', createdById: me }),
        statement('peer_review', { id: 'b', title: 'Énergie' }),
        statement('peer_review', { id: 'a', title: 'Alimentation' }),
        statement('deliberation', { id: 'frozen' }),
      ],
    })
    expect(asked.map(({ kind, objectId }) => `${kind} ${objectId}`)).toEqual([
      'close-round past',
      'answer-round soon',
      'remind-colleges soon',
      'answer-round later',
      'open-round frozen',
      'review-statement a',
      'review-statement b',
      'write-statement draft',
    ])
  })

  it('asks nothing of an observer, and does not change what it was given', () => {
    const rounds = Object.freeze([Object.freeze(round())])
    expect(of(actor('observer'), { rounds })).toEqual([])
  })
})
