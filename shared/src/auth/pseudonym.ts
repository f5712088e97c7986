/** What every pseudonym begins with. */
export const pseudonymStart = 'Membre '

/**
 * The first pseudonym that nobody has: the name that an erased account leaves on what its person contributed. It is a
 * number, and nothing of who they were; in French in every language of the interface, as it stands in the database in the
 * place of a name. Somebody may be called so without having erased their account.
 *
 *     freePseudonym(['Membre 01', 'Membre 03']) // 'Membre 02'
 */
export function freePseudonym(names: readonly string[]): string {
  const taken = new Set(names)
  for (let number = 1; ; number += 1) {
    const pseudonym = pseudonymStart + String(number).padStart(2, '0')
    if (!taken.has(pseudonym)) return pseudonym
  }
}

/**
 * A pseudonym as a committee reads it: with the college that the person spoke from there, which gives their words their
 * place in the debate.
 *
 *     pseudonymIn('Membre 07', 'Enseignement supérieur') // 'Membre 07 (Enseignement supérieur)'
 */
export function pseudonymIn(pseudonym: string, college: string | null): string {
  return college === null ? pseudonym : `${pseudonym} (${college})`
}
