import { Lucia, TimeSpan, type Adapter } from 'lucia'
import type { Database } from '../db/client'
import { newToken, sha256 } from '../digest'

/** Who is signed in, from which browser. */
export type Login = { personId: string; loginSessionId: string; expiresAt: Date; renewed: boolean }

export type LoginSessions = ReturnType<typeof createLoginSessions>

/** Lucia's storage over our own table: its published Prisma adapter asks for an older client. */
function createAdapter({ prisma }: Database): Adapter {
  const toRow = (row: { id: string; personId: string; expiresAt: Date }) => ({
    id: row.id,
    userId: row.personId,
    expiresAt: row.expiresAt,
    attributes: {},
  })
  return {
    async getSessionAndUser(id) {
      // A login that was beginning while its account was erased opens nothing.
      const row = await prisma.loginSession.findUnique({ where: { id, person: { erasedAt: null } } })
      return row ? [toRow(row), { id: row.personId, attributes: {} }] : [null, null]
    },
    async getUserSessions(personId) {
      return (await prisma.loginSession.findMany({ where: { personId } })).map(toRow)
    },
    async setSession({ id, userId, expiresAt }) {
      await prisma.loginSession.create({ data: { id, personId: userId, expiresAt } })
    },
    async updateSessionExpiration(id, expiresAt) {
      await prisma.loginSession.updateMany({ where: { id }, data: { expiresAt } })
    },
    async deleteSession(id) {
      await prisma.loginSession.deleteMany({ where: { id } })
    },
    async deleteUserSessions(personId) {
      await prisma.loginSession.deleteMany({ where: { personId } })
    },
    async deleteExpiredSessions() {
      await prisma.loginSession.deleteMany({ where: { expiresAt: { lte: new Date() } } })
    },
  }
}

/**
 * Signed-in browsers. The only file that knows Lucia: another library would change nothing else.
 * The cookie holds a secret; the table holds its digest, so that a copy of the table signs nobody in.
 */
export function createLoginSessions(database: Database) {
  const lucia = new Lucia(createAdapter(database), { sessionExpiresIn: new TimeSpan(30, 'd') })

  return {
    /** @returns the secret for the cookie and when it expires. */
    async begin(personId: string): Promise<{ token: string; expiresAt: Date }> {
      const token = newToken()
      const { expiresAt } = await lucia.createSession(personId, {}, { sessionId: sha256(token) })
      return { token, expiresAt }
    },

    async read(token: string): Promise<Login | null> {
      const { session, user } = await lucia.validateSession(sha256(token))
      if (!session) return null
      const { id, expiresAt, fresh } = session
      return { personId: user.id, loginSessionId: id, expiresAt, renewed: fresh }
    },

    /** Which of these browsers are signed in now. */
    async present(loginSessionIds: string[]): Promise<Set<string>> {
      const rows = await database.prisma.loginSession.findMany({
        where: { id: { in: loginSessionIds }, expiresAt: { gt: new Date() }, person: { erasedAt: null } },
        select: { id: true },
      })
      return new Set(rows.map(({ id }) => id))
    },

    end: (loginSessionId: string): Promise<void> => lucia.invalidateSession(loginSessionId),

    endAll: (personId: string): Promise<void> => lucia.invalidateUserSessions(personId),

    async endOthers(personId: string, keptId: string): Promise<string[]> {
      const others = (await lucia.getUserSessions(personId)).filter(({ id }) => id !== keptId)
      for (const { id } of others) await lucia.invalidateSession(id)
      return others.map(({ id }) => id)
    },

    /** Takes expired rows away. */
    sweep: (): Promise<void> => lucia.deleteExpiredSessions(),
  }
}
