import { CsvError, parse } from 'csv-parse/sync'
import { fold } from '../fold'
import type { Problem } from './problems'

export type Column = 'name' | 'email' | 'college' | 'organisation' | 'role'
export type Cells = Record<Column, string>

/** One line as it stands in the list, with what is wrong about its form. */
export type RawLine = { line: number; cells: Cells; problems: Problem[] }

/** Lines of people; `header` tells of the first line, and `readable` is false when nothing can be read by it. */
export type RawList = { header: Problem[]; headerLine: number; readable: boolean; lines: RawLine[] }

/** How a column may be called, folded. */
const columnNames: Record<Column, readonly string[]> = {
  name: [
    'nom',
    'noms',
    'name',
    'nom complet',
    'full name',
    'nom et prenom',
    'prenom et nom',
    'prenom nom',
    'nom prenom',
  ],
  email: [
    'courriel',
    'email',
    'e mail',
    'mail',
    'mel',
    'adresse',
    'adresse courriel',
    'adresse mail',
    'adresse email',
    'adresse e mail',
    'adresse electronique',
    'email address',
    'e mail address',
  ],
  college: ['college', 'colleges'],
  organisation: ['organisation', 'organization', 'organisme', 'structure'],
  role: ['role', 'roles'],
}

const delimiters = [';', ',', '\t'] as const

/** The separator that the first line with text has most of, outside quotation marks. */
function delimiterOf(csv: string): string {
  const first = csv.split(/\r\n|\r|\n/).find((line) => line.trim() !== '') ?? ''
  const bare = first.replace(/"[^"]*"/g, '')
  const count = (delimiter: string) => bare.split(delimiter).length
  return delimiters.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best))
}

type CsvRow = { line: number; cells: string[] }

function rowsOf(csv: string): CsvRow[] {
  const records = parse(csv, {
    delimiter: delimiterOf(csv),
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
  }) as unknown as { info: { lines: number }; record: string[] }[]
  return records.map(({ info, record }) => ({
    // The parser counts up to the record's last line; a quoted cell may hold line breaks.
    line: info.lines - record.join('').split(/\r\n|\r|\n/).length + 1,
    cells: record.map((cell) => cell.replace(/\s+/g, ' ').trim()),
  }))
}

function columnOf(title: string): Column | undefined {
  const wanted = fold(title)
  return (Object.keys(columnNames) as Column[]).find((column) => columnNames[column].includes(wanted))
}

function readHeader(titles: string[]): {
  columns: (Column | undefined)[]
  problems: Problem[]
  readable: boolean
} {
  const problems: Problem[] = []
  const columns = titles.map(columnOf)
  columns.forEach((column, index) => {
    const title = titles[index] ?? ''
    if (!column && title) problems.push({ field: 'line', code: 'unknown-column', values: { column: title } })
  })
  const known = columns.filter((column) => column !== undefined)
  const twice = known.find((column, index) => known.indexOf(column) !== index)
  if (twice) problems.push({ field: twice, code: 'column-twice', values: { column: twice } })
  const missing = (['name', 'email'] as const).filter((column) => !known.includes(column))
  const words = { name: 'nom / name', email: 'courriel / email' }
  for (const column of missing)
    problems.push({ field: column, code: 'missing-column', values: { column: words[column] } })
  return { columns, problems, readable: !twice && missing.length === 0 }
}

function toLine({ line, cells }: CsvRow, columns: (Column | undefined)[]): RawLine {
  const named: Cells = { name: '', email: '', college: '', organisation: '', role: '' }
  columns.forEach((column, index) => {
    if (column) named[column] = cells[index] ?? ''
  })
  const extra = cells.slice(columns.length).some((cell) => cell !== '')
  const values = { found: cells.length, expected: columns.length }
  return { line, cells: named, problems: extra ? [{ field: 'line', code: 'too-many-columns', values }] : [] }
}

/**
 * Reads a list whose first line names the columns, in French or English, separated by commas, semicolons or tabs.
 * Form only: what the words mean is decided by `list-check.ts`.
 */
export function readList(csv: string): RawList {
  try {
    const [titles, ...rows] = rowsOf(csv.replace(/^\uFEFF/, ''))
    const { columns, problems, readable } = readHeader(titles?.cells ?? [])
    const lines = readable ? rows.map((row) => toLine(row, columns)) : []
    return { header: problems, headerLine: titles?.line ?? 1, readable, lines }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = Number((error as CsvError & { lines?: number }).lines ?? 1)
    return { header: [{ field: 'line', code: 'unreadable' }], headerLine: line, readable: false, lines: [] }
  }
}
