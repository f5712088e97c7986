import { Type, type Static } from 'typebox'
import { Day, Email, Id, Instant, Name, strict } from '../fields'

export const Role = Type.Enum(['coordinator', 'member', 'researcher', 'observer'])
export type Role = Static<typeof Role>
export const Roles = Type.Array(Role, { minItems: 1, maxItems: 4, uniqueItems: true })

export const Voice = Type.Enum(['voting', 'advisory', 'none'])
export type Voice = Static<typeof Voice>

export const AxisStatus = Type.Enum(['initial', 'available', 'active', 'closed'])
export type AxisStatus = Static<typeof AxisStatus>

/** A name in both languages. */
const names = { nameFr: Name, nameEn: Name }
const Palette = Type.Integer({ minimum: 1, maximum: 8 })

export const College = Type.Object({
  id: Id,
  ...names,
  seats: Type.Integer(),
  weightPercent: Type.Integer(),
  palette: Palette,
  memberCount: Type.Integer(),
})
export type College = Static<typeof College>

export const CollegeInput = Type.Object(
  {
    ...names,
    seats: Type.Integer({ minimum: 0, maximum: 500 }),
    weightPercent: Type.Integer({ minimum: 0, maximum: 100 }),
    palette: Palette,
  },
  strict,
)

export const Axis = Type.Object({ id: Id, ...names, status: AxisStatus, palette: Palette })
export type Axis = Static<typeof Axis>
export const AxisInput = Type.Object({ ...names, status: AxisStatus, palette: Palette }, strict)

export const Modality = Type.Object({
  id: Id,
  nameFr: Type.String(),
  nameEn: Type.String(),
  enabled: Type.Boolean(),
})
export type Modality = Static<typeof Modality>
/** A modality may stay unnamed while it is disabled. */
export const ModalityInput = Type.Object(
  {
    nameFr: Type.String({ maxLength: 120 }),
    nameEn: Type.String({ maxLength: 120 }),
    enabled: Type.Boolean(),
  },
  strict,
)

export const Organisation = Type.Object({ id: Id, name: Name, memberCount: Type.Integer() })
export type Organisation = Static<typeof Organisation>

export const CommitteeSettings = Type.Object({
  name: Name,
  territory: Type.String({ maxLength: 200 }),
  programmeStart: Day,
  programmeYears: Type.Integer({ minimum: 1, maximum: 10 }),
  timeZone: Type.String({ minLength: 1, maxLength: 60 }),
})
export type CommitteeSettings = Static<typeof CommitteeSettings>
export const CommitteeSettingsInput = Type.Partial(CommitteeSettings, strict)

/** Everything a screen needs to know of a committee, but its members. */
export const Committee = Type.Object({
  id: Id,
  ...CommitteeSettings.properties,
  demonstration: Type.Boolean(),
  colleges: Type.Array(College),
  axes: Type.Array(Axis),
  modalities: Type.Array(Modality),
  organisations: Type.Array(Organisation),
})
export type Committee = Static<typeof Committee>

/** A line of the directory. The address is given to coordinators only. */
export const DirectoryMember = Type.Object({
  id: Id,
  personId: Id,
  name: Type.String(),
  email: Type.Union([Type.String(), Type.Null()]),
  collegeId: Type.Union([Id, Type.Null()]),
  organisation: Type.Union([Type.String(), Type.Null()]),
  roles: Roles,
  voice: Voice,
  joinedAt: Instant,
})
export type DirectoryMember = Static<typeof DirectoryMember>

export const MemberInput = Type.Partial(
  Type.Object({
    collegeId: Type.Union([Id, Type.Null()]),
    organisation: Type.Union([Type.String({ maxLength: 120 }), Type.Null()]),
    roles: Roles,
    voice: Voice,
  }),
  strict,
)

export const InvitationState = Type.Enum(['waiting', 'accepted', 'expired', 'revoked'])

export const Invitation = Type.Object({
  id: Id,
  email: Type.String(),
  name: Type.String(),
  collegeId: Type.Union([Id, Type.Null()]),
  organisation: Type.Union([Type.String(), Type.Null()]),
  roles: Roles,
  voice: Voice,
  state: InvitationState,
  createdAt: Instant,
  expiresAt: Instant,
})
export type Invitation = Static<typeof Invitation>

export const InvitationInput = Type.Object(
  {
    email: Email,
    name: Name,
    collegeId: Type.Optional(Type.Union([Id, Type.Null()])),
    organisation: Type.Optional(Type.Union([Type.String({ maxLength: 120 }), Type.Null()])),
    roles: Roles,
    voice: Type.Optional(Voice),
  },
  strict,
)

/** One line of a pasted list as it was understood. Each problem has a text in the reader's language. */
export const InvitationLine = Type.Object({
  line: Type.Integer(),
  name: Type.String(),
  email: Type.String(),
  college: Type.String(),
  organisation: Type.String(),
  role: Type.String(),
  problems: Type.Array(Type.Object({ field: Type.String(), message: Type.String() })),
})
export type InvitationLine = Static<typeof InvitationLine>
