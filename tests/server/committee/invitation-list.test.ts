import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptInvitation } from '@reliance/shared/auth/contract'
import * as contract from '@reliance/shared/committee/contract'
import { listOutbox } from '@reliance/shared/notifications/contract'
import { buildTestApp, type TestApp } from '../../support/build-app'
import { testDatabases } from '../../support/database'
import { peopleCommittee, testPassword, type TestCommittee } from '../../support/people'

const csv = `\uFEFFNom;Courriel;Collège;Organisation;Rôle
Ada Première;ada@essai.test;enseignement superieur et laboratoires;Université;membre + chercheuse
Bo Deuxième;bo@essai.test;1;SCIC Été;
"Cé; Troisième";ce@essai.test;;scic ete;observateur
;sans.nom@essai.test;;;
Dé Quatrième;pas-une-adresse;Ligue;;chef
Membre Essai;membre.essai@essai.test;;;
Ada Bis;ADA@essai.test;;;
`

describe.each(testDatabases())('inviting a list on $name', ({ available, open }) => {
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

  const invitations = () => app.call(people.coordinator.cookie, contract.listInvitations, { params })
  const preview = (text: string, headers = {}) =>
    app.ask(people.coordinator.cookie, contract.previewInvitations, { params, body: { csv: text } }, headers)
  const inviteList = (text: string) =>
    app.ask(people.coordinator.cookie, contract.inviteList, { params, body: { csv: text } })
  const fields = (lines: { line: number; problems: { field: string }[] }[]) =>
    lines.map(({ line, problems }) => [line, problems.map(({ field }) => field).join(' ')])

  it.skipIf(!available)('shows every line and what is wrong with it, and invites nobody', async () => {
    const before = await invitations()
    const { body } = await preview(csv)
    expect(body.ready).toBe(3)
    expect(fields(body.lines)).toEqual([
      [2, ''],
      [3, ''],
      [4, ''],
      [5, 'name'],
      [6, 'email role college'],
      [7, 'email'],
      [8, 'email'],
    ])
    expect(body.lines[0]).toMatchObject({
      college: 'Enseignement supérieur et laboratoires',
      role: 'Membre + Recherche',
    })
    expect(await invitations()).toEqual(before)
  })

  it.skipIf(!available)('tells in the reader’s language', async () => {
    const { body } = await preview(csv, { 'accept-language': 'en' })
    expect(body.lines[3]?.problems[0]?.message).toBe('The name is missing.')
    expect(body.lines[0]?.college).toBe('Higher education and research')
  })

  it.skipIf(!available)('invites the good lines, gives the others back, and the links work', async () => {
    const { status, body } = await inviteList(csv)
    expect(status).toBe(201)
    expect(body.invited).toBe(3)
    expect(body.lines.map(({ line }) => line)).toEqual([5, 6, 7, 8])
    const waiting = (await invitations()).filter(({ state }) => state === 'waiting')
    const shown = waiting.map(({ email, roles, voice, organisation }) => [
      email,
      roles.join('+'),
      voice,
      organisation,
    ])
    expect(shown.sort()).toEqual([
      ['ada@essai.test', 'member+researcher', 'voting', 'Université'],
      ['bo@essai.test', 'member', 'voting', 'SCIC Été'],
      ['ce@essai.test', 'observer', 'none', 'SCIC Été'],
    ])
    const { messages } = await app.call(people.coordinator.cookie, listOutbox, { params })
    const mail = messages.find(({ recipientEmail }) => recipientEmail === 'bo@essai.test')
    const token = /\/invitation\/([\w-]+)/.exec(mail?.body ?? '')?.[1]
    const entered = await app.ask(null, acceptInvitation, {
      params: { token },
      body: { password: testPassword },
    })
    expect(entered.status).toBe(201)
  })

  it.skipIf(!available)(
    'refuses those who wait for their answer, and asks again once it has expired',
    async () => {
      const list = 'nom,courriel\nAda,ada@essai.test\nBo,bo@essai.test'
      expect(fields((await preview(list)).body.lines)).toEqual([
        [2, 'email'],
        [3, 'email'],
      ])
      app.clock.advance(15 * 24 * 60 * 60 * 1000)
      const { body } = await inviteList(list)
      expect(body.invited).toBe(1)
      expect(fields(body.lines)).toEqual([[3, 'email']])
      expect((await invitations()).filter(({ email }) => email === 'ada@essai.test')).toHaveLength(1)
    },
  )

  it.skipIf(!available)('says what is missing in the first line, and invites nobody', async () => {
    const { body } = await inviteList('Ada,ada2@essai.test\nBo,bo2@essai.test')
    expect(body.invited).toBe(0)
    expect(body.lines).toHaveLength(1)
    expect(body.lines[0]?.line).toBe(1)
    expect(body.lines[0]?.problems.map(({ message }) => message).join()).toContain('« nom / name »')
  })

  it.skipIf(!available)('takes five hundred people at once, and not one more', async () => {
    const people500 = Array.from(
      { length: 500 },
      (_, index) => `Personne ${index},p${index}@essai.test,1,Org ${index % 40}`,
    )
    const header = 'nom,courriel,collège,organisation'
    const over = await inviteList([header, ...people500, 'Une,une@essai.test,1,'].join('\n'))
    expect(over.status).toBe(400)
    expect(over.body).toMatchObject({ code: 'too-many-lines', field: 'csv' })
    const answer = await inviteList([header, ...people500].join('\n'))
    expect(answer.body).toMatchObject({ invited: 500, lines: [] })
    const { organisations } = await app.call(people.coordinator.cookie, contract.readCommittee, { params })
    expect(organisations.filter(({ name }) => name.startsWith('Org '))).toHaveLength(40)
  })

  it.skipIf(!available).each([
    ['nothing', '', 'missing-field'],
    ['a text over the bound', 'a'.repeat(200_001), 'too-long'],
    ['something else than a text', 12, 'wrong-type'],
  ])('refuses %s', async (_, text, code) => {
    const answer = await preview(text as string)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code, field: 'csv' })
  })
})
