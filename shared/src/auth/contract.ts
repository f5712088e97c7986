import { Type, type Static } from 'typebox'
import { defineEndpoint } from '../endpoint'
import { Day, Email, Empty, Id, Locale, Name, Password, Token, strict } from '../fields'
import { Roles, Voice } from '../committee/schemas'

export const Membership = Type.Object({
  committeeId: Id,
  committeeName: Type.String(),
  roles: Roles,
  collegeId: Type.Union([Id, Type.Null()]),
  voice: Voice,
})
export type Membership = Static<typeof Membership>

/** The signed-in person and what they are where. */
export const Me = Type.Object({
  person: Type.Object({ id: Id, name: Type.String(), email: Type.String(), locale: Locale }),
  memberships: Type.Array(Membership),
})
export type Me = Static<typeof Me>

/** What an unused link is for; nothing of the committee but its name. */
export const LinkInfo = Type.Object({
  kind: Type.Enum(['set_up', 'invitation', 'reset', 'address_change']),
  name: Type.String(),
  email: Type.String(),
  committeeName: Type.String(),
  /** An invitation for an address that already has an account asks for its password, not for a new one. */
  hasAccount: Type.Boolean(),
})
export type LinkInfo = Static<typeof LinkInfo>

const tags = ['auth']

export const signIn = defineEndpoint({
  method: 'POST',
  url: '/api/auth/sign-in',
  schema: {
    summary: 'Sign in',
    tags,
    body: Type.Object({ email: Type.String({ maxLength: 254 }), password: Password }, strict),
    response: { 200: Me },
  },
})
export const signOut = defineEndpoint({
  method: 'POST',
  url: '/api/auth/sign-out',
  schema: { summary: 'Sign this browser out', tags, response: { 204: Empty } },
})
export const signOutEverywhere = defineEndpoint({
  method: 'POST',
  url: '/api/auth/sign-out-everywhere',
  schema: { summary: 'Sign every browser of this account out', tags, response: { 204: Empty } },
})
export const me = defineEndpoint({
  method: 'GET',
  url: '/api/auth/me',
  schema: { summary: 'Who am I, and what am I where', tags, response: { 200: Me } },
})
export const changeProfile = defineEndpoint({
  method: 'PATCH',
  url: '/api/auth/profile',
  schema: {
    summary: 'Change one’s name or language',
    tags,
    body: Type.Partial(Type.Object({ name: Name, locale: Locale }), strict),
    response: { 200: Me },
  },
})
export const changePassword = defineEndpoint({
  method: 'POST',
  url: '/api/auth/password',
  schema: {
    summary: 'Change one’s password; other browsers are signed out',
    tags,
    body: Type.Object({ currentPassword: Password, newPassword: Password }, strict),
    response: { 204: Empty },
  },
})
export const changeAddress = defineEndpoint({
  method: 'POST',
  url: '/api/auth/address',
  schema: {
    summary: 'Change one’s address: confirmed by mail where mail is set, at once otherwise',
    tags,
    body: Type.Object({ password: Password, email: Email }, strict),
    response: { 200: Type.Object({ confirmed: Type.Boolean() }) },
  },
})
export const eraseAccount = defineEndpoint({
  method: 'POST',
  url: '/api/auth/erase-account',
  schema: {
    summary:
      'Erase one’s account for good: its contributions stay, under a pseudonym; every browser is signed out',
    tags,
    body: Type.Object({ password: Password }, strict),
    response: { 204: Empty },
  },
})
export const forgotPassword = defineEndpoint({
  method: 'POST',
  url: '/api/auth/forgotten-password',
  schema: {
    summary:
      'Ask for a link to choose a new password; the answer is the same whether the account exists or not',
    tags,
    body: Type.Object({ email: Email }, strict),
    response: { 202: Type.Object({ mailSet: Type.Boolean() }) },
  },
})

const OfLink = Type.Object({ token: Token })
export const readLink = defineEndpoint({
  method: 'GET',
  url: '/api/auth/links/:token',
  schema: { summary: 'What a link is for', tags, params: OfLink, response: { 200: LinkInfo } },
})
export const setUp = defineEndpoint({
  method: 'POST',
  url: '/api/auth/links/:token/set-up',
  schema: {
    summary: 'First start: make the coordinator’s account and the first committee, and sign in',
    tags,
    params: OfLink,
    body: Type.Object(
      { name: Name, email: Email, password: Password, committeeName: Name, programmeStart: Day },
      strict,
    ),
    response: { 201: Me },
  },
})
export const acceptInvitation = defineEndpoint({
  method: 'POST',
  url: '/api/auth/links/:token/accept',
  schema: {
    summary: 'Accept an invitation, with a new password or that of the existing account, and sign in',
    tags,
    params: OfLink,
    body: Type.Object({ name: Type.Optional(Name), password: Password }, strict),
    response: { 201: Me },
  },
})
export const resetPassword = defineEndpoint({
  method: 'POST',
  url: '/api/auth/links/:token/reset',
  schema: {
    summary: 'Choose a new password; every browser is signed out, this one signed in',
    tags,
    params: OfLink,
    body: Type.Object({ password: Password }, strict),
    response: { 200: Me },
  },
})
export const confirmAddress = defineEndpoint({
  method: 'POST',
  url: '/api/auth/links/:token/confirm-address',
  schema: { summary: 'Confirm a new address', tags, params: OfLink, response: { 204: Empty } },
})
