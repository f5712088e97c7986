import type { Database } from '@reliance/server/db/client'

/** Every row of every table as text, one a line; bytes are in hexadecimal. */
export async function databaseText({ prisma }: Database): Promise<string> {
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'public'`
  const texts: string[] = []
  for (const { name } of tables) {
    const rows = await prisma.$queryRawUnsafe<{ line: string }[]>(`SELECT t::text AS line FROM "${name}" t`)
    texts.push(...rows.map(({ line }) => `${name} ${line}`))
  }
  return texts.join('\n')
}

/** Lines of such a text that hold these words, as text or as bytes. */
export function linesWith(text: string, words: string): string[] {
  const hexadecimal = Buffer.from(words).toString('hex')
  return text.split('\n').filter((line) => line.includes(words) || line.includes(hexadecimal))
}
