import { redirect } from '@sveltejs/kit'
import type { Committee } from '@reliance/shared/committee/schemas'

/** Cookie with the id of the committee that a person with several looks at. */
export const committeeCookie = 'reliance_committee'

/** The address that takes another committee in use, then leads on. */
export function useCommitteePath(committeeId: string, next: string): string {
  return `/committee-in-use/${committeeId}?next=${encodeURIComponent(next)}`
}

/** For a load of a thing that has its own address: a thing of another committee takes that committee in use first. */
export function requireCommittee(inUse: Committee, committeeId: string, url: URL): void {
  if (inUse.id !== committeeId) redirect(303, useCommitteePath(committeeId, url.pathname + url.search))
}
