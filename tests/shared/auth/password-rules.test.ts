import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPassword, normalizePassword } from '@reliance/shared/auth/password-rules'

const anne = { name: 'Anne-Lise Rochefort', email: 'al.rochefort63@example.org' }
const verdict = (password: string) => checkPassword(password, anne)
const codeOf = (password: string) => {
  const given = verdict(password)
  return given.accepted ? 'accepted' : given.code
}

describe('the forms worth 80 bits', () => {
  it.each([
    ['12 characters of four kinds', 'vK7!qpZ2#mTw'],
    ['12 characters of four kinds, accents among them', 'éK7!qpZ2#mTÀ'],
    ['14 with lower case, upper case and digits', 'vK7qpZ2mTwB9xd'],
    ['seven words', 'grange tilleul oublier sept canapés verts dansent'],
    ['seven words with hyphens', 'grange-tilleul-oublier-sept-canapés-verts-dansent'],
    ['seven words in English', 'the quiet heron borrowed nineteen copper kettles'],
  ])('accept %s', (_, password) => {
    const given = verdict(password)
    expect(given.accepted).toBe(true)
    expect(given.bits).toBeGreaterThanOrEqual(80)
  })

  it.each([
    ['one character short of twelve', 'vK7!qpZ2#mT', ['length']],
    ['everything', '', ['length', 'lower', 'upper', 'digit']],
    ['digits and upper case, and length', 'bonjour', ['length', 'upper', 'digit']],
    ['a special character at twelve', 'vK7xqpZ2rmTw', ['special']],
    ['an upper case letter and a digit at twelve', 'vkj!qpzt#mtw', ['upper', 'digit']],
    ['a digit at fourteen', 'vKkqpZomTwBixd', ['digit']],
    ['upper case and digits in six words', 'grange tilleul oublier sept canapés verts', ['upper', 'digit']],
    ['upper case and digits in the same word seven times', 'tilleul '.repeat(7), ['upper', 'digit']],
  ])('say what is lacking: %s', (_, password, lacks) => {
    expect(verdict(password)).toMatchObject({ accepted: false, code: 'password-too-weak', lacks })
  })

  it('take 200 characters, counted as one writes them, and not one more', () => {
    const letters = 'vK7!qpZ2#m'
      .split('')
      .map((letter, index) => letter + String.fromCodePoint(0x1f300 + index))
    const long = letters.join('').repeat(10)
    expect([...long]).toHaveLength(200)
    expect(codeOf(long)).not.toBe('password-too-long')
    expect(codeOf(`${long}x`)).toBe('password-too-long')
  })
})

describe('passwords that have the form and are guessed all the same', () => {
  it.each([
    'Motdepasse2026!',
    'Password1234!',
    'P@ssw0rd2026!!',
    'M0td3p4ss3_2027',
    'Azertyuiop123!',
    'Azerty123456!',
    'Qwerty-Azerty-2026',
    'Bonjour-Soleil-2027!',
    'Clermont63000!',
    'Aaaaaaaaaaaa1!',
    'Abcdefghijkl1!',
    'Aa1!Aa1!Aa1!Aa1!',
    'Wxcvbn-987654321',
    'Janvier2026!!!',
    'au clair de la lune mon ami pierrot',
    'Liberté, égalité, fraternité 2027',
    'soleil bonjour chocolat princesse doudou marseille coucou',
  ])('refuse %s', (password) => {
    expect(codeOf(password)).toBe('password-common')
    expect(verdict(password).bits).toBeLessThan(50)
  })

  it('leave a common word that is a small part of the whole', () => {
    expect(codeOf('Soleil-7gK!vQzt9')).toBe('accepted')
  })
})

describe('passwords that hold the person', () => {
  it.each([
    'Rochefort-7gK!vQ',
    'vQ7!gk-ROCHEFORT',
    'R0ch3f0rt-7gK!vQ',
    'Lise 7gK!vQzt9wB',
    'al.rochefort63-7gK!vQ',
    'la maison de lise dort sous le vieux tilleul',
  ])('refuse %s', (password) => {
    expect(codeOf(password)).toBe('password-personal')
  })

  it('look for names without their accents', () => {
    expect(checkPassword('Helene-7gK!vQzt9', { name: 'Hélène Mas', email: 'h@example.org' })).toMatchObject({
      code: 'password-personal',
    })
  })

  it('do not look for names so short that they stand in ordinary words', () => {
    const luc = { name: 'Luc Bo', email: 'lb@example.org' }
    expect(checkPassword('lucarne tilleul oublier sept canapés verts dansent', luc).accepted).toBe(true)
  })

  it('bear with a person without a name or an address', () => {
    expect(checkPassword('vK7!qpZ2#mTw', { name: '', email: '' }).accepted).toBe(true)
  })
})

describe('whatever is typed', () => {
  const wild = fc
    .array(fc.nat({ max: 0xffff }), { maxLength: 210 })
    .map((units) => String.fromCharCode(...units))

  it('gets a verdict, the same for both ways of writing an accent', () => {
    fc.assert(
      fc.property(wild, (password) => {
        expect(verdict(password.normalize('NFD'))).toEqual(verdict(password.normalize('NFC')))
        expect(Number.isInteger(verdict(password).bits)).toBe(true)
      }),
      { numRuns: 30 },
    )
  })

  it('is hashed in one form', () => {
    expect(normalizePassword('cafe\u0301')).toBe(normalizePassword('café'))
  })

  it('is never accepted under twelve characters', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 11 }), (password) => {
        expect(codeOf(password)).toBe('password-too-weak')
      }),
    )
  })
})
