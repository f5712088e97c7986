import { randomBytes } from 'node:crypto'
import { connect as connectTo, createServer, type Server, type Socket } from 'node:net'
import type { Absence } from '@reliance/server/bus/absence'
import type { Bus } from '@reliance/server/bus/bus'
import { createRedisBus } from '@reliance/server/bus/redis-bus'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { redisAvailable, startRedis, type RedisServer } from '../../support/redis-server'

/** One database for all: whoever is away says so to the others. */
function createAbsences() {
  const away = new Set<object>()
  return (): Absence => {
    const self = {}
    return {
      begin: () => void away.add(self),
      end: async () => void away.delete(self),
      isSomebodyAway: async () => away.size > 0,
    }
  }
}

function listen(bus: Bus, channel: string) {
  const heard: string[] = []
  const bytes: Uint8Array[] = []
  const stop = bus.subscribe(channel, (payload, origin) => {
    heard.push(`${origin} ${Buffer.from(payload.subarray(0, 100)).toString()}`)
    bytes.push(payload)
  })
  return { heard, bytes, stop }
}

const text = (words: string): Uint8Array => Buffer.from(words)
const soon = { timeout: 10_000, interval: 20 }

describe.skipIf(!redisAvailable)('the bus over Redis', () => {
  let redis: RedisServer
  let buses: Bus[] = []
  const lines: string[] = []
  const unhandled: unknown[] = []
  const note = (error: unknown) => void unhandled.push(error)
  const write = (level: string) => (_: object, message: string) => void lines.push(`${level} ${message}`)
  const log = { info: write('info'), warn: write('warn'), error: write('error') }

  beforeAll(async () => {
    process.on('unhandledRejection', note)
    redis = await startRedis()
  })
  afterEach(async () => {
    await Promise.all(buses.map((bus) => bus.close()))
    buses = []
    lines.length = 0
    expect(unhandled).toEqual([])
  })
  afterAll(async () => {
    await redis.stop()
    process.off('unhandledRejection', note)
  })

  let newAbsence = createAbsences()
  async function open(parts: { url?: string; installation?: string } = {}): Promise<Bus> {
    if (buses.length === 0) newAbsence = createAbsences()
    const { url = redis.url, installation = 'test:1' } = parts
    const bus = await createRedisBus({ url, installation, absence: newAbsence(), log })
    buses.push(bus)
    return bus
  }

  it('carries bytes to the others and not back, in order, by channel and with their origin', async () => {
    const [one, other] = [await open(), await open({ url: redis.socketUrl })]
    expect([one.isConnected, other.isConnected]).toEqual([true, true])
    const mine = listen(one, 'a')
    const theirs = listen(other, 'a')
    const elsewhere = listen(other, 'b')
    await Promise.all([mine.stop, theirs.stop, elsewhere.stop])
    for (let n = 0; n < 500; n += 1) one.publish('a', text(`n${n}`))
    one.publish('a', new Uint8Array([0, 255, 10, 13]))
    await vi.waitFor(() => expect(theirs.heard).toHaveLength(501), soon)
    expect(theirs.heard.slice(0, 500)).toEqual(Array.from({ length: 500 }, (_, n) => `${one.origin} n${n}`))
    expect([...(theirs.bytes[500] ?? [])]).toEqual([0, 255, 10, 13])
    expect(mine.heard).toEqual([])
    expect(elsewhere.heard).toEqual([])
  })

  it('carries a message of one megabyte as it is', async () => {
    const [one, other] = [await open(), await open()]
    const { bytes, stop } = listen(other, 'large')
    await stop
    const payload = randomBytes(1024 * 1024)
    one.publish('large', payload)
    await vi.waitFor(() => expect(bytes).toHaveLength(1), soon)
    expect(Buffer.compare(bytes[0] ?? new Uint8Array(), payload)).toBe(0)
  })

  it('hears nothing after the listening was stopped, and again after it was begun anew', async () => {
    const [one, other] = [await open(), await open()]
    const first = listen(other, 'a')
    const second = listen(other, 'a')
    const stopFirst = await first.stop
    const stopSecond = await second.stop
    stopFirst()
    one.publish('a', text('1'))
    await vi.waitFor(() => expect(second.heard).toEqual([`${one.origin} 1`]), soon)
    expect(first.heard).toEqual([])
    stopSecond()
    const third = listen(other, 'a')
    await third.stop
    one.publish('a', text('2'))
    await vi.waitFor(() => expect(third.heard).toEqual([`${one.origin} 2`]), soon)
    expect(second.heard).toHaveLength(1)
  })

  it('keeps two installations on one Redis apart', async () => {
    const [one, other, neighbour] = [await open(), await open(), await open({ installation: 'test:2' })]
    const theirs = listen(other, 'a')
    const strange = listen(neighbour, 'a')
    await Promise.all([theirs.stop, strange.stop])
    one.publish('a', text('1'))
    await vi.waitFor(() => expect(theirs.heard).toHaveLength(1), soon)
    neighbour.publish('a', text('2'))
    one.publish('a', text('3'))
    await vi.waitFor(() => expect(theirs.heard).toHaveLength(2), soon)
    expect(strange.heard).toEqual([])
  })

  it('tells once that Redis died and once that it is back, and then delivers as before', async () => {
    const [one, other] = [await open(), await open()]
    const changes: boolean[] = []
    other.onChange((connected) => changes.push(connected))
    const theirs = listen(other, 'a')
    await theirs.stop
    await redis.kill()
    await vi.waitFor(() => expect([one.isConnected, other.isConnected]).toEqual([false, false]), soon)
    expect(changes).toEqual([false])
    expect(lines.filter((line) => line.startsWith('warn Redis is away'))).toHaveLength(2)

    one.publish('a', text('lost'))
    expect(one.dropped).toBe(1)
    const late = listen(other, 'b')
    await late.stop
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(lines).toHaveLength(2)

    await redis.restart()
    await vi.waitFor(() => expect([one.isConnected, other.isConnected]).toEqual([true, true]), {
      ...soon,
      timeout: 15_000,
    })
    expect(changes.at(-1)).toBe(true)
    expect(lines.filter((line) => line === 'info Redis is back')).toHaveLength(2)
    one.publish('a', text('1'))
    one.publish('b', text('2'))
    await vi.waitFor(() => expect(late.heard).toEqual([`${one.origin} 2`]), soon)
    expect(theirs.heard).toEqual([`${one.origin} 1`])
  }, 60_000)

  it('says that something may be missed when another process lost messages in a short cut of its own', async () => {
    const door = await openDoor(redis)
    const [one, other] = [await open({ url: door.url }), await open()]
    const changes: boolean[] = []
    other.onChange((connected) => changes.push(connected))
    // The first heartbeats.
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(changes).toEqual([])
    door.cut()
    await vi.waitFor(() => expect(one.isConnected).toBe(false), soon)
    one.publish('a', text('lost'))
    await vi.waitFor(() => expect(one.isConnected).toBe(true), soon)
    await vi.waitFor(() => expect(changes).toEqual([false, true]), soon)
    door.close()
  }, 30_000)

  it('says so as long as another process does not reach Redis', async () => {
    const door = await openDoor(redis)
    const [one, other] = [await open({ url: door.url }), await open()]
    door.shut()
    await vi.waitFor(() => expect(one.isConnected).toBe(false), soon)
    await vi.waitFor(() => expect(other.isConnected).toBe(false), soon)
    await door.reopen()
    await vi.waitFor(() => expect([one.isConnected, other.isConnected]).toEqual([true, true]), soon)
    door.close()
  }, 40_000)

  it('says so once when another process fell silent, and not when it left on purpose', async () => {
    const door = await openDoor(redis)
    const [one, two, other] = [await open({ url: door.url }), await open(), await open()]
    await new Promise((resolve) => setTimeout(resolve, 1500))
    const changes: boolean[] = []
    other.onChange((connected) => changes.push(connected))
    await two.close()
    door.mute()
    await vi.waitFor(() => expect(changes).toEqual([false, true]), soon)
    await vi.waitFor(() => expect(one.isConnected).toBe(false), soon)
    door.close()
  }, 30_000)

  it('notices a Redis that is there and answers nothing', async () => {
    const [one] = [await open()]
    redis.freeze()
    try {
      await vi.waitFor(() => expect(one.isConnected).toBe(false), soon)
    } finally {
      redis.thaw()
    }
    await vi.waitFor(() => expect(one.isConnected).toBe(true), { ...soon, timeout: 20_000 })
  }, 60_000)

  it('starts without Redis, with one line, and joins when there is one', async () => {
    await redis.kill()
    const one = await open()
    expect(one.isConnected).toBe(false)
    expect(lines).toHaveLength(1)
    const { stop } = listen(one, 'a')
    await stop
    await redis.restart()
    await vi.waitFor(() => expect(one.isConnected).toBe(true), soon)
  }, 30_000)

  it('refuses nothing after the close', async () => {
    const one = await open()
    await one.close()
    one.publish('a', text('1'))
    const { stop } = listen(one, 'a')
    const stopListening = await stop
    stopListening()
    await one.close()
    expect(lines).toEqual([])
  })
})

/** A way to Redis that can be cut for one process alone. */
async function openDoor(redis: RedisServer) {
  const behind = Number(new URL(redis.url).port)
  const sockets = new Set<Socket>()
  let isMute = false
  const server: Server = createServer((near) => {
    const far = connectTo(behind, '127.0.0.1')
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (bytes) => !isMute && to.write(bytes))
      from.on('close', () => to.destroy())
      from.on('error', () => undefined)
    }
  })
  const listenAt = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  await listenAt(0)
  const { port } = server.address() as { port: number }
  const cut = () => sockets.forEach((socket) => socket.destroy())
  const shut = () => {
    server.close()
    cut()
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    cut,
    shut,
    reopen: () => listenAt(port),
    mute: () => void (isMute = true),
    close: shut,
  }
}
