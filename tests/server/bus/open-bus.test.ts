import { createAbsence } from '@reliance/server/bus/absence'
import { openBus } from '@reliance/server/bus/open-bus'
import type { Database } from '@reliance/server/db/client'
import { openPostgresql } from '@reliance/server/db/postgresql'
import { StartRefusal } from '@reliance/server/start-refusal'
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import { testDatabases } from '../../support/database'
import { administer, databaseUrl } from '../../support/postgresql-server'

const { available, open } = testDatabases().find(({ name }) => name === 'PostgreSQL')!
const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
const seconds = { timeout: 10_000, interval: 50 }

describe.skipIf(!available)('the bus beside PostgreSQL', () => {
  let first: Database
  let second: Database
  let name: string

  beforeEach(async () => {
    first = await open()
    const [row] = await first.prisma.$queryRaw<{ name: string }[]>`SELECT current_database() AS name`
    name = row!.name
    second = await openPostgresql(databaseUrl(inject('postgresql')!.serverUrl, name))
  })
  afterEach(async () => {
    await second.close()
    await first.close()
  })

  it('refuses to start with an address that is not one, without repeating it', async () => {
    const opening = openBus({ redisUrl: 'redis://:secret@127.0.0.1:6379/first', database: first, log })
    await expect(opening).rejects.toThrow(StartRefusal)
    await expect(opening).rejects.toThrow(/^REDIS_URL n’est pas .+ \/ REDIS_URL is not .+$/)
    await expect(opening).rejects.not.toThrow(/secret/)
  })

  it('knows who shares its database, for a role without privileges too', async () => {
    const role = `${name}_role`
    const server = inject('postgresql')!.serverUrl
    await administer(server, `CREATE ROLE ${role} LOGIN`)
    const url = new URL(databaseUrl(server, name))
    url.username = role
    const database = await openPostgresql(url.href)
    try {
      const bus = await openBus({ redisUrl: 'redis://127.0.0.1:9', database, log })
      const absence = createAbsence(first, log)
      await vi.waitFor(async () => expect(await absence.isSomebodyAway()).toBe(true), seconds)
      await bus.close()
    } finally {
      await database.close()
      await administer(server, `DROP ROLE ${role}`)
    }
  })

  it('tells the others that it is away, again after the database cut its connection, and no longer when it is back', async () => {
    const [mine, theirs] = [createAbsence(first, log), createAbsence(second, log)]
    expect(await theirs.isSomebodyAway()).toBe(false)
    mine.begin()
    await vi.waitFor(async () => expect(await theirs.isSomebodyAway()).toBe(true), seconds)
    await second.prisma.$queryRaw`
      SELECT pg_terminate_backend(pid) FROM pg_locks
      WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
    await vi.waitFor(async () => expect(await theirs.isSomebodyAway()).toBe(false), seconds)
    await vi.waitFor(async () => expect(await theirs.isSomebodyAway()).toBe(true), seconds)
    await mine.end()
    expect(await theirs.isSomebodyAway()).toBe(false)
  })
})
