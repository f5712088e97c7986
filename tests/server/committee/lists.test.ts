import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as contract from '@reliance/shared/committee/contract'
import { readJournal } from '@reliance/shared/journal/contract'
import { buildTestApp, type TestApp } from '../../support/build-app'
import { testDatabases } from '../../support/database'
import { peopleCommittee, type TestCommittee } from '../../support/people'

describe.each(testDatabases())('colleges, axes and modalities on $name', ({ available, open }) => {
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

  const ask: TestApp['ask'] = (_, endpoint, input) => app.ask(people.coordinator.cookie, endpoint, input)
  const read = () => app.call(people.coordinator.cookie, contract.readCommittee, { params })
  const acts = async (limit: string) =>
    (await app.call(people.coordinator.cookie, readJournal, { params, querystring: { limit } })).map(
      ({ act }) => act,
    )

  const college = { nameFr: 'Jeunes', nameEn: 'Youth', seats: 4, weightPercent: 10, palette: 6 }
  const axis = { nameFr: 'Eau', nameEn: 'Water', status: 'active', palette: 6 } as const

  it.skipIf(!available)('adds, changes and removes a college, and journals each', async () => {
    const added = await ask(null, contract.addCollege, { params, body: { ...college, nameFr: ' Jeunes ' } })
    expect(added.status).toBe(201)
    expect(added.body).toMatchObject({ ...college, memberCount: 0 })
    expect((await read()).colleges.at(-1)?.id).toBe(added.body.id)
    const ofCollege = { ...params, collegeId: added.body.id }
    const changed = await ask(null, contract.changeCollege, {
      params: ofCollege,
      body: { ...college, seats: 5 },
    })
    expect(changed.body).toMatchObject({ id: added.body.id, seats: 5 })
    expect((await ask(null, contract.removeCollege, { params: ofCollege })).status).toBe(204)
    expect((await read()).colleges).toHaveLength(5)
    expect((await ask(null, contract.removeCollege, { params: ofCollege })).status).toBe(404)
    expect(await acts('3')).toEqual(['college-removed', 'college-changed', 'college-added'])
  })

  it.skipIf(!available)('keeps a college that somebody belongs to, or is invited into', async () => {
    const [first, , third] = (await read()).colleges
    const remove = (collegeId = '') => ask(null, contract.removeCollege, { params: { ...params, collegeId } })
    expect((await remove(first?.id)).body).toMatchObject({ code: 'college-in-use' })
    const body = { email: 'x@essai.test', name: 'X', roles: ['member'], collegeId: third?.id }
    const invited = await ask(null, contract.invite, { params, body })
    expect((await remove(third?.id)).status).toBe(409)
    const invitationId = invited.body.id
    await ask(null, contract.revokeInvitation, { params: { ...params, invitationId } })
    expect((await remove(third?.id)).status).toBe(204)
  })

  it.skipIf(!available)('refuses a college with the name of another, however it is typed', async () => {
    const body = { ...college, nameFr: 'PERSONNES  PHYSIQUES' }
    const added = await ask(null, contract.addCollege, { params, body })
    expect(added.status).toBe(409)
    expect(added.body).toMatchObject({ code: 'duplicate-name', field: 'nameFr' })
    const same = (await read()).colleges[0]
    const { id, memberCount: _, ...fields } = same ?? { id: '', memberCount: 0 }
    const kept = await ask(null, contract.changeCollege, {
      params: { ...params, collegeId: id },
      body: fields,
    })
    expect(kept.status).toBe(200)
  })

  it.skipIf(!available)('adds, changes and removes an axis, and journals each', async () => {
    const added = await ask(null, contract.addAxis, { params, body: axis })
    expect(added.status).toBe(201)
    const ofAxis = { ...params, axisId: added.body.id }
    const changed = await ask(null, contract.changeAxis, {
      params: ofAxis,
      body: { ...axis, status: 'closed' },
    })
    expect(changed.body).toEqual({ id: added.body.id, ...axis, status: 'closed' })
    expect((await ask(null, contract.addAxis, { params, body: axis })).body.code).toBe('duplicate-name')
    expect((await ask(null, contract.removeAxis, { params: ofAxis })).status).toBe(204)
    expect((await read()).axes).toHaveLength(5)
    expect(await acts('3')).toEqual(['axis-removed', 'axis-changed', 'axis-added'])
  })

  it.skipIf(!available)('lets a modality stay unnamed only while it is disabled', async () => {
    const fourth = (await read()).modalities.at(-1)
    const ofModality = { ...params, modalityId: fourth?.id ?? '' }
    const set = (body: unknown) => ask(null, contract.changeModality, { params: ofModality, body })
    const unnamed = await set({ nameFr: ' ', nameEn: '', enabled: true })
    expect(unnamed.body).toMatchObject({ code: 'missing-field', field: 'nameFr' })
    const half = await set({ nameFr: 'Diffusion', nameEn: '', enabled: true })
    expect(half.body).toMatchObject({ code: 'missing-field', field: 'nameEn' })
    const named = await set({ nameFr: 'Diffusion', nameEn: 'Outreach', enabled: true })
    expect(named.body).toMatchObject({ nameFr: 'Diffusion', enabled: true })
    expect(await acts('1')).toEqual(['modality-changed'])
    expect((await set({ nameFr: '', nameEn: '', enabled: false })).status).toBe(200)
    expect((await set({ nameFr: 'Transfert', nameEn: 'x', enabled: true })).body.code).toBe('duplicate-name')
  })

  it.skipIf(!available)('does not reach into another committee', async () => {
    const { id } = await app.call(people.coordinator.cookie, contract.foundCommittee, {
      body: { name: 'Voisin', programmeStart: '2028-01-01' },
    })
    const here = await read()
    const foreign = { committeeId: id }
    const ids = {
      collegeId: here.colleges[0]?.id ?? '',
      axisId: here.axes[0]?.id ?? '',
      modalityId: here.modalities[0]?.id ?? '',
    }
    const { collegeId, axisId, modalityId } = ids
    const modality = { nameFr: 'X', nameEn: 'X', enabled: true }
    const answers = [
      await ask(null, contract.changeCollege, { params: { ...foreign, collegeId }, body: college }),
      await ask(null, contract.removeCollege, { params: { ...foreign, collegeId } }),
      await ask(null, contract.changeAxis, { params: { ...foreign, axisId }, body: axis }),
      await ask(null, contract.removeAxis, { params: { ...foreign, axisId } }),
      await ask(null, contract.changeModality, { params: { ...foreign, modalityId }, body: modality }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
    expect(await read()).toEqual(here)
  })

  it.skipIf(!available).each([
    ['an unknown field', { ...college, position: 1 }, 'unknown-field', 'position'],
    ['a missing field', { nameFr: 'A', nameEn: 'B', seats: 1, palette: 1 }, 'missing-field', 'weightPercent'],
    ['a wrong type', { ...college, seats: 'beaucoup' }, 'wrong-type', 'seats'],
    ['a share over all', { ...college, weightPercent: 101 }, 'too-large', 'weightPercent'],
    ['a colour that is none', { ...college, palette: 9 }, 'too-large', 'palette'],
    ['an over-long name', { ...college, nameEn: 'a'.repeat(121) }, 'too-long', 'nameEn'],
  ])('refuses a college with %s', async (_, body, code, field) => {
    const answer = await ask(null, contract.addCollege, { params, body })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code, field })
  })
})
