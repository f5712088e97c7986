import { describe, expect, it } from 'vitest'
import { checkLines } from '@reliance/server/committee/invitations/list-check'
import { readList } from '@reliance/server/committee/invitations/list-reading'

const college = (id: string, nameFr: string, nameEn: string) => ({
  id,
  nameFr,
  nameEn,
  seats: 0,
  weightPercent: 0,
  palette: 1,
  memberCount: 0,
})
const colleges = [
  college('c1', 'Acteurs socio-économiques', 'Socio-economic actors'),
  college('c2', 'Acteurs de l’accompagnement', 'Support organisations'),
]
const existing = {
  colleges,
  memberEmails: new Set(['dedans@essai.test']),
  invitedEmails: new Set(['attend@essai.test']),
}
const check = (csv: string, locale: 'fr' | 'en' = 'fr') => checkLines(readList(csv).lines, existing, locale)
const problems = (csv: string, locale: 'fr' | 'en' = 'fr') =>
  check(csv, locale).map(({ shown }) => shown.problems)

describe('reading a list of people', () => {
  it.each([
    ['commas', 'nom,courriel,collège,organisation,rôle', ','],
    ['semicolons', 'Nom;Courriel;Collège;Organisation;Rôle', ';'],
    ['tabs', 'NAME\tE-mail\tCollege\tOrganization\tRole', '\t'],
  ])('reads columns named in French or English, separated by %s', (_, header, separator) => {
    const row = ['Ada L', 'Ada@Essai.Test', 'socio economic ACTORS', 'SCIC Été', 'membre'].join(separator)
    const [line] = check(`${header}\n${row}\n`)
    expect(line?.invitee).toEqual({
      name: 'Ada L',
      email: 'ada@essai.test',
      collegeId: 'c1',
      organisation: 'SCIC Été',
      roles: ['member'],
      voice: 'voting',
    })
  })

  it('bears a byte order mark, quotation marks, blank lines and any line end', () => {
    const csv =
      '\uFEFFcourriel;nom\r\n\r\na@essai.test;"Dupont; Ada ""la"" fille"\r\n ; \r\nb@essai.test; B \r\n'
    expect(check(csv).map(({ invitee, shown }) => [shown.line, invitee?.name])).toEqual([
      [3, 'Dupont; Ada "la" fille'],
      [5, 'B'],
    ])
  })

  it('names the line on which a person begins when a quoted cell holds line breaks', () => {
    const csv = 'nom,courriel\n"A\nB",a@essai.test\nC,mauvaise\n'
    expect(check(csv).map(({ shown }) => shown.line)).toEqual([2, 4])
  })

  it.each([
    ['', ['member']],
    ['Membre', ['member']],
    ['member', ['member']],
    ['Coordinatrice', ['coordinator']],
    ['coordination', ['coordinator']],
    ['coordinator', ['coordinator']],
    ['chercheur·e', ['researcher']],
    ['Chercheuse associée', ['researcher']],
    ['researcher', ['researcher']],
    ['observatrice', ['observer']],
    ['observer', ['observer']],
    ['membre + chercheuse', ['member', 'researcher']],
    ['researcher/member', ['member', 'researcher']],
  ])('reads the role « %s » as %j', (word, roles) => {
    expect(check(`nom;courriel;rôle\nA;a@essai.test;${word}`)[0]?.invitee?.roles).toEqual(roles)
  })

  it.each([
    ['membre', '1', 'voting'],
    ['membre', '', 'advisory'],
    ['coordination', '', 'advisory'],
    ['chercheur', '2', 'advisory'],
    ['chercheur + membre', '2', 'voting'],
    ['observateur', '', 'none'],
  ])('gives « %s » of college « %s » the voice %s', (role, place, voice) => {
    const csv = `nom;courriel;collège;rôle\nA;a@essai.test;${place};${role}`
    expect(check(csv)[0]?.invitee?.voice).toBe(voice)
  })

  it.each([
    ["acteurs de l'accompagnement", 'c2'],
    ['ACTEURS SOCIO-ECONOMIQUES', 'c1'],
    ['Support organisations', 'c2'],
    ['2', 'c2'],
  ])('finds the college « %s »', (cell, id) => {
    expect(check(`nom;courriel;collège\nA;a@essai.test;${cell}`)[0]?.invitee?.collegeId).toBe(id)
  })

  it.each([
    ['missing name', ';a@essai.test', 'name', 'Le nom manque.', 'The name is missing.'],
    ['missing address', 'A;', 'email', 'L’adresse manque.', 'The address is missing.'],
    ['bad address', 'A;pas-une-adresse', 'email', 'n’est pas une adresse', 'is not an email address'],
    ['unknown college', 'A;a@essai.test;Ligue', 'college', 'Le collège « Ligue »', 'The college “Ligue”'],
    ['college out of range', 'A;a@essai.test;3', 'college', 'Le collège « 3 »', 'The college “3”'],
    ['unknown role', 'A;a@essai.test;;;chef', 'role', 'Le rôle « chef »', 'The role “chef”'],
    ['member already', 'A;Dedans@Essai.test', 'email', 'déjà membre', 'already a member'],
    ['invited already', 'A;attend@essai.test', 'email', 'invitation en cours', 'open invitation'],
    ['too many columns', 'A;a@essai.test;;;;de trop', 'line', '6 colonnes', '6 columns'],
    ['too long', `${'a'.repeat(121)};a@essai.test`, 'name', '120 caractères', '120 characters'],
    ['unkeepable character', 'A\0;a@essai.test', 'name', 'ne peut pas être gardé', 'cannot be kept'],
  ])('tells of a line with %s in the reader’s language', (_, row, field, french, english) => {
    const csv = `nom;courriel;collège;organisation;rôle\n${row}`
    for (const [locale, text] of [
      ['fr', french],
      ['en', english],
    ] as const) {
      expect(problems(csv, locale)).toEqual([[{ field, message: expect.stringContaining(text) }]])
    }
    expect(check(csv)[0]?.invitee).toBeNull()
  })

  it('tells every reason of a line at once', () => {
    const [line] = problems('nom;courriel;collège;rôle\n;x;Ligue;chef')
    expect(line?.map(({ field }) => field).sort()).toEqual(['college', 'email', 'name', 'role'])
  })

  it('refuses an address that stands twice, and says on which line it was', () => {
    const [first, second] = problems('nom;courriel\nA;a@essai.test\nB;A@essai.test')
    expect(first).toEqual([])
    expect(second).toEqual([{ field: 'email', message: 'Cette adresse est déjà à la ligne 2.' }])
  })

  it('reads nothing without the columns of the name and the address', () => {
    const list = readList('Ada;a@essai.test\nB;b@essai.test')
    expect(list.readable).toBe(false)
    expect(list.lines).toEqual([])
    expect(list.header.map(({ code }) => code)).toEqual(expect.arrayContaining(['missing-column']))
  })

  it('reads a list in which a column is not known, and says so', () => {
    const list = readList('nom;courriel;téléphone\nA;a@essai.test;06')
    expect(list.header).toEqual([{ field: 'line', code: 'unknown-column', values: { column: 'téléphone' } }])
    expect(list.lines).toHaveLength(1)
  })

  it.each([
    ['a column twice', 'nom;courriel;nom\nA;a@essai.test;B', 'column-twice', 1],
    ['an open quotation mark', 'nom;courriel\n"A;a@essai.test\nB;b@essai.test', 'unreadable', 3],
    ['nothing in it', ' \n', 'missing-column', 1],
  ])('refuses a list with %s', (_, csv, code, line) => {
    const list = readList(csv)
    expect(list.readable).toBe(false)
    expect(list.headerLine).toBe(line)
    expect(list.header.map((problem) => problem.code)).toContain(code)
  })
})
