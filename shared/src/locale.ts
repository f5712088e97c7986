/** The interface's languages; the first one is the default. */
export const locales = ['fr', 'en'] as const
export type Locale = (typeof locales)[number]

/** Name of the cookie that holds the language a person chose. */
export const localeCookie = 'PARAGLIDE_LOCALE'

/** Narrows what a cookie or a row holds; anything else is the default language. */
export function toLocale(value: unknown): Locale {
  return value === 'en' ? 'en' : 'fr'
}
