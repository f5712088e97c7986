import type { Locale } from '@reliance/shared/locale'

/** What can be wrong with a line of a list, and the mend; `{name}` is replaced by a value. */
const texts = {
  'missing-column': {
    fr: 'Il manque la colonne « {column} » : la première ligne doit nommer les colonnes (nom, courriel, collège, organisation, rôle).',
    en: 'The column “{column}” is missing: the first line has to name the columns (name, email, college, organisation, role).',
  },
  'unknown-column': {
    fr: 'La colonne « {column} » n’est pas reconnue : elle n’est pas lue.',
    en: 'The column “{column}” is not recognised: it is not read.',
  },
  'column-twice': {
    fr: 'La colonne « {column} » est là deux fois : gardez-en une.',
    en: 'The column “{column}” is there twice: keep one.',
  },
  unreadable: {
    fr: 'La liste n’est pas lisible à partir de cette ligne : un guillemet est de trop ou manque.',
    en: 'The list cannot be read from this line on: a quotation mark is missing or should not be there.',
  },
  'too-many-columns': {
    fr: 'Cette ligne a {found} colonnes, l’en-tête en a {expected} : mettez entre guillemets un texte qui contient le séparateur.',
    en: 'This line has {found} columns, the header has {expected}: put a text that contains the separator in quotation marks.',
  },
  'missing-name': { fr: 'Le nom manque.', en: 'The name is missing.' },
  'missing-email': { fr: 'L’adresse manque.', en: 'The address is missing.' },
  'bad-email': {
    fr: '« {email} » n’est pas une adresse de courriel.',
    en: '“{email}” is not an email address.',
  },
  'email-twice': {
    fr: 'Cette adresse est déjà à la ligne {line}.',
    en: 'This address is already on line {line}.',
  },
  'already-member': {
    fr: 'Cette personne est déjà membre du comité.',
    en: 'This person is already a member of the committee.',
  },
  'already-invited': {
    fr: 'Cette adresse a déjà une invitation en cours : renouvelez-la au besoin.',
    en: 'This address already has an open invitation: renew it if needed.',
  },
  'unknown-college': {
    fr: 'Le collège « {college} » n’existe pas ici. Collèges : {colleges}.',
    en: 'The college “{college}” does not exist here. Colleges: {colleges}.',
  },
  'unknown-role': {
    fr: 'Le rôle « {role} » n’existe pas. Rôles : coordination, membre, chercheur, observateur.',
    en: 'The role “{role}” does not exist. Roles: coordinator, member, researcher, observer.',
  },
  'too-long': {
    fr: 'Ce texte est trop long ({maximum} caractères au plus).',
    en: 'This text is too long (at most {maximum} characters).',
  },
  'bad-character': {
    fr: 'Ce texte contient un caractère qui ne peut pas être gardé.',
    en: 'This text contains a character that cannot be kept.',
  },
} as const

export type ProblemCode = keyof typeof texts
export type LineField = 'line' | 'name' | 'email' | 'college' | 'organisation' | 'role'

/** Why a line cannot be used, before it is put into words. */
export type Problem = { field: LineField; code: ProblemCode; values?: Record<string, string | number> }

/** The problem in the reader's language. */
export function problemText({ code, values = {} }: Problem, locale: Locale): string {
  return texts[code][locale].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
