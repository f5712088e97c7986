import * as encoding from 'lib0/encoding'

/** How the clients of a server speak: y-websocket's protocol, or Hocuspocus's, which names the document in each frame. */
export type Dialect = 'y-websocket' | 'hocuspocus'

/** Where a document is on a server, and who asks for it. */
export interface Target {
  origin: string
  /** Between the origin and the name of the document, and after it. */
  path: { before: string; after: string }
  dialect: Dialect
}

export const urlOf = ({ origin, path, dialect }: Target, documentId: string, person: string): string =>
  dialect === 'hocuspocus' ? `${origin}/` : `${origin}/${path.before}${documentId}${path.after}?as=${person}`

/** What goes before each frame of y-websocket's protocol. */
export const prefixOf = ({ dialect }: Target, documentId: string): Uint8Array =>
  dialect === 'hocuspocus'
    ? written((encoder) => encoding.writeVarString(encoder, documentId))
    : new Uint8Array()

/** What a client says before anything else; null when there is nothing to say. */
export const greetingOf = ({ dialect }: Target, documentId: string): Uint8Array | null =>
  dialect === 'hocuspocus'
    ? written((encoder) => {
        encoding.writeVarString(encoder, documentId)
        encoding.writeVarUint(encoder, authentication)
        encoding.writeVarUint(encoder, token)
        encoding.writeVarString(encoder, 'none')
      })
    : null

/** Whether a stock y-websocket client knows what to do with a frame that begins so. */
export const isOfYWebsocket = (messageType: number | undefined): boolean =>
  messageType !== undefined && messageType < authentication

/** Hocuspocus answers a step 1 with this type in place of "sync". */
export const syncReply = 4

const authentication = 2
const token = 0

const written = (write: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder()
  write(encoder)
  return encoding.toUint8Array(encoder)
}
