import { readMessage } from '@reliance/shared/realtime/frames'
import { messageType } from '@reliance/shared/realtime/protocol'
import { randomUUID } from 'node:crypto'
import { eventually } from '../../realtime/eventually'
import { awarenessOf } from '../../realtime/memory-socket'
import type { Target } from './dialect'
import { DocumentClient } from './document-client'
import { pause } from './pace'

const enterWithinMs = 5000

/** Two people who mean well, in a document in which somebody else does not. */
export class HonestRoom {
  readonly victim: DocumentClient
  readonly #witness: DocumentClient
  /** The witness was told of a cursor of the victim, who has none. */
  sawForgedCursor = false

  constructor(target: Target, documentId: string) {
    this.victim = new DocumentClient(target, documentId, 'victim')
    this.#witness = new DocumentClient(target, documentId, 'witness')
    // Yjs takes another id when it sees its own in use.
    const victimId = this.victim.doc.clientID
    this.#witness.onFrame = (frame) => {
      if (frame[0] !== messageType.awareness) return
      const message = readMessage(frame)
      if (message.kind !== 'awareness') return
      this.sawForgedCursor ||= message.entries.some(({ clientId, state }) => {
        const told = JSON.parse(state) as { cursor?: unknown } | null
        return clientId === victimId && (told?.cursor ?? null) !== null
      })
    }
  }

  /** Rejects when the server does not let them in. */
  async enter(): Promise<void> {
    const letIn = Promise.all([this.victim.synced, this.#witness.synced]).then(() => true)
    if (!(await Promise.race([letIn, pause(enterWithinMs)]))) throw new Error('they cannot open the document')
    this.victim.socket.send(awarenessOf([[this.victim.doc.clientID, 1, { cursor: null }]]))
    if (!(await this.exchanges(enterWithinMs))) throw new Error('they cannot write to each other')
  }

  /** Whether what each types comes to the other in time, and nobody has been cut off. */
  async exchanges(withinMs: number): Promise<boolean> {
    const people = [this.victim, this.#witness]
    const words = people.map(() => randomUUID())
    for (const [index, { text, socket }] of people.entries()) {
      if (socket.failed) return false
      text.insert(0, words[index] as string)
    }
    const isThere = (): boolean =>
      people.every(({ text }) => words.every((word) => text.toString().includes(word)))
    return eventually('the exchange', isThere, withinMs).then(
      () => people.every(({ socket }) => !socket.failed),
      () => false,
    )
  }

  leave(): void {
    this.victim.close()
    this.#witness.close()
  }
}
