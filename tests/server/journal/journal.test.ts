import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeCommittee, foundCommittee } from '@reliance/shared/committee/contract'
import { readJournal } from '@reliance/shared/journal/contract'
import { buildTestApp, type TestApp } from '../../support/build-app'
import { testDatabases } from '../../support/database'
import { peopleCommittee, type TestCommittee } from '../../support/people'

describe.each(testDatabases())('the journal on $name', ({ available, open }) => {
  let app: TestApp
  let people: TestCommittee
  let params: { committeeId: string }

  beforeAll(async () => {
    if (!available) return
    app = await buildTestApp(await open())
    people = await peopleCommittee(app)
    params = { committeeId: people.committeeId }
  })
  afterAll(() => app?.close())

  const read = (querystring: { before?: string; limit?: string } = {}) =>
    app.call(people.observer.cookie, readJournal, { params, querystring })

  it.skipIf(!available)('tells the story of the committee, latest first', async () => {
    expect((await read()).map(({ act }) => act)).toEqual([
      'member-joined',
      'member-invited',
      'member-joined',
      'member-invited',
      'member-joined',
      'member-invited',
      'member-joined',
      'committee-founded',
    ])
  })

  it.skipIf(!available)('comes in pages that neither repeat nor skip', async () => {
    const whole = await read()
    const first = await read({ limit: '3' })
    const second = await read({ limit: '3', before: first.at(-1)?.id })
    expect([...first, ...second]).toEqual(whole.slice(0, 6))
    expect(await read({ before: whole.at(-1)?.id })).toEqual([])
  })

  it.skipIf(!available)('holds no name, address or text', async () => {
    const body = { name: 'Un nom de comité', territory: 'Un territoire' }
    await app.call(people.coordinator.cookie, changeCommittee, { params, body })
    const rows = await app.database.prisma.journalEntry.findMany({ include: { links: true } })
    const text = JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value))
    for (const word of ['Essai', 'essai.test', '@', 'Un nom', 'territoire']) expect(text).not.toContain(word)
    expect(text).toContain(people.committeeId)
  })

  it.skipIf(!available)('keeps nothing of an act that was refused', async () => {
    const before = await read()
    const refused = await app.ask(people.coordinator.cookie, changeCommittee, {
      params,
      body: { timeZone: 'Nulle/Part' },
    })
    expect(refused.status).toBe(400)
    expect(await read()).toEqual(before)
  })

  it.skipIf(!available)('is of one committee alone', async () => {
    const before = await read()
    const body = { name: 'Voisin', programmeStart: '2028-01-01' }
    await app.call(people.coordinator.cookie, foundCommittee, { body })
    expect(await read()).toEqual(before)
  })

  it.skipIf(!available).each([
    ['a limit over the bound', { limit: '200' }, 'invalid-value', 'limit'],
    ['a limit that is no number', { limit: 'x' }, 'invalid-value', 'limit'],
    ['a place that is none', { before: '-1' }, 'invalid-value', 'before'],
    ['an unknown field', { page: '2' }, 'unknown-field', 'page'],
  ])('refuses %s', async (_, querystring, code, field) => {
    const answer = await app.ask(people.observer.cookie, readJournal, { params, querystring })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code, field })
  })
})
