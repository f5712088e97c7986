import { describe, expect, it } from 'vitest'
import { freePseudonym, pseudonymIn } from '@reliance/shared/auth/pseudonym'

describe('the pseudonym of an erased account', () => {
  it.each([
    ['the first one', [], 'Membre 01'],
    ['the next one', ['Membre 01', 'Membre 02'], 'Membre 03'],
    ['one that was left out', ['Membre 01', 'Membre 03'], 'Membre 02'],
    ['never the name of somebody who is called so', ['Membre 02', 'Membre 01'], 'Membre 03'],
    ['not stopped by a name that only begins so', ['Membre Essai', 'Membre 1'], 'Membre 01'],
  ])('is %s', (_, names, expected) => {
    expect(freePseudonym(names)).toBe(expected)
  })

  it('goes on past two digits', () => {
    const names: string[] = []
    for (let count = 0; count < 120; count += 1) names.push(freePseudonym(names))
    expect(new Set(names).size).toBe(120)
    expect(names.at(-1)).toBe('Membre 120')
  })

  it('names the college where there is one', () => {
    expect(pseudonymIn('Membre 07', 'Enseignement supérieur et laboratoires')).toBe(
      'Membre 07 (Enseignement supérieur et laboratoires)',
    )
    expect(pseudonymIn('Membre 07', null)).toBe('Membre 07')
  })
})
