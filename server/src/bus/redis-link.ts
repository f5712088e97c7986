import type { RedisClientType } from '@redis/client'

/** One living pair of connections to Redis: one publishes, one listens. Once lost it stays lost. */
export interface Link {
  readonly isAlive: boolean
  /** Resolves when Redis has taken the message. */
  publish(channel: string, message: Buffer): Promise<void>
  /** Resolves when everything published from now on is heard. */
  subscribe(channels: string[]): Promise<void>
  unsubscribe(channel: string): void
  /** Ends both at once; what Redis has not taken yet is rejected. */
  cut(): void
}

export type LinkListeners = {
  onMessage(channel: string, message: Buffer): void
  /** Told once, after the opening, unless it was cut. */
  onLost(reason: Error): void
}

const connectTimeout = 5000

/** Both connections, ready; rejects when Redis is not reached or refuses. */
export async function openLink(url: string, { onMessage, onLost }: LinkListeners): Promise<Link> {
  const clients = [await makeClient(url), await makeClient(url)] as const
  const [publisher, subscriber] = clients
  let isAlive = true
  let isReady = false

  function cut(): void {
    isAlive = false
    for (const client of clients) client.destroy()
  }
  for (const client of clients) {
    client.on('error', (error: Error) => {
      if (!isAlive) return
      cut()
      if (isReady) onLost(error)
    })
  }

  const hear = (message: Buffer, channel: Buffer): void => {
    if (isAlive) onMessage(channel.toString(), message)
  }

  try {
    await Promise.all(clients.map((client) => client.connect()))
    isReady = true
  } catch (error) {
    cut()
    throw error
  }
  return {
    get isAlive() {
      return isAlive
    },
    publish: async (channel, message) => void (await publisher.sendCommand(['PUBLISH', channel, message])),
    subscribe: (channels) => subscriber.subscribe(channels, hear, true),
    // Rejected only when the connection is lost, and its subscriptions with it.
    unsubscribe: (channel) => void subscriber.unsubscribe(channel, hear, true).catch(() => undefined),
    cut,
  }
}

/** Loaded only where there is a Redis: a single process does without the library. */
async function makeClient(url: string): Promise<RedisClientType> {
  const { createClient } = await import('@redis/client')
  return createClient({
    url,
    name: 'reliance',
    disableClientInfo: true,
    maintNotifications: 'disabled',
    // A command fails when its connection does: a timer for each message would cost more than the message.
    commandOptions: { timeout: undefined },
    socket: { connectTimeout, reconnectStrategy: false },
  }) as RedisClientType
}
