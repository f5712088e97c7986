import { Type } from 'typebox'
import { defineEndpoint } from '../endpoint'
import { Empty, Id, Name, Day, limits, strict } from '../fields'
import {
  Axis,
  AxisInput,
  College,
  CollegeInput,
  Committee,
  CommitteeSettingsInput,
  DirectoryMember,
  Invitation,
  InvitationInput,
  InvitationLine,
  MemberInput,
  Modality,
  ModalityInput,
} from './schemas'

const tags = ['committee']
const OfCommittee = Type.Object({ committeeId: Id })

export const foundCommittee = defineEndpoint({
  method: 'POST',
  url: '/api/committees',
  schema: {
    summary: 'Found another committee, with the starting set; the founder coordinates it',
    tags,
    body: Type.Object(
      { name: Name, territory: Type.Optional(Type.String({ maxLength: 200 })), programmeStart: Day },
      strict,
    ),
    response: { 201: Type.Object({ id: Id }) },
  },
})

export const readCommittee = defineEndpoint({
  method: 'GET',
  url: '/api/committees/:committeeId',
  schema: {
    summary: 'The committee and its settings',
    tags,
    params: OfCommittee,
    response: { 200: Committee },
  },
})

export const changeCommittee = defineEndpoint({
  method: 'PATCH',
  url: '/api/committees/:committeeId',
  schema: {
    summary: 'Change the settings',
    tags,
    params: OfCommittee,
    body: CommitteeSettingsInput,
    response: { 200: Committee },
  },
})

export const addCollege = defineEndpoint({
  method: 'POST',
  url: '/api/committees/:committeeId/colleges',
  schema: {
    summary: 'Add a college',
    tags,
    params: OfCommittee,
    body: CollegeInput,
    response: { 201: College },
  },
})
const OfCollege = Type.Object({ committeeId: Id, collegeId: Id })
export const changeCollege = defineEndpoint({
  method: 'PUT',
  url: '/api/committees/:committeeId/colleges/:collegeId',
  schema: {
    summary: 'Change a college',
    tags,
    params: OfCollege,
    body: CollegeInput,
    response: { 200: College },
  },
})
export const removeCollege = defineEndpoint({
  method: 'DELETE',
  url: '/api/committees/:committeeId/colleges/:collegeId',
  schema: {
    summary: 'Remove a college that nobody belongs to',
    tags,
    params: OfCollege,
    response: { 204: Empty },
  },
})

export const addAxis = defineEndpoint({
  method: 'POST',
  url: '/api/committees/:committeeId/axes',
  schema: { summary: 'Add an axis', tags, params: OfCommittee, body: AxisInput, response: { 201: Axis } },
})
const OfAxis = Type.Object({ committeeId: Id, axisId: Id })
export const changeAxis = defineEndpoint({
  method: 'PUT',
  url: '/api/committees/:committeeId/axes/:axisId',
  schema: { summary: 'Change an axis', tags, params: OfAxis, body: AxisInput, response: { 200: Axis } },
})
export const removeAxis = defineEndpoint({
  method: 'DELETE',
  url: '/api/committees/:committeeId/axes/:axisId',
  schema: {
    summary: 'Remove an axis that nothing belongs to',
    tags,
    params: OfAxis,
    response: { 204: Empty },
  },
})

export const changeModality = defineEndpoint({
  method: 'PUT',
  url: '/api/committees/:committeeId/modalities/:modalityId',
  schema: {
    summary: 'Name, enable or disable a modality',
    tags,
    params: Type.Object({ committeeId: Id, modalityId: Id }),
    body: ModalityInput,
    response: { 200: Modality },
  },
})

export const listMembers = defineEndpoint({
  method: 'GET',
  url: '/api/committees/:committeeId/members',
  schema: {
    summary: 'The directory',
    tags,
    params: OfCommittee,
    response: { 200: Type.Array(DirectoryMember) },
  },
})
const OfMember = Type.Object({ committeeId: Id, memberId: Id })
export const changeMember = defineEndpoint({
  method: 'PATCH',
  url: '/api/committees/:committeeId/members/:memberId',
  schema: {
    summary: 'Change a member’s college, organisation, roles or voice',
    tags,
    params: OfMember,
    body: MemberInput,
    response: { 200: DirectoryMember },
  },
})
export const removeMember = defineEndpoint({
  method: 'DELETE',
  url: '/api/committees/:committeeId/members/:memberId',
  schema: { summary: 'End a membership', tags, params: OfMember, response: { 204: Empty } },
})
export const issueResetLink = defineEndpoint({
  method: 'POST',
  url: '/api/committees/:committeeId/members/:memberId/reset-link',
  schema: {
    summary: 'Issue a single-use link by which a member chooses a new password; journalled',
    tags,
    params: OfMember,
    response: { 201: Type.Object({ url: Type.String(), expiresAt: Type.String() }) },
  },
})

export const listInvitations = defineEndpoint({
  method: 'GET',
  url: '/api/committees/:committeeId/invitations',
  schema: { summary: 'Invitations', tags, params: OfCommittee, response: { 200: Type.Array(Invitation) } },
})
export const invite = defineEndpoint({
  method: 'POST',
  url: '/api/committees/:committeeId/invitations',
  schema: {
    summary: 'Invite one person; the link goes by mail or to the outbox',
    tags,
    params: OfCommittee,
    body: InvitationInput,
    response: { 201: Invitation },
  },
})
const Csv = Type.Object({ csv: Type.String({ minLength: 1, maxLength: limits.csv }) }, strict)
export const previewInvitations = defineEndpoint({
  method: 'POST',
  url: '/api/committees/:committeeId/invitations/preview',
  schema: {
    summary: 'Read a list (name, email, college, organisation, role) and say what is wrong on each line',
    tags,
    params: OfCommittee,
    body: Csv,
    response: { 200: Type.Object({ lines: Type.Array(InvitationLine), ready: Type.Integer() }) },
  },
})
export const inviteList = defineEndpoint({
  method: 'POST',
  url: '/api/committees/:committeeId/invitations/list',
  schema: {
    summary: 'Invite every correct line of a list; the others come back with their problems',
    tags,
    params: OfCommittee,
    body: Csv,
    response: { 201: Type.Object({ invited: Type.Integer(), lines: Type.Array(InvitationLine) }) },
  },
})
const OfInvitation = Type.Object({ committeeId: Id, invitationId: Id })
export const revokeInvitation = defineEndpoint({
  method: 'DELETE',
  url: '/api/committees/:committeeId/invitations/:invitationId',
  schema: { summary: 'Revoke an invitation', tags, params: OfInvitation, response: { 204: Empty } },
})
export const renewInvitation = defineEndpoint({
  method: 'POST',
  url: '/api/committees/:committeeId/invitations/:invitationId/renew',
  schema: {
    summary: 'Send a new link; the earlier one stops working',
    tags,
    params: OfInvitation,
    response: { 200: Invitation },
  },
})
