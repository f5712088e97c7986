import { describe, expect, it } from 'vitest'
import { statementSections } from '@reliance/shared/statements/template'

describe('the template of a statement', () => {
  it('goes from what is observed to what is left out', () => {
    expect(statementSections.map(({ id }) => id)).toEqual([
      'observations',
      'stakes',
      'question',
      'scope_in',
      'scope_out',
    ])
  })

  it.each(statementSections)('$id has a title and a one-line hint in both languages', ({ title, hint }) => {
    for (const text of [title.fr, title.en, hint.fr, hint.en]) {
      expect(text.trim()).not.toBe('')
      expect(text).not.toContain('\n')
    }
    expect(title.fr).not.toBe(title.en)
  })

  it('writes French with a space that does not break before a colon', () => {
    for (const { hint } of statementSections) expect(hint.fr).not.toMatch(/(?:^|[^\u00a0\u202f])[:;!?»]/u)
  })
})
