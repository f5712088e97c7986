import type { Result } from './scenario'

/** A table as Markdown, what was measured above it, what was asked below it. */
export const asMarkdown = ({ title, method, columns, rows, targets }: Result): string => {
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...rows.map((row) => (row[index] ?? '').length)),
  )
  const line = (cells: string[]): string =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`
  return [
    `### ${title}`,
    '',
    method,
    '',
    line(columns),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map(line),
    '',
    ...targets.map(({ text, met }) => `- ${met ? 'met' : '**missed**'}: ${text}`),
    '',
  ].join('\n')
}
