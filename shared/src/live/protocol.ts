/**
 * What `WS /api/live` says: keys of what changed, never the change itself. Pages that show it load it again.
 * Sent to the members of the committee only.
 */
export type LiveMessage = { keys: string[] }

/** Names of the keys, one for each thing that a page can show. */
export const liveKey = {
  /** Whatever the page shows: it was not heard what changed, or it may stand anywhere, as a name does. */
  everything: () => 'everything',
  /** The person's own account or memberships. */
  me: () => 'me',
  committee: (committeeId: string) => `committee:${committeeId}`,
  members: (committeeId: string) => `members:${committeeId}`,
  statements: (committeeId: string) => `statements:${committeeId}`,
  statement: (statementId: string) => `statement:${statementId}`,
  notes: (committeeId: string) => `notes:${committeeId}`,
  threads: (documentId: string) => `threads:${documentId}`,
  setAsides: (documentId: string) => `set-asides:${documentId}`,
  rounds: (committeeId: string) => `rounds:${committeeId}`,
  round: (roundId: string) => `round:${roundId}`,
  roadmap: (committeeId: string) => `roadmap:${committeeId}`,
  expectations: (committeeId: string) => `expectations:${committeeId}`,
} as const
