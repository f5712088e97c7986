import { migrate } from '@reliance/server/db/migrate'
import { openPglite } from '@reliance/server/db/pglite'
import { expect, it } from 'vitest'

it('is looked into by a list of an enum in the process that made its tables, as at the first start', async () => {
  const database = await openPglite({})
  try {
    await migrate(database)
    expect(await database.prisma.member.count({ where: { roles: { has: 'coordinator' } } })).toBe(0)
  } finally {
    await database.close()
  }
}, 60_000)
