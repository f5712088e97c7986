import type { Database } from '../db/client'

export type Contents = { people: number; demonstration: string | null }

/**
 * What a database holds, read before it is migrated so that one that is not ours to fill stays as it is: how many
 * accounts, and the name of its demonstration committee. Null: it has no tables yet.
 */
export function selectContents(database: Database): Promise<Contents | null> {
  return database.withConnection(async ({ query }) => {
    const [table] = await query<{ exists: boolean }>(`SELECT to_regclass('people') IS NOT NULL AS exists`)
    if (!table?.exists) return null
    const [row] = await query<{ people: number; demonstration: string | null }>(
      `SELECT (SELECT count(*)::int FROM people) AS people,
              (SELECT name FROM committees WHERE demonstration ORDER BY created_at LIMIT 1) AS demonstration`,
    )
    return row ?? null
  })
}
