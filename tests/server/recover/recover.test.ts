import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resetPassword } from '@reliance/shared/auth/contract'
import { buildTestApp, type TestApp } from '../../support/build-app'
import { testDatabases } from '../../support/database'
import { setUpCommittee, signInAs, type TestPerson } from '../../support/people'

describe.each(testDatabases())('recovering an account on $name', ({ available, open }) => {
  describe.skipIf(!available)('with a link made at the server', () => {
    let app: TestApp
    let coordinator: TestPerson

    beforeAll(async () => {
      app = await buildTestApp(await open())
      coordinator = (await setUpCommittee(app)).coordinator
    })
    afterAll(() => app?.close())

    it('lets the person choose a new password, and journals the link', async () => {
      const link = await app.services.auth.resetLinks.recover(coordinator.email)
      const token = link?.split('/').at(-1) ?? ''
      const password = 'Septembre-Roseaux-88'
      await app.call(null, resetPassword, { params: { token }, body: { password } })
      await signInAs(app, coordinator.email, password)
      const { prisma } = app.database
      const entries = await prisma.journalEntry.findMany({ where: { act: 'reset-link-issued' } })
      expect(entries).toMatchObject([{ actorId: null, objectId: coordinator.personId }])
    })

    it('works once', async () => {
      const link = await app.services.auth.resetLinks.recover(coordinator.email)
      const use = () =>
        app.ask(null, resetPassword, {
          params: { token: link?.split('/').at(-1) },
          body: { password: 'Octobre-Roseaux-99' },
        })
      expect((await use()).status).toBe(200)
      expect((await use()).body.code).toBe('link-used')
    })

    it('makes none for an address that no account has', async () => {
      expect(await app.services.auth.resetLinks.recover('personne@essai.test')).toBeNull()
    })
  })
})
