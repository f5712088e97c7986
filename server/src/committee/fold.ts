/**
 * The same words however they were typed: without case, accents, punctuation or doubled spaces.
 *
 *     fold('Acteurs de l’accompagnement') === fold("ACTEURS DE L'ACCOMPAGNEMENT")
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

type Named = { id?: string; nameFr: string; nameEn: string }

/** Whether a name of `candidate` is already that of another of the committee's things of the same kind. */
export function isNameTaken(candidate: Named, existing: readonly (Named & { id: string })[]): boolean {
  const wanted = new Set([fold(candidate.nameFr), fold(candidate.nameEn)])
  wanted.delete('')
  return existing.some(
    ({ id, nameFr, nameEn }) => id !== candidate.id && (wanted.has(fold(nameFr)) || wanted.has(fold(nameEn))),
  )
}
