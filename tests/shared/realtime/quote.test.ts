import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locateQuote, type QuotedPassage } from '@reliance/shared/realtime/quote'

/** The passage as a browser takes it: the chosen words with 32 characters on each side. */
function passageOf(text: string, start: number, end: number): QuotedPassage {
  return {
    quote: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - 32), start),
    suffix: text.slice(end, end + 32),
  }
}

function passage(text: string, quote: string): QuotedPassage {
  const start = text.indexOf(quote)
  return passageOf(text, start, start + quote.length)
}

/** The words found, or null. */
function found(text: string, wanted: QuotedPassage): string | null {
  const place = locateQuote(text, wanted)
  return place && text.slice(place.start, place.end)
}

const evening =
  'Le soir, l’offre de transport s’arrête à vingt heures. Les personnes qui travaillent tard rentrent à pied, ' +
  'ou renoncent à l’emploi. L’offre restera vide tant que les horaires ne sont pas tenus.'

describe('an unedited text', () => {
  it('gives back the place of the words', () => {
    expect(
      locateQuote('Le bus ne passe plus.', { quote: 'ne passe', prefix: 'Le bus ', suffix: ' plus' }),
    ).toEqual({
      start: 7,
      end: 15,
    })
  })

  it('tells two occurrences apart by their surroundings', () => {
    const text = 'Le bus du matin part à l’heure. Le bus du soir ne part pas.'
    const second = text.lastIndexOf('Le bus')
    expect(locateQuote(text, passageOf(text, second, second + 6))).toEqual({ start: second, end: second + 6 })
    expect(locateQuote(text, passageOf(text, 0, 6))).toEqual({ start: 0, end: 6 })
  })

  it('never gives a place whose surroundings another place has as well', () => {
    const text = 'Un arrêt. Un arrêt. Un arrêt. Un arrêt. Un arrêt. Un arrêt. Un arrêt. Un arrêt. Un arrêt.'
    const middle = text.indexOf('arrêt', 40)
    expect(locateQuote(text, passageOf(text, middle, middle + 5))).toBeNull()
  })

  it('keeps the white space that was chosen with the words', () => {
    const text = 'Un constat\n\npartagé par tous.'
    expect(found(text, passageOf(text, 10, 19))).toBe('\n\npartagé')
    expect(found(text, passageOf(text, 3, 12))).toBe('constat\n\n')
  })

  it('tells apart two places whose surroundings differ by one letter', () => {
    const text =
      'Dans la zone A, le bus passe une fois par jour. Dans la zone B, le bus passe une fois par jour.'
    const first = text.indexOf('bus passe')
    const second = text.lastIndexOf('bus passe')
    const inZoneB = { quote: 'bus passe', prefix: 'Dans la zone B, le ', suffix: ' une fois' }
    expect(locateQuote(text, inZoneB)).toEqual({ start: second, end: second + 9 })
    const inZoneA = { ...inZoneB, prefix: inZoneB.prefix.replace('B', 'A') }
    expect(locateQuote(text, inZoneA)).toEqual({ start: first, end: first + 9 })
  })
})

describe('a text edited around the words', () => {
  const wanted = passage(evening, 'rentrent à pied')

  it.each([
    ['words before were changed', evening.replace('qui travaillent tard', 'aux horaires décalés')],
    ['words after were removed', evening.replace(', ou renoncent à l’emploi', '')],
    ['a sentence was put in front', `Voici ce que nous avons vu pendant un an. ${evening}`],
    ['the words were moved to another paragraph', evening.split('. ').reverse().join('.\n')],
    ['accents were lost', evening.replaceAll('ê', 'e').replaceAll('à', 'a')],
  ])('still holds them when %s', (_, edited) => {
    expect(found(edited, wanted)?.normalize('NFD').replace(/\p{M}/gu, '')).toBe('rentrent a pied')
  })

  it('does not hold them when they were rewritten', () => {
    expect(found(evening.replace('rentrent à pied', 'reviennent en marchant'), wanted)).toBeNull()
  })

  it('does not put a short quote on the same word elsewhere once its own place is gone', () => {
    const text = 'La nappe phréatique baisse, et l’eau manque aux maraîchers chaque été depuis dix ans.'
    const edited =
      'Nous avons visité trois communes. Le prix de l’eau y est fixé par le syndicat intercommunal.'
    expect(locateQuote(edited, passage(text, 'l’eau'))).toBeNull()
  })

  it('holds a long quote wherever it stands, if it stands once', () => {
    const sentence = 'Les personnes qui travaillent tard rentrent à pied'
    expect(found(`Tout a été récrit. ${sentence}. Fin.`, passage(evening, sentence))).toBe(sentence)
  })

  it('holds the words when the space that was chosen after them has gone', () => {
    const text = 'Les habitants rentrent à pied le soir.'
    expect(found('Les habitants rentrent à pied.', passage(text, 'à pied '))).toBe('à pied')
  })

  it('prefers no place to one of two that fit nearly as well', () => {
    const text =
      'Dans la zone A, le bus passe une fois par jour. Dans la zone B, le bus passe une fois par jour.'
    const inZoneB = { quote: 'bus passe', prefix: 'Dans la zone B, le ', suffix: ' une fois' }
    expect(locateQuote(text.replaceAll('zone', 'partie'), inZoneB)).toBeNull()
  })

  it('prefers no place to one of two that fit as badly', () => {
    const edited = 'Une phrase neuve où l’on dit vide ici. Une autre, très différente, où l’on dit vide là.'
    expect(locateQuote(edited, passage(evening, 'vide'))).toBeNull()
  })
})

