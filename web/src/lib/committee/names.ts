import { getLocale } from '$lib/paraglide/runtime'

/** The name of a college, an axis or a modality in the reader's language. */
export function localName(thing: { nameFr: string; nameEn: string }): string {
  return getLocale() === 'en' ? thing.nameEn : thing.nameFr
}
