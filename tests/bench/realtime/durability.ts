import pg from 'pg'

const needed = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }

/** Refuses a PostgreSQL server that answers before the disk has what it was given: it would flatter ours. */
export const requireDurability = async (serverUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    for (const [name, value] of Object.entries(needed)) {
      const { rows } = await client.query<{ setting: string }>('SELECT current_setting($1) AS setting', [
        name,
      ])
      const setting = rows[0]?.setting
      if (setting !== value) throw new Error(`PostgreSQL has ${name}=${setting}; the bench needs ${value}`)
    }
  } finally {
    await client.end()
  }
}