describe('typography', () => {
  it.each([
    ['l’offre', "l'offre"],
    ['l’été', 'l’e\u0301te\u0301'],
    ['« oui »', '«\u00a0oui\u00a0»'],
    ['12 %', '12\u202f%'],
    ['le cœur', 'le coeur'],
    ['à suivre…', 'à suivre...'],
    ['peut-être', 'peut\u2011être'],
    ['coopération', 'coo\u00adpération'],
    ['Élus', 'élus'],
  ])('%s is found as %s', (quote, written) => {
    const text = `Nous disons ici ${written} et nous continuons.`
    const wanted = { quote, prefix: 'Nous disons ici ', suffix: ' et nous continuons.' }
    expect(found(text, wanted)).toBe(written)
  })
})

describe('what cannot be placed', () => {
  it.each(['', ' ', '\n\u00a0'])('is a quote without words: %j', (quote) => {
    expect(locateQuote(evening, { quote, prefix: '', suffix: '' })).toBeNull()
  })

  it('is a quote in an empty text', () => {
    expect(locateQuote('', passage(evening, 'vide'))).toBeNull()
  })
})

describe('any text', () => {
  const word = fc.constantFrom(
    'le',
    'bus',
    'du',
    'soir',
    'l’été',
    'où',
    'cœur',
    'de',
    'à',
    'pied',
    '«',
    'vide',
  )
  const words = fc.array(word, { minLength: 4, maxLength: 80 }).map((list) => list.join(' '))
  const chosen = words.chain((text) =>
    fc
      .tuple(fc.nat({ max: text.length - 1 }), fc.nat({ max: text.length - 1 }))
      .map(([one, other]) => ({ text, start: Math.min(one, other), end: Math.max(one, other) + 1 })),
  )

  it('gives back the very place, or none because another has the same surroundings', () => {
    fc.assert(
      fc.property(chosen, ({ text, start, end }) => {
        const wanted = passageOf(text, start, end)
        const place = locateQuote(text, wanted)
        if (place) {
          expect(place).toEqual({ start, end })
        } else if (wanted.quote.trim() !== '') {
          const twice = text.split(wanted.quote).length > 2 || text.indexOf(wanted.quote, start + 1) !== -1
          expect(twice || text.indexOf(wanted.quote) !== start).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('gives back the place that moved with the text put before it', () => {
    const before = fc
      .array(fc.constantFrom('autre', 'chose', 'ici'), { maxLength: 20 })
      .map((list) => list.join(' '))
    fc.assert(
      fc.property(chosen, before, ({ text, start, end }, added) => {
        const place = locateQuote(added + text, passageOf(text, start, end))
        if (place) expect(place).toEqual({ start: start + added.length, end: end + added.length })
      }),
      { numRuns: 200 },
    )
  })

  it('gives a place inside the text whose words are those that were asked for', () => {
    const wild = fc
      .array(fc.nat({ max: 0xffff }), { maxLength: 40 })
      .map((units) => String.fromCharCode(...units))
    fc.assert(
      fc.property(wild, wild, wild, (before, quote, after) => {
        const text = before + quote + after
        const place = locateQuote(text, { quote, prefix: before.slice(-32), suffix: after.slice(0, 32) })
        if (!place) return
        expect(place.start).toBeGreaterThanOrEqual(0)
        expect(place.end).toBeGreaterThan(place.start)
        expect(place.end).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})
