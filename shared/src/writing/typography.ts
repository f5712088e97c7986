/** What takes the place of characters that were just typed. */
export interface TypedReplacement {
  /** How many characters before the caret go. */
  remove: number
  insert: string
}

export const narrowSpace = '\u202f'
export const wideSpace = '\u00a0'

/**
 * French typography while it is typed (Imprimerie nationale, Lexique des règles typographiques): quotation marks «
 * and » with their spaces, the apostrophe, the ellipsis, and a space that does not break before « ; ! ? » (narrow) and
 * « : » (wide). `before` is the text of the block up to the caret, `typed` what is typed there. Null: it is typed as it is.
 */
export const typeFrench = (before: string, typed: string): TypedReplacement | null => {
  if (typed.length !== 1 || isAddress(before)) return null
  if (typed === '"') return quotationMark(before)
  if (typed === "'") return /[\p{L}\p{N}]$/u.test(before) ? { remove: 0, insert: '’' } : null
  if (typed === '.')
    return before.endsWith('..') && !before.endsWith('...') ? { remove: 2, insert: '…' } : null
  const space = spaces[typed]
  if (space !== undefined) return withSpace(before, typed, space)
  if (typed === ' ') return afterColon(before)
  return null
}

const spaces: Record<string, string> = { ';': narrowSpace, '!': narrowSpace, '?': narrowSpace }

/** In an address nothing is changed: not in `https://exemple.fr/?q=a`. */
const isAddress = (before: string): boolean => /(^|\s)(https?:|www\.|[\w.-]+@)\S*$/iu.test(before)

const quotationMark = (before: string): TypedReplacement => {
  const isOpen = before.lastIndexOf('«') > before.lastIndexOf('»')
  const opens = before === '' || /[([{]$/u.test(before) || (!isOpen && /[\s—–-]$/u.test(before))
  if (opens) return { remove: 0, insert: `«${narrowSpace}` }
  return before.endsWith(' ')
    ? { remove: 1, insert: `${narrowSpace}»` }
    : { remove: 0, insert: `${narrowSpace}»` }
}

/** Several signs in a row, « ?! », have one space before them. */
const withSpace = (before: string, typed: string, space: string): TypedReplacement | null => {
  if (before.endsWith(' ') && /\S $/u.test(before)) return { remove: 1, insert: `${space}${typed}` }
  return /[\p{L}\p{N}»)\]…’%]$/u.test(before) ? { remove: 0, insert: `${space}${typed}` } : null
}

/** Only the space after it tells a colon from that of « 12:30 ». */
const afterColon = (before: string): TypedReplacement | null => {
  const colon = /(\S)( ?):$/u.exec(before)
  if (colon === null || colon[1] === ':' || colon[1] === wideSpace) return null
  return { remove: 1 + (colon[2] ?? '').length, insert: `${wideSpace}: ` }
}
