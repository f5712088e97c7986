import { describe, expect, it } from 'vitest'
import { narrowSpace, typeFrench, wideSpace } from '@reliance/shared/writing/typography'

/** What stands when these keys are pressed one after the other; `¬` is a narrow space, `~` a wide one. */
const typing = (keys: string): string => {
  let text = ''
  for (const key of keys) {
    const replacement = typeFrench(text, key)
    text = replacement ? text.slice(0, text.length - replacement.remove) + replacement.insert : text + key
  }
  return text.replaceAll(narrowSpace, '¬').replaceAll(wideSpace, '~')
}

describe('French typography while it is typed', () => {
  it.each([
    ['"mot"', '«¬mot¬»'],
    ['("mot")', '(«¬mot¬»)'],
    ['un "mot" ', 'un «¬mot¬» '],
    ['un " mot "', 'un «¬ mot¬»'],
    ["l'eau", 'l’eau'],
    ["'a", "'a"],
    ['fin...', 'fin…'],
    ['quoi ?', 'quoi¬?'],
    ['quoi?', 'quoi¬?'],
    ['quoi ?!', 'quoi¬?!'],
    ['oui ; non', 'oui¬; non'],
    ['« mot » !', '« mot »¬!'],
    ['ainsi : oui', 'ainsi~: oui'],
    ['ainsi: oui', 'ainsi~: oui'],
    ['12:30', '12:30'],
    ['à 12:30 ', 'à 12:30 '],
    ['https://exemple.fr/?q=a', 'https://exemple.fr/?q=a'],
    ['voir https://exemple.fr/a?b ', 'voir https://exemple.fr/a?b '],
    ['?', '?'],
    ['…?', '…¬?'],
    ['a....', 'a….'],
  ])('makes of %s', (keys, text) => {
    expect(typing(keys)).toBe(text)
  })

  it('leaves alone what comes several characters at a time', () => {
    expect(typeFrench('mot', ' !')).toBeNull()
    expect(typeFrench('', '')).toBeNull()
  })
})
