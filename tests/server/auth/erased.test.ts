import { describe, expect } from 'vitest'
import { acceptInvitation, me } from '@reliance/shared/auth/contract'
import {
  changeMember,
  invite,
  issueResetLink,
  listInvitations,
  readCommittee,
} from '@reliance/shared/committee/contract'
import { answerRound, closeRound } from '@reliance/shared/deliberation/contract'
import { listOutbox } from '@reliance/shared/notifications/contract'
import { testDatabases } from '../../support/database'
import { databaseText, linesWith } from '../../support/database-text'
import { signInAs, testPassword, type TestPerson } from '../../support/people'
import { erasureSuite } from './erasure-suite'

describe.each(testDatabases())('an erased account on $name', (database) => {
  const suite = erasureSuite(database)
  const { test } = suite

  const lineOf = async (person: TestPerson) => {
    const line = (await suite.directory()).find(({ personId }) => personId === person.personId)
    if (!line) throw new Error(`${person.name} is not in the directory`)
    return line
  }
  const elsewhere = async () => {
    const [membership] = (await suite.app.call(suite.people.stranger.cookie, me, {})).memberships
    return { committeeId: membership?.committeeId ?? '' }
  }
  const inviteElsewhere = async (name: string, email: string) =>
    suite.app.call(suite.people.stranger.cookie, invite, {
      params: await elsewhere(),
      body: { name, email, roles: ['member'] },
    })

  const joinings = async () => (await suite.journal()).filter(({ act }) => act === 'member-joined')

  test('leaves the name and the addresses of its person in no table', async () => {
    const { app, people } = suite
    const params = { committeeId: people.committeeId }
    const person = await suite.join('Zoé Quintard')
    const former = 'zoe.ancienne@essai.test'
    const { id: memberId } = await lineOf(person)
    const body = { organisation: 'Atelier Quintard' }
    await app.call(people.coordinator.cookie, changeMember, { params: { ...params, memberId }, body })
    await app.call(people.coordinator.cookie, issueResetLink, { params: { ...params, memberId } })
    await signInAs(app, person.email)
    const now = app.clock.now()
    await app.database.prisma.oneTimeLink.createMany({
      data: [former, people.member.email].map((email) => {
        const link = { kind: 'address_change' as const, personId: person.personId, email, tokenHash: email }
        return { ...link, createdAt: now, expiresAt: now, usedAt: now }
      }),
    })
    for (const email of [person.email, former]) await inviteElsewhere(person.name, email)
    await inviteElsewhere(people.member.name, people.member.email)
    const before = await databaseText(app.database)
    for (const words of [person.name, person.email, former])
      expect(linesWith(before, words).length, words).toBeGreaterThan(1)

    expect((await suite.erase(person.cookie)).status).toBe(204)

    const after = await databaseText(app.database)
    for (const words of [person.name, person.email, former, 'Zoé'])
      expect(linesWith(after, words)).toEqual([])
    // The organisation stays, without anybody.
    const [organisation] = linesWith(after, 'Quintard')
    expect(linesWith(after, /[0-9a-f-]{36}/.exec(organisation ?? '')?.[0] ?? '')).toEqual([organisation])
    // What reached the address that is somebody else's by now is theirs.
    const theirs = await app.call(people.stranger.cookie, listInvitations, { params: await elsewhere() })
    expect(theirs.filter(({ state }) => state === 'waiting').map(({ email }) => email)).toEqual([
      people.member.email,
    ])
    const [row] = linesWith(after, person.personId).filter((line) => line.startsWith('people '))
    const mark = await suite.markOf(person)
    expect(row).toContain(mark?.name.slice(0, 'Membre 01'.length))
    expect(row).not.toContain('argon2')
    for (const table of ['login_sessions', 'one_time_links'])
      expect(linesWith(after, person.personId).filter((line) => line.startsWith(`${table} `))).toEqual([])
  })

  test('is a member nowhere any more, as its own journal entry says', async () => {
    const { app, people } = suite
    const person = await suite.join('Anne Roche')
    const { id: memberId, collegeId } = await lineOf(person)
    const joined = await joinings()
    expect((await suite.erase(person.cookie)).status).toBe(204)
    expect((await suite.directory()).map(({ personId }) => personId)).not.toContain(person.personId)
    const [left] = await suite.journal()
    expect(left).toMatchObject({ act: 'member-left', actorId: person.personId, objectId: memberId })
    expect(await joinings()).toEqual(joined)
    const { colleges } = await app.call(people.coordinator.cookie, readCommittee, {
      params: { committeeId: people.committeeId },
    })
    const college = colleges.find(({ id }) => id === collegeId)?.nameFr
    expect(await suite.markOf(person)).toEqual({
      personId: person.personId,
      name: expect.stringMatching(/^Membre \d\d \(/),
      collegeId,
    })
    expect((await suite.markOf(person))?.name).toContain(`(${college})`)
  })

  test('has a number of its own, which stays', async () => {
    const [one, other] = [await suite.join('Une Personne'), await suite.join('Autre Personne')]
    await Promise.all([suite.erase(one.cookie), suite.erase(other.cookie)])
    const names = [(await suite.markOf(one))?.name, (await suite.markOf(other))?.name]
    expect(new Set(names).size).toBe(2)
    await suite.erase((await suite.join('Troisième Personne')).cookie)
    expect([(await suite.markOf(one))?.name, (await suite.markOf(other))?.name]).toEqual(names)
  })

  test('leaves its address to a new account, which has nothing of the old one', async () => {
    const { app, people } = suite
    const person = await suite.join('Marc Petit')
    expect((await suite.erase(person.cookie)).status).toBe(204)
    const pseudonym = (await suite.markOf(person))?.name
    const params = { committeeId: people.committeeId }
    const body = { name: person.name, email: person.email, roles: ['observer' as const] }
    await app.call(people.coordinator.cookie, invite, { params, body })
    const { messages } = await app.call(people.coordinator.cookie, listOutbox, { params })
    const message = messages.find(({ recipientEmail }) => recipientEmail === person.email)
    const token = /\/invitation\/([\w-]+)/.exec(message?.body ?? '')?.[1]
    const password = `${testPassword}-bis`
    const again = await app.ask(null, acceptInvitation, { params: { token }, body: { password } })
    expect(again.status).toBe(201)
    expect(again.body.person.id).not.toBe(person.personId)
    expect(again.body.memberships).toMatchObject([{ roles: ['observer'], collegeId: null }])
    expect((await suite.markOf(person))?.name).toBe(pseudonym)
  })

  test('has voted: its ballot counts, and its reason shows the pseudonym', async () => {
    const { app, people } = suite
    const [erased, other] = [await suite.join('Paul Voix'), await suite.join('Lise Voix')]
    const answer = (person: TestPerson, roundId: string, body: unknown) =>
      app.ask(person.cookie, answerRound, { params: { roundId }, body })
    const { round } = await suite.openOne()
    const { round: open } = await suite.openOne()
    for (const { id } of [round, open]) {
      await answer(erased, id, { answer: 'reservation', reason: 'Le coût' })
      await answer(other, id, { answer: 'no_objection' })
    }
    const close = (roundId: string) =>
      app.call(people.coordinator.cookie, closeRound, { params: { roundId } })
    const closed = await close(round.id)
    const ballots = () => app.database.prisma.ballot.findMany({ orderBy: { id: 'asc' } })
    const before = { ballots: await ballots(), open: await suite.read(open.id) }
    expect((await suite.erase(erased.cookie)).status).toBe(204)
    expect({ ballots: await ballots(), open: await suite.read(open.id) }).toEqual(before)
    const name = (await suite.markOf(erased))?.name
    const shown = await suite.read(round.id)
    expect(shown.reasons).toMatchObject([{ author: { personId: erased.personId, name }, reason: 'Le coût' }])
    expect({ ...shown, reasons: [] }).toEqual({ ...closed, reasons: [] })
    const counted = await close(open.id)
    expect(counted.result).toEqual(closed.result)
    expect(counted.participation).toEqual(closed.participation)
  })
})
