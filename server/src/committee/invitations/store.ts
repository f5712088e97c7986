import type { Invitation } from '@reliance/shared/committee/schemas'
import type { Transaction } from '../../db/transaction'
import type { Standing } from '../members/store'

type Reader = Pick<Transaction, 'invitation'>

const fields = {
  id: true,
  email: true,
  name: true,
  collegeId: true,
  roles: true,
  voice: true,
  createdAt: true,
  expiresAt: true,
  acceptedAt: true,
  revokedAt: true,
  organisation: { select: { name: true } },
} as const

type InvitationRow = Pick<Invitation, 'id' | 'email' | 'name' | 'collegeId' | 'roles' | 'voice'> & {
  createdAt: Date
  expiresAt: Date
  acceptedAt: Date | null
  revokedAt: Date | null
  organisation: { name: string } | null
}

function stateOf(row: InvitationRow, now: Date): Invitation['state'] {
  if (row.acceptedAt) return 'accepted'
  if (row.revokedAt) return 'revoked'
  return row.expiresAt <= now ? 'expired' : 'waiting'
}

const toInvitation = (row: InvitationRow, now: Date): Invitation => ({
  id: row.id,
  email: row.email,
  name: row.name,
  collegeId: row.collegeId,
  organisation: row.organisation?.name ?? null,
  roles: row.roles,
  voice: row.voice,
  state: stateOf(row, now),
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
})

/** Latest first. */
export async function selectInvitations(
  reader: Reader,
  committeeId: string,
  now: Date,
): Promise<Invitation[]> {
  const rows = await reader.invitation.findMany({
    where: { committeeId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: fields,
  })
  return rows.map((row) => toInvitation(row, now))
}

export async function selectInvitationsOf(reader: Reader, ids: string[], now: Date): Promise<Invitation[]> {
  const rows = await reader.invitation.findMany({ where: { id: { in: ids } }, select: fields })
  return rows.map((row) => toInvitation(row, now))
}

export async function selectInvitation(
  reader: Reader,
  committeeId: string,
  id: string,
  now: Date,
): Promise<Invitation | null> {
  const row = await reader.invitation.findFirst({ where: { id, committeeId }, select: fields })
  return row && toInvitation(row, now)
}

/** Neither accepted nor revoked, for these addresses; expired ones included. */
export async function selectOpenInvitations(
  reader: Reader,
  committeeId: string,
  emails: string[],
): Promise<{ id: string; email: string; expiresAt: Date }[]> {
  return reader.invitation.findMany({
    where: { committeeId, email: { in: emails }, acceptedAt: null, revokedAt: null },
    select: { id: true, email: true, expiresAt: true },
  })
}

/** The link of an invitation: the digest of its token and how long it works. */
export type InvitationLink = { tokenHash: string; expiresAt: Date }
export type NewInvitation = Standing &
  InvitationLink & {
    committeeId: string
    email: string
    name: string
    invitedById: string
    createdAt: Date
  }

export async function insertInvitations(tx: Transaction, invitations: NewInvitation[]): Promise<string[]> {
  const rows = await tx.invitation.createManyAndReturn({ data: invitations, select: { id: true } })
  return rows.map(({ id }) => id)
}

/** A new link, and new contents where the invitation is made again: the earlier link stops working. */
export async function updateInvitation(
  tx: Transaction,
  id: string,
  change: InvitationLink & Partial<NewInvitation>,
): Promise<void> {
  await tx.invitation.update({ where: { id }, data: change, select: { id: true } })
}

export async function markRevoked(tx: Transaction, id: string, revokedAt: Date): Promise<void> {
  await tx.invitation.update({ where: { id }, data: { revokedAt } })
}

export type FoundInvitation = {
  id: string
  committeeId: string
  committeeName: string
  name: string
  email: string
  expiresAt: Date
  acceptedAt: Date | null
  revokedAt: Date | null
}

export async function selectByToken(reader: Reader, tokenHash: string): Promise<FoundInvitation | null> {
  const row = await reader.invitation.findUnique({
    where: { tokenHash },
    select: {
      id: true,
      committeeId: true,
      name: true,
      email: true,
      expiresAt: true,
      acceptedAt: true,
      revokedAt: true,
      committee: { select: { name: true } },
    },
  })
  if (!row) return null
  const { committee, ...invitation } = row
  return { ...invitation, committeeName: committee.name }
}

/** Uses an invitation up; null when it is used, revoked or expired by now. */
export async function useInvitation(
  tx: Transaction,
  id: string,
  acceptedAt: Date,
): Promise<(Standing & { committeeId: string; email: string }) | null> {
  const { count } = await tx.invitation.updateMany({
    where: { id, acceptedAt: null, revokedAt: null, expiresAt: { gt: acceptedAt } },
    data: { acceptedAt },
  })
  if (count === 0) return null
  return tx.invitation.findUniqueOrThrow({
    where: { id },
    select: {
      committeeId: true,
      email: true,
      collegeId: true,
      organisationId: true,
      roles: true,
      voice: true,
    },
  })
}

/** Invitations of these ids and to these addresses, whatever became of them. @returns the committees that had made them. */
export async function deleteInvitations(
  tx: Transaction,
  { ids, emails }: { ids: string[]; emails: string[] },
): Promise<string[]> {
  const where = { OR: [{ id: { in: ids } }, { email: { in: emails } }] }
  const rows = await tx.invitation.findMany({
    where,
    distinct: ['committeeId'],
    select: { committeeId: true },
  })
  await tx.invitation.deleteMany({ where })
  return rows.map(({ committeeId }) => committeeId)
}
