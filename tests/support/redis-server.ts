import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const binary = process.env.REDIS_SERVER_PATH ?? '/usr/bin/redis-server'

/** False: skip the suite by name (`describe.skipIf(!redisAvailable)`); where everything is required, that fails. */
export const redisAvailable = existsSync(binary)
if (!redisAvailable && process.env.REQUIRE_ALL === '1')
  throw new Error(`REQUIRE_ALL=1, and there is no redis-server at ${binary} (REDIS_SERVER_PATH)`)

export type RedisServer = {
  url: string
  /** The same server, on a socket file. */
  socketUrl: string
  /** As a power cut: at once, with everything in it. */
  kill(): Promise<void>
  /** After `kill`, at the same address. */
  restart(): Promise<void>
  /** It keeps its connections and answers nothing, until `thaw`. */
  freeze(): void
  thaw(): void
  stop(): Promise<void>
}

/** A Redis of its own that keeps nothing on the disk. */
export async function startRedis(): Promise<RedisServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'reliance-redis-'))
  const socketFile = path.join(folder, 'redis.sock')
  const port = await freePort()
  let child: ChildProcess

  async function start(): Promise<void> {
    const place = ['--bind', '127.0.0.1', '--port', String(port), '--unixsocket', socketFile, '--dir', folder]
    child = spawn(binary, [...place, '--save', '', '--appendonly', 'no'], { stdio: 'ignore' })
    await answering(port, () => child.exitCode === null)
  }

  async function kill(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }
  const killAtExit = () => child.kill('SIGKILL')

  await start()
  process.once('exit', killAtExit)
  return {
    url: `redis://127.0.0.1:${port}`,
    socketUrl: `unix://${socketFile}`,
    kill,
    restart: start,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    async stop() {
      await kill()
      process.off('exit', killAtExit)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function answering(port: number, isRunning: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && isRunning(); tries += 1) {
    if (await ping(port)) return
    await pause(50)
  }
  throw new Error('redis-server did not start')
}

function ping(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'))
    const done = (answers: boolean) => {
      socket.destroy()
      resolve(answers)
    }
    socket.once('data', (bytes) => done(bytes.toString().startsWith('+PONG')))
    socket.once('error', () => done(false))
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const place = server.address()
      server.close(() => resolve(typeof place === 'object' && place ? place.port : 0))
    })
  })
}
