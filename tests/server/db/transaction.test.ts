import type { Database } from '@reliance/server/db/client'
import { inTransaction } from '@reliance/server/db/transaction'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabases } from '../../support/database'

describe.each(testDatabases())('transactions on $name', ({ available, open }) => {
  describe.skipIf(!available)('open', () => {
    let database: Database

    beforeAll(async () => {
      database = await open()
    })
    afterAll(() => database?.close())

    const insertPerson = (email: string, name: string) =>
      inTransaction(database, (tx) => tx.person.create({ data: { email, name, createdAt: new Date() } }))

    it('undoes everything when the work throws', async () => {
      const work = inTransaction(database, async (tx) => {
        await tx.person.create({ data: { email: 'nobody@essai.test', name: 'N', createdAt: new Date() } })
        throw new Error('on second thought')
      })
      await expect(work).rejects.toThrow('on second thought')
      expect(await database.prisma.person.count({ where: { email: 'nobody@essai.test' } })).toBe(0)
    })

    it('loses no change when twenty transactions read and write one row at once', async () => {
      const { id } = await insertPerson('counter@essai.test', '0')
      const increment = () =>
        inTransaction(database, async (tx) => {
          const { name } = await tx.person.findUniqueOrThrow({ where: { id } })
          await tx.person.update({ where: { id }, data: { name: String(Number(name) + 1) } })
        })
      await Promise.all(Array.from({ length: 20 }, increment))
      const { name } = await database.prisma.person.findUniqueOrThrow({ where: { id } })
      expect(name).toBe('20')
    })

    it('retries a conflict that raw SQL meets', async () => {
      const { id } = await insertPerson('raw@essai.test', '0')
      const increment = () =>
        inTransaction(database, async (tx) => {
          const [row] = await tx.$queryRaw<{ name: string }[]>`SELECT name FROM people WHERE id = ${id}::uuid`
          const next = String(Number(row?.name) + 1)
          await tx.$executeRaw`UPDATE people SET name = ${next} WHERE id = ${id}::uuid`
        })
      await Promise.all(Array.from({ length: 6 }, increment))
      expect((await database.prisma.person.findUniqueOrThrow({ where: { id } })).name).toBe('6')
    })

    it('keeps two transactions from each taking the last place', async () => {
      // Write skew: each reads what the other is about to write. Only serializable transactions see it.
      await insertPerson('skew-1@essai.test', 'free')
      await insertPerson('skew-2@essai.test', 'free')
      const take = (email: string) =>
        inTransaction(database, async (tx) => {
          const free = await tx.person.count({ where: { email: { startsWith: 'skew-' }, name: 'free' } })
          if (free < 2) return false
          await tx.person.update({ where: { email }, data: { name: 'taken' } })
          return true
        })
      const taken = await Promise.all([take('skew-1@essai.test'), take('skew-2@essai.test')])
      expect(taken.filter(Boolean)).toHaveLength(1)
    })

    it('keeps an instant as it is, whatever the time zone of the server', async () => {
      const instants = ['2027-03-28T01:30:00.125Z', '2027-10-31T00:30:00.000Z', '2027-10-31T01:30:00.000Z']
      for (const [index, instant] of instants.entries()) {
        const data = { email: `instant-${index}@essai.test`, name: 'I', createdAt: new Date(instant) }
        const { id } = await database.prisma.person.create({ data })
        const person = await database.prisma.person.findUniqueOrThrow({ where: { id } })
        expect(person.createdAt.toISOString()).toBe(instant)
        const [row] = await database.prisma.$queryRaw<{ seconds: number }[]>`
          SELECT extract(epoch FROM created_at)::float8 AS seconds FROM people WHERE id = ${id}::uuid`
        expect(row?.seconds).toBe(Date.parse(instant) / 1000)
      }
    })
  })
})
