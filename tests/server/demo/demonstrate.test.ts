import fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { me } from '@reliance/shared/auth/contract'
import { listThreads } from '@reliance/shared/comments/contract'
import { listInvitations, listMembers, readCommittee } from '@reliance/shared/committee/contract'
import { answerRound, listDecisions, listRounds, readRound } from '@reliance/shared/deliberation/contract'
import { readExpectations } from '@reliance/shared/expectations/contract'
import { readJournal } from '@reliance/shared/journal/contract'
import { listNotes, readNoteText } from '@reliance/shared/notes/contract'
import { listOutbox } from '@reliance/shared/notifications/contract'
import { blocksToText } from '@reliance/shared/realtime/document'
import { readRoadmap } from '@reliance/shared/roadmap/contract'
import { listStatements, readStatement, readStatementText } from '@reliance/shared/statements/contract'
import { readTrace } from '@reliance/shared/trace/contract'
import { demonstration } from '@reliance/server/demo/data'
import { checkDemoPassword, demonstrate } from '@reliance/server/demo/demonstrate'
import { buildTestApp, type TestApp } from '../../support/build-app'
import { testDatabases } from '../../support/database'
import { setUpCommittee, signInAs, testPassword } from '../../support/people'

const { log } = fastify()
const observatory = 'Observatoire-Lucioles-48'
const published = { publicUrl: 'http://reliance.test', log, password: testPassword }

