import type { Authorize } from './realtime/routes'
import type { CommitteeModule } from './committee/module'
import type { LoginSessions } from './auth/login-session'
import { loginCookie } from './plugins/sign-in'
import type { Documents } from './documents/service'

/**
 * What the sync server asks at connection and whenever rights change: the cookie is read again each time, so that
 * a browser signed out since is no longer known.
 */
export function createAuthorize(services: {
  auth: { loginSessions: LoginSessions }
  documents: Documents
  committee: Pick<CommitteeModule, 'members' | 'colleges'>
}): Authorize {
  const { auth, documents, committee } = services

  return async (request, documentId) => {
    const token = request.cookies[loginCookie]
    const login = token ? await auth.loginSessions.read(token) : null
    if (!login) return null
    const { personId, loginSessionId } = login
    const { access, committeeId } = await documents.access(personId, documentId)
    const nobody = { id: personId, name: '', collegeId: null, palette: null }
    if (access === 'none' || !committeeId) return { access: 'none', person: nobody, loginSessionId }
    const mark = (await committee.members.marks(committeeId, [personId])).get(personId)
    const { name = '', collegeId = null } = mark ?? {}
    const palette = collegeId ? await committee.colleges.palette(collegeId) : null
    return { access, person: { id: personId, name, collegeId, palette }, loginSessionId }
  }
}
