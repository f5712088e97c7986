import { liveKey } from '@reliance/shared/live/protocol'
import type { Clock } from '../clock'
import type { Database } from '../db/client'
import { inTransaction } from '../db/transaction'
import type { LiveHub } from '../live/hub'
import type { Rooms } from '../realtime/rooms'
import type { Workers } from '../workers/pool'
import {
  selectAnchors,
  updateAnchor,
  type AnchorChange,
  type AnchoredThread,
  type StoredAnchor,
} from './store'

export type ReanchoringParts = {
  database: Database
  clock: Clock
  live: Pick<LiveHub, 'publish'>
  rooms: Pick<Rooms, 'readLog'>
  workers: Pick<Workers, 'run'>
  log: { error(details: object, message: string): void }
}

/** Milliseconds from a change to the look at it; under steady typing a text is looked at as often. */
const afterMs = 3000

export type Reanchoring = ReturnType<typeof createReanchoring>

/**
 * Keeps the anchors of comments on their words (RT23): soon after a text was stored a thread looks where they stand now,
 * before the next changes make that hard to tell. What it cannot place hangs nowhere, and is tried again the next time.
 */
export function createReanchoring(parts: ReanchoringParts) {
  const { database, clock, live, rooms, workers, log } = parts
  const waiting = new Map<string, NodeJS.Timeout>()
  const running = new Set<Promise<void>>()
  let isStopped = false

  async function look(documentId: string): Promise<void> {
    const threads = await selectAnchors(database.prisma, documentId)
    const [first] = threads
    if (!first) return
    const { log: rows, movedText } = await rooms.readLog(documentId)
    const [state, ...updates] = rows.map(({ bytes }) => bytes)
    if (!state) return
    const anchors = threads.map(({ anchor, quotedWords }) => ({ ...anchor, quotedWords }))
    const found = await workers.run('anchor', { state, moved: movedText, updates, anchors })
    const changes = threads.flatMap((thread, index) => {
      const change = changeOf(thread, found[index] ?? null, clock.now())
      return change === null ? [] : [{ id: thread.id, change }]
    })
    if (changes.length === 0) return
    await inTransaction(database, async (tx) => {
      for (const { id, change } of changes) await updateAnchor(tx, id, change)
    })
    if (changes.some(({ change }) => change.detachedAt !== undefined))
      live.publish(first.committeeId, [liveKey.threads(documentId)])
  }

  function begin(documentId: string): void {
    waiting.delete(documentId)
    const work = look(documentId)
      .catch((error: unknown) =>
        log.error({ err: error, documentId }, 'comments could not be anchored again'),
      )
      .finally(() => running.delete(work))
    running.add(work)
  }

  return {
    /** A document's text has been stored. */
    textStored(documentId: string): void {
      if (!isStopped && !waiting.has(documentId))
        waiting.set(
          documentId,
          setTimeout(() => begin(documentId), afterMs),
        )
    },

    /** What has not begun is given up: the next change of the text makes up for it. */
    async stop(): Promise<void> {
      isStopped = true
      for (const timer of waiting.values()) clearTimeout(timer)
      waiting.clear()
      await Promise.all(running)
    },
  }
}

const changeOf = (
  { anchor, detachedAt }: AnchoredThread,
  found: StoredAnchor | null,
  now: Date,
): AnchorChange | null => {
  if (found === null) return detachedAt === null ? { detachedAt: now } : null
  const isBack = detachedAt !== null
  if (!isBack && isSame(anchor, found)) return null
  return { anchor: found, ...(isBack && { detachedAt: null }) }
}

const isSame = (one: StoredAnchor, other: StoredAnchor): boolean =>
  one.quote === other.quote &&
  one.prefix === other.prefix &&
  one.suffix === other.suffix &&
  Buffer.compare(one.startPosition, other.startPosition) === 0 &&
  Buffer.compare(one.endPosition, other.endPosition) === 0
