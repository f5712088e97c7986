import { randomBytes } from 'node:crypto'
import type { Absence } from './absence'
import type { Bus, BusLog } from './bus'
import { createChanges } from './changes'
import { createPeers } from './peers'
import { openLink, type Link } from './redis-link'
import { createSubscriptions } from './subscriptions'

export type RedisBusParts = {
  url: string
  /** Keeps two installations on one Redis apart: the first part of every channel's name. */
  installation: string
  absence: Absence
  log: BusLog
}

/** Bytes of the name of a process, before each payload. */
const originBytes = 16
const beatEvery = 1000
/** Heartbeats of our own that may be without echo: then one of the two connections is dead without having ended. */
const patience = 4
/** How often it is asked whether another process is away, and whether it still is. */
const askEvery = 5000
const askAgainAfter = 1000
const firstWait = 50
const longestWait = 2000
/** A start waits so long for Redis, a close for what is on its way. */
const startWithin = 5000
const closeWithin = 500
/** What may wait for a slow Redis. More is dropped: the others read it from the database. */
const inFlightBound = 16 * 1024 * 1024
const heartbeats = 'heartbeats'
const goodbye = 'goodbye'

/**
 * The bus over the channels of Redis. Without Redis the server starts and works all the same: it says so once, tries again
 * by itself, and says when it is back.
 */
export async function createRedisBus({ url, installation, absence, log }: RedisBusParts): Promise<Bus> {
  const origin = randomBytes((originBytes * 3) / 4).toString('base64url')
  const originPrefix = Buffer.from(origin, 'latin1')
  const nameOf = (channel: string): string => `${installation}:${channel}`
  const subscriptions = createSubscriptions()
  const changes = createChanges(log)
  const peers = createPeers()
  let link: Link | null = null
  let isSomebodyAway = false
  let isLossTold = false
  let isClosed = false
  let attempts = 0
  let unanswered = 0
  let dropped = 0
  let inFlight = 0
  let timer: NodeJS.Timeout | undefined
  let beating: NodeJS.Timeout | undefined
  let asking: NodeJS.Timeout | undefined

  function send(channel: string, payload: Uint8Array): Promise<void> {
    if (link === null || inFlight + payload.byteLength > inFlightBound) {
      dropped++
      return Promise.resolve()
    }
    const message = Buffer.concat([originPrefix, payload])
    inFlight += message.byteLength
    return link.publish(nameOf(channel), message).then(
      () => void (inFlight -= message.byteLength),
      () => {
        inFlight -= message.byteLength
        dropped++
      },
    )
  }

  function receive(name: string, message: Buffer): void {
    const channel = name.slice(installation.length + 1)
    const from = message.toString('latin1', 0, originBytes)
    if (channel === heartbeats) return hearHeartbeat(from, message.toString('latin1', originBytes))
    if (from === origin) return
    for (const listener of subscriptions.listenersOf(channel)) {
      try {
        listener(message.subarray(originBytes), from)
      } catch (error) {
        log.error({ err: error, channel }, 'a message of another process could not be followed')
      }
    }
  }

  function hearHeartbeat(from: string, text: string): void {
    if (from === origin) unanswered = 0
    else if (text === goodbye) peers.left(from)
    else if (peers.heard(from, Number(text))) changes.gap()
  }

  function beat(): void {
    if (unanswered++ >= patience) {
      link?.cut()
      return lose(new Error('no answer'))
    }
    const silent = peers.beat()
    if (silent.length > 0) {
      log.warn({ origins: silent }, 'another server process fell silent')
      changes.gap()
    }
    void send(heartbeats, Buffer.from(String(dropped)))
  }

  async function ask(): Promise<void> {
    const asked = link
    try {
      const away = await absence.isSomebodyAway()
      if (asked !== link || link === null) return
      if (away && !isSomebodyAway) log.warn({}, 'another server process does not reach Redis')
      isSomebodyAway = away
      changes.set(!isSomebodyAway)
    } catch (error) {
      log.error({ err: error }, 'it could not be asked whether all processes reach Redis')
    } finally {
      if (asked === link && link !== null)
        asking = setTimeout(() => void ask(), isSomebodyAway ? askAgainAfter : askEvery).unref()
    }
  }

  /** Opens a link and subscribes to everything that is listened to, also what was added meanwhile. */
  async function connect(): Promise<void> {
    try {
      const opened = await openLink(url, {
        onMessage: receive,
        // Before it is gained, `connect` notices by itself.
        onLost: (reason) => void (opened === link && lose(reason)),
      })
      await absence.end()
      const subscribed = new Set<string>()
      for (;;) {
        const missing = [heartbeats, ...subscriptions.channels()].filter((name) => !subscribed.has(name))
        if (missing.length === 0) break
        await opened.subscribe(missing.map(nameOf))
        for (const channel of missing) subscribed.add(channel)
      }
      if (isClosed) return opened.cut()
      if (!opened.isAlive) throw new Error('lost at once')
      gain(opened)
    } catch (error) {
      lose(error as Error)
    }
  }

  function gain(opened: Link): void {
    link = opened
    attempts = 0
    unanswered = 0
    isSomebodyAway = false
    peers.startAgain()
    if (isLossTold) log.info({}, 'Redis is back')
    isLossTold = false
    beating = setInterval(beat, beatEvery).unref()
    beat()
    changes.set(true)
    void ask()
  }

  function lose(reason: Error): void {
    link = null
    clearInterval(beating)
    clearTimeout(asking)
    if (isClosed) return
    absence.begin()
    if (!isLossTold)
      log.warn({ reason: reason.message }, 'Redis is away: other processes are seen with seconds of delay')
    isLossTold = true
    changes.set(false)
    const wait = Math.min(longestWait, firstWait * 2 ** attempts++)
    timer = setTimeout(() => void connect(), wait * (0.75 + Math.random() / 4)).unref()
  }

  await within(startWithin, connect())

  return {
    origin,
    hasPeers: true,
    get isConnected() {
      return changes.isConnected
    },
    get dropped() {
      return dropped
    },
    publish: (channel, payload) => void send(channel, payload),

    async subscribe(channel, listener) {
      subscriptions.add(channel, listener)
      // Again for a second listener: the first one's may still be on its way.
      await link?.subscribe([nameOf(channel)]).catch(() => undefined)
      return () => {
        if (subscriptions.remove(channel, listener)) link?.unsubscribe(nameOf(channel))
      }
    },

    onChange: changes.listen,

    async close() {
      if (isClosed) return
      isClosed = true
      clearTimeout(timer)
      await within(closeWithin, send(heartbeats, Buffer.from(goodbye)))
      link?.cut()
      lose(new Error('closed'))
      await absence.end()
    },
  }
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  await Promise.race([work, new Promise((resolve) => setTimeout(resolve, milliseconds).unref())])
}
