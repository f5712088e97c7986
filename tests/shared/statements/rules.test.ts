import { describe, expect, it } from 'vitest'
import {
  checkSetAside,
  isOpenForWriting,
  isRipeToFreeze,
  statementStates,
  transition,
  type TransitionCause,
} from '@reliance/shared/statements/rules'
import type { StatementState } from '@reliance/shared/statements/schemas'

const table: [StatementState, StatementState, TransitionCause][] = [
  ['situation', 'draft', 'carrier'],
  ['situation', 'set_aside', 'coordinator'],
  ['draft', 'peer_review', 'carrier'],
  ['draft', 'set_aside', 'coordinator'],
  ['peer_review', 'draft', 'carrier'],
  ['peer_review', 'deliberation', 'coordinator'],
  ['peer_review', 'set_aside', 'coordinator'],
  ['deliberation', 'peer_review', 'coordinator'],
  ['deliberation', 'adopted', 'decision'],
  ['deliberation', 'set_aside', 'coordinator'],
  ['deliberation', 'merged', 'merge'],
  ['adopted', 'revised', 'coordinator'],
  ['set_aside', 'draft', 'coordinator'],
  ['revised', 'peer_review', 'carrier'],
  ['revised', 'deliberation', 'coordinator'],
]

describe('the life of a statement', () => {
  const everyPair = statementStates.flatMap((from) => statementStates.map((to) => [from, to] as const))

  it.each(everyPair)('%s to %s', (from, to) => {
    const by = table.find(([rowFrom, rowTo]) => rowFrom === from && rowTo === to)?.[2]
    expect(transition(from, to)).toEqual(
      by ? { allowed: true, by } : { allowed: false, code: 'transition-refused' },
    )
  })

  it('is adopted from deliberation alone, and by a decision alone', () => {
    expect(table.filter(([, to]) => to === 'adopted')).toEqual([['deliberation', 'adopted', 'decision']])
  })
})

describe('the text of a statement', () => {
  it('is written while it is a draft, in peer review or revised, and in no other state', () => {
    expect(statementStates.filter(isOpenForWriting)).toEqual(['draft', 'peer_review', 'revised'])
  })

  it('is frozen for deliberation once it has been read across the colleges', () => {
    expect(statementStates.filter(isRipeToFreeze)).toEqual(['peer_review', 'revised'])
  })

  it('is set aside with a reason only', () => {
    expect(checkSetAside(' \n')).toEqual({ allowed: false, code: 'reason-required' })
    expect(checkSetAside('Repris dans l’énoncé 3.')).toEqual({ allowed: true })
  })
})
