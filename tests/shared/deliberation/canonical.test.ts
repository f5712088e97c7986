import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, NotCanonicalError } from '@reliance/shared/deliberation/canonical'
import { usualRules } from '@reliance/shared/deliberation/round-rules'

describe('canonical JSON', () => {
  it('[DL14] writes the rules of a round in one way, whatever the order of their keys', () => {
    const written =
      '{"method":"consent","quorumPerCollege":1,"quorumPercent":40,"silence":"non-participation"}'
    expect(canonicalJson(usualRules)).toBe(written)
    expect(canonicalJson(Object.fromEntries(Object.entries(usualRules).reverse()))).toBe(written)
  })

  it('[DL14] gives the example of RFC 8785, section 3.2.2', () => {
    const value = {
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    }
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  it('[DL14] sorts keys as RFC 8785, section 3.2.3 does: by UTF-16 code unit', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6']
    const value = Object.fromEntries(keys.map((key) => [key, 0]))
    const order = ['\\r', '1', '\u0080', '\u00f6', '\u20ac', '\u{1f600}', '\ufb33']
    expect(canonicalJson(value)).toBe(`{${order.map((key) => `"${key}":0`).join(',')}}`)
  })

  it('leaves out what is undefined, and writes -0 as 0', () => {
    expect(canonicalJson({ b: undefined, a: -0 })).toBe('{"a":0}')
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1n, () => 0, undefined, '\ud800', new Date(0), [undefined]])(
    'refuses %o',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(NotCanonicalError)
    },
  )

  it('keeps the value, and writes it as before once it has been read back', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        const written = canonicalJson(value)
        expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(JSON.parse(written))).toBe(written)
      }),
    )
  })
})
