import { roles as allRoles } from '@reliance/shared/committee/permissions'
import { usualVoice } from '@reliance/shared/committee/rules'
import type { College, InvitationLine, Role } from '@reliance/shared/committee/schemas'
import { limits } from '@reliance/shared/fields'
import type { Locale } from '@reliance/shared/locale'
import { IsEmail } from 'typebox/format'
import { normalizeEmail } from '../../auth/email'
import { fold } from '../fold'
import type { Invitee } from './issuing'
import type { RawLine } from './list-reading'
import { problemText, type Problem } from './problems'

/** What the committee already has, against which a list is checked. Addresses are in their normal form. */
export type Existing = { colleges: readonly College[]; memberEmails: Set<string>; invitedEmails: Set<string> }

/** A line with what it asks for; `invitee` is null when something is wrong with it. */
export type CheckedLine = { shown: InvitationLine; invitee: Invitee | null }

const roleWords: Record<Role, { stem: RegExp; label: Record<Locale, string> }> = {
  coordinator: { stem: /^coordinat/, label: { fr: 'Coordination', en: 'Coordinator' } },
  member: { stem: /^membres?\b|^members?\b/, label: { fr: 'Membre', en: 'Member' } },
  researcher: { stem: /^chercheu|^researcher/, label: { fr: 'Recherche', en: 'Researcher' } },
  observer: { stem: /^observat|^observer/, label: { fr: 'Observation', en: 'Observer' } },
}

/** The roles that a cell names, separated by `+` or `/`; an empty cell stands for a member. */
function readRoles(cell: string): { roles: Role[]; problems: Problem[] } {
  const words = cell.split(/[+/]/).filter((word) => word.trim() !== '')
  if (words.length === 0) return { roles: ['member'], problems: [] }
  const found = new Set<Role>()
  const problems: Problem[] = []
  for (const word of words) {
    const role = allRoles.find((candidate) => roleWords[candidate].stem.test(fold(word)))
    if (role) found.add(role)
    else problems.push({ field: 'role', code: 'unknown-role', values: { role: word.trim() } })
  }
  return { roles: allRoles.filter((role) => found.has(role)), problems }
}

/** By name in either language, or by place in the list of colleges, counted from 1. */
function findCollege(cell: string, colleges: readonly College[]): College | undefined {
  if (/^\d+$/.test(cell)) return colleges[Number(cell) - 1]
  const wanted = fold(cell)
  return colleges.find(({ nameFr, nameEn }) => fold(nameFr) === wanted || fold(nameEn) === wanted)
}

function checkText({ cells }: RawLine): Problem[] {
  const problems: Problem[] = []
  const maximum = { ...limits, college: 200, organisation: limits.name, role: 200 }
  for (const field of ['name', 'email', 'college', 'organisation', 'role'] as const) {
    if (cells[field].length > maximum[field])
      problems.push({ field, code: 'too-long', values: { maximum: maximum[field] } })
    if (cells[field].includes('\0')) problems.push({ field, code: 'bad-character' })
  }
  if (cells.name === '') problems.push({ field: 'name', code: 'missing-name' })
  return problems
}

function checkEmail(email: string, existing: Existing, seenOn: number | undefined): Problem[] {
  const problem = (code: Problem['code'], values = {}): Problem[] => [{ field: 'email', code, values }]
  if (email === '') return problem('missing-email')
  if (!IsEmail(email)) return problem('bad-email', { email })
  if (seenOn !== undefined) return problem('email-twice', { line: seenOn })
  if (existing.memberEmails.has(email)) return problem('already-member')
  if (existing.invitedEmails.has(email)) return problem('already-invited')
  return []
}

/** What each line of a list asks for, and every reason why it cannot be done, in the reader's language. */
export function checkLines(lines: readonly RawLine[], existing: Existing, locale: Locale): CheckedLine[] {
  const nameOf = (college: College) => (locale === 'fr' ? college.nameFr : college.nameEn)
  const seen = new Map<string, number>()

  return lines.map((raw) => {
    const { line, cells } = raw
    const email = normalizeEmail(cells.email)
    const { roles, problems: roleProblems } = readRoles(cells.role)
    const college = cells.college ? findCollege(cells.college, existing.colleges) : undefined
    const problems = [
      ...raw.problems,
      ...checkText(raw),
      ...checkEmail(email, existing, seen.get(email)),
      ...roleProblems,
    ]
    if (cells.college && !college) {
      const colleges = existing.colleges.map(nameOf).join(', ')
      problems.push({
        field: 'college',
        code: 'unknown-college',
        values: { college: cells.college, colleges },
      })
    }
    if (email && !seen.has(email)) seen.set(email, line)
    const role =
      roleProblems.length > 0 ? cells.role : roles.map((one) => roleWords[one].label[locale]).join(' + ')
    const shown = {
      line,
      name: cells.name,
      email,
      college: college ? nameOf(college) : cells.college,
      organisation: cells.organisation,
      role,
      problems: problems.map((problem) => ({ field: problem.field, message: problemText(problem, locale) })),
    }
    if (problems.length > 0) return { shown, invitee: null }
    const collegeId = college?.id ?? null
    const organisation = cells.organisation || null
    const voice = usualVoice(roles, collegeId)
    return { shown, invitee: { email, name: cells.name, collegeId, organisation, roles, voice } }
  })
}