describe.each(testDatabases())('the demonstration on $name', { timeout: 120_000 }, ({ available, open }) => {
  describe.skipIf(!available)('once made', () => {
    let app: TestApp
    let cookie: string
    let committeeId: string

    beforeAll(async () => {
      const database = await open()
      expect(await demonstrate({ ...published, database, present: new Date() })).toBe('made')
      app = await buildTestApp(database)
      cookie = await signInAs(app, 'coordination@example.org')
      committeeId = (await app.call(cookie, me, {})).memberships[0]?.committeeId ?? ''
    }, 300_000)
    afterAll(() => app?.close())

    const ofCommittee = () => ({ params: { committeeId } })
    const statements = () => app.call(cookie, listStatements, ofCommittee())
    const rounds = () => app.call(cookie, listRounds, ofCommittee())

    it('is a demonstration committee with the programme of the file', async () => {
      const committee = await app.call(cookie, readCommittee, ofCommittee())
      expect(committee).toMatchObject({ ...demonstration.committee, demonstration: true })
    })

    it('has fifty members with their colleges, voices and roles, and two observers', async () => {
      const directory = await app.call(cookie, listMembers, ofCommittee())
      expect(directory).toHaveLength(53)
      const voting = directory.filter(({ voice }) => voice === 'voting')
      expect(voting.map(({ email }) => email).sort()).toEqual(
        Array.from({ length: 50 }, (_, index) => `membre${String(index + 1).padStart(2, '0')}@example.org`),
      )
      expect(directory.filter(({ roles }) => roles.includes('researcher'))).toHaveLength(12)
      const { colleges } = await app.call(cookie, readCommittee, ofCommittee())
      expect(colleges.map(({ memberCount, seats }) => [memberCount, seats])).toEqual(
        [16, 12, 10, 7, 5].map((count) => [count, count]),
      )
      for (const email of ['observation@example.org', 'secretariat@example.org']) {
        const observer = directory.find((member) => member.email === email)
        expect(observer).toMatchObject({ roles: ['observer'], voice: 'none', collegeId: null })
      }
    })

    it('lets everybody in with the one password, in their language', async () => {
      const reader = await app.call(await signInAs(app, 'membre22@example.org'), me, {})
      expect(reader.person).toMatchObject({ name: 'Membre 22', locale: 'en' })
      await signInAs(app, 'membre50@example.org')
    })

    it('leaves no invitation, message or signed-in browser of its making behind', async () => {
      expect((await app.call(cookie, listOutbox, ofCommittee())).messages).toEqual([])
      const invitations = await app.call(cookie, listInvitations, ofCommittee())
      expect(invitations.filter(({ state }) => state !== 'accepted')).toEqual([])
      const { prisma } = app.database
      const observer = await prisma.person.findUniqueOrThrow({ where: { email: 'observation@example.org' } })
      expect(await prisma.loginSession.count({ where: { personId: observer.id } })).toBe(0)
    })

    it('has the three statements with the words of the file, each by at least three people', async () => {
      const list = await statements()
      expect(list.map(({ title, state }) => [title, state]).sort()).toEqual(
        [
          [demonstration.statements[0]?.title, 'deliberation'],
          [demonstration.statements[1]?.title, 'draft'],
          [demonstration.statements[2]?.title, 'adopted'],
        ].sort(),
      )
      for (const { id, title, axisIds } of list) {
        const text = await app.call(cookie, readStatementText, { params: { statementId: id } })
        expect(text.authors.length).toBeGreaterThanOrEqual(3)
        expect(new Set(text.authors.map(({ collegeId }) => collegeId)).size).toBeGreaterThanOrEqual(3)
        const source = demonstration.statements.find((statement) => statement.title === title)
        expect(axisIds).toHaveLength(source?.axes.length ?? 0)
        for (const passage of source?.passages ?? []) {
          const block = text.blocks.find(({ runs }) => runs.some((run) => run.text === passage.text))
          expect(block?.kind).toBe(passage.kind)
          const author = text.authors[block?.runs[0]?.author ?? -1]
          expect(author?.name).toBe(`Membre ${passage.author.slice(1)}`)
        }
        const sections = text.blocks.flatMap(({ section }) => section ?? [])
        expect(sections).toEqual(['observations', 'stakes', 'question', 'scope_in', 'scope_out'])
      }
    })

    it('hangs the comments on their words, with answers and outcomes', async () => {
      const threads = (
        await Promise.all(
          (await statements()).map(({ documentId }) =>
            app.call(cookie, listThreads, { params: { documentId } }),
          ),
        )
      ).flat()
      const byQuote = threads.map(({ anchor, state, comments }) => [anchor.quote, state, comments.length])
      expect(byQuote.sort()).toEqual([
        ['confiance et d’imprévu', 'integrated', 2],
        ['l’offre restera vide', 'open', 1],
        ['perçues comme rigides', 'answered', 2],
        ['récits de situations', 'integrated', 2],
      ])
    })

    it('tells of an objection that was lifted by amending the text', async () => {
      const decisions = await app.call(cookie, listDecisions, ofCommittee())
      expect(decisions.map(({ number, outcome }) => [number, outcome])).toEqual([
        [3, 'adopted'],
        [2, 'adopted'],
        [1, 'objected'],
      ])
      const [objected, amended] = [decisions[2], decisions[1]]
      const first = await app.call(cookie, readRound, { params: { roundId: objected?.roundId ?? '' } })
      expect(first.reasons[0]).toMatchObject({ author: { name: 'Membre 33' }, answer: 'objection' })
      const second = await app.call(cookie, readRound, { params: { roundId: amended?.roundId ?? '' } })
      expect(second).toMatchObject({ statementId: first.statementId, versionNumber: 2, answered: 35 })
      expect(second.versionSha256).not.toBe(first.versionSha256)
      expect(first.closedAt! < second.openedAt).toBe(true)
    })

    it('has a round open that the first member has not answered yet, some days ahead', async () => {
      const [round, ...others] = (await rounds()).filter(({ state }) => state === 'open')
      expect(others).toEqual([])
      const daysLeft = (Date.parse(round!.closesAt) - Date.now()) / 86_400_000
      expect(daysLeft).toBeGreaterThan(1.5)
      expect(round).toMatchObject({ electors: 50, answered: 18 })
      const jobs = await app.database.prisma.dueJob.findMany({ where: { doneAt: null } })
      expect(jobs.map(({ kind, dueAt }) => [kind, dueAt.toISOString()])).toEqual([
        ['close-round', round!.closesAt],
      ])
      const member = await signInAs(app, 'membre01@example.org')
      const answered = await app.call(member, answerRound, {
        params: { roundId: round!.id },
        body: { answer: 'no_objection' },
      })
      expect(answered).toMatchObject({ hasAnswered: true, answered: 19 })
    })

    it('expects something of the coordinator and of the members who have not answered', async () => {
      const kinds = async (email: string) => {
        const reader = await signInAs(app, email)
        const { items } = await app.call(reader, readExpectations, ofCommittee())
        return items.map(({ kind }) => kind)
      }
      expect(await kinds('coordination@example.org')).toContain('remind-colleges')
      expect(await kinds('membre02@example.org')).toContain('answer-round')
    })

    it('walks back from every line of the roadmap to the words and to who wrote them', async () => {
      const { items } = await app.call(cookie, readRoadmap, ofCommittee())
      expect(items.map(({ title }) => title).sort()).toEqual(
        demonstration.roadmap.map(({ title }) => title).sort(),
      )
      for (const item of items) {
        const trace = await app.call(cookie, readTrace, { params: { itemId: item.id } })
        expect(trace.round.decision).toMatchObject({ id: item.decisionId, outcome: 'adopted' })
        expect(trace.version.id).toBe(trace.round.versionId)
        expect(trace.statement.id).toBe(trace.round.statementId)
        const source = demonstration.statements.find(({ title }) => title === trace.statement.title)
        const question = source?.passages.find(({ section }) => section === 'question')
        expect(blocksToText(trace.text.blocks)).toContain(question?.text)
        expect(trace.text.authors.length).toBeGreaterThanOrEqual(3)
        expect(trace.characters.every((count) => count > 0)).toBe(true)
      }
    })

    it('keeps the words of the first version as they were adopted, before the revision', async () => {
      const mobility = (await statements()).find(({ state }) => state === 'deliberation')
      const statement = await app.call(cookie, readStatement, { params: { statementId: mobility!.id } })
      expect(statement.versions.map(({ number }) => number)).toEqual([2, 1])
      const { items } = await app.call(cookie, readRoadmap, ofCommittee())
      const item = items.find(({ title }) => title.startsWith('Prototype de tiers'))
      const trace = await app.call(cookie, readTrace, { params: { itemId: item!.id } })
      expect(trace.version.number).toBe(1)
      expect(blocksToText(trace.text.blocks)).not.toContain('Hypothèses')
    })

    it('has a free note that several people wrote', async () => {
      const [note, ...others] = await app.call(cookie, listNotes, ofCommittee())
      expect(others).toEqual([])
      const text = await app.call(cookie, readNoteText, { params: { noteId: note!.id } })
      expect(text.authors.length).toBeGreaterThanOrEqual(3)
    })

    it('is journalled in the order of its weeks, none of them to come', async () => {
      const entries = await app.call(cookie, readJournal, {
        ...ofCommittee(),
        querystring: { limit: '199' },
      })
      const times = entries.map(({ at }) => at)
      expect(times).toEqual([...times].sort().reverse())
      expect(times[0]! <= new Date().toISOString()).toBe(true)
    })

    it('changes nothing when it is made again', async () => {
      const count = () => app.database.prisma.journalEntry.count()
      const before = await count()
      const again = { ...published, database: app.database, present: new Date(), password: 'whatever' }
      expect(await demonstrate(again)).toBe('present')
      expect(await count()).toBe(before)
    })
  })

  it.skipIf(!available)('refuses a database with other data, and changes nothing in it', async () => {
    const app = await buildTestApp(await open())
    await setUpCommittee(app)
    const count = () => app.database.prisma.journalEntry.count()
    const before = await count()
    const making = demonstrate({ ...published, database: app.database, present: new Date() })
    await expect(making).rejects.toThrow(
      /^Ces données ne sont pas celles de la démonstration.* \/ These data/,
    )
    expect(await count()).toBe(before)
    expect(await app.database.prisma.committee.count()).toBe(1)
    await app.close()
  })

  it.skipIf(!available)('refuses to go on with a demonstration that stopped half-way', async () => {
    const database = await open()
    const parts = { ...published, database, present: new Date() }
    // Good enough for the coordinator, and refused to the observer of that name, who comes last.
    await expect(demonstrate({ ...parts, password: observatory })).rejects.toThrow()
    await expect(demonstrate(parts)).rejects.toThrow(/^La préparation de la démonstration s’est arrêtée/)
    await database.close()
  })
})

describe('the password of the demonstration', () => {
  it('is asked for', () => {
    expect(() => checkDemoPassword(undefined)).toThrow(/^Choisissez le mot de passe.*DEMO_PASSWORD/)
    expect(() => checkDemoPassword('')).toThrow(/DEMO_PASSWORD/)
  })

  it('has to meet the rules for everybody of the committee', () => {
    expect(checkDemoPassword(testPassword)).toBe(testPassword)
    for (const refused of ['court', 'Motdepasse2026!', observatory])
      expect(() => checkDemoPassword(refused)).toThrow(/^Le mot de passe de DEMO_PASSWORD ne convient pas/)
  })
})
