/** First byte (varUint) of each message on a document's socket. 0 to 3 are those of y-protocols. */
export const messageType = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  /** Server to client, only after `?ack=1`: a varUint n, the first n sync messages with changes are durable. */
  durable: 4,
  /** Server to client, only after `?ack=1`: 1 while the storage does not answer and what is sent waits, then 0. */
  waiting: 5,
} as const

/** Why the server closes a document's socket. Codes 4000 to 4999 are free for applications (RFC 6455, 7.4.2). */
export const closeCode = {
  malformed: { code: 4400, reason: 'malformed-message' },
  signedOut: { code: 4401, reason: 'signed-out' },
  forbidden: { code: 4403, reason: 'forbidden' },
  notFound: { code: 4404, reason: 'not-found' },
  tooLarge: { code: 4413, reason: 'too-large' },
  tooManyConnections: { code: 4429, reason: 'too-many-connections' },
  tooFast: { code: 4429, reason: 'too-fast' },
  unavailable: { code: 4503, reason: 'unavailable' },
  goingAway: { code: 1001, reason: 'going-away' },
} as const

/** Hard limits on what one socket may send. Bytes, except where said. */
export const bounds = {
  frameBytes: 4 * 1024 * 1024,
  awarenessBytes: 8 * 1024,
  documentBytes: 32 * 1024 * 1024,
  /** Structs of a document: what a browser that opens it holds as so many objects. */
  documentStructs: 2_000_000,
  /** Unless the server is told otherwise. */
  connectionsPerPerson: 64,
  /** Client ids that one update may be the first to use; each becomes a row. */
  newClientsPerUpdate: 1000,
  /** Messages a second that one connection may go on sending, and how many at once before that counts. */
  messagesPerSecond: 100,
  messagesAtOnce: 1000,
  /** Of one document: updates that build on what it does not hold, waiting for it. */
  orphanUpdates: 256,
  orphanBytes: 1024 * 1024,
  orphanMilliseconds: 30_000,
  /** Undecided ones of one document. */
  setAsidesPerDocument: 200,
} as const

/** What the signed-in person may do in a document; `none` closes the socket. */
export type DocumentAccess = 'write' | 'read' | 'none'
