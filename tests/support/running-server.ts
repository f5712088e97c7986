import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fillUrl, type TestApp } from './build-app'
import { repository } from './process'

/** The real server in a process of its own, as `npm start` runs it, spoken to over HTTP. */
export type RunningServer = Pick<TestApp, 'ask' | 'call' | 'setUpLink'> & {
  address: string
  /** Everything that it has written to the terminal. */
  output(): string
  /** Asks it to close in order; the folder goes with it when it was a temporary one. */
  stop(): Promise<void>
}

/** Builds what is not up to date, then waits for the first 200 from /api/health. */
export async function startServer(options: { dataDir?: string } = {}): Promise<RunningServer> {
  const temporary = options.dataDir ? null : mkdtempSync(path.join(tmpdir(), 'reliance-e2e-'))
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, ['server/launch/start.mjs'], {
    cwd: repository,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: options.dataDir ?? path.join(temporary ?? '', 'data'),
      LOG_LEVEL: 'warn',
    },
  })
  let text = ''
  const collect = (part: Buffer) => (text += part.toString())
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))

  async function stop(): Promise<void> {
    child.kill('SIGTERM')
    await Promise.race([ended, pause(20_000, undefined, { ref: false }).then(() => child.kill('SIGKILL'))])
    await ended
    if (temporary) rmSync(temporary, { recursive: true, force: true })
  }

  try {
    await ready(address, () => child.exitCode === null)
  } catch (error) {
    await stop()
    throw new Error(`the server did not start:\n${text}`, { cause: error })
  }
  return {
    ...speakTo(address),
    address,
    output: () => text,
    /** Printed a moment after the server answers. */
    async setUpLink() {
      for (let tries = 0; tries < 300; tries += 1) {
        const link = /(\S+\/set-up\/[\w-]+)/.exec(text)?.[1]
        if (link) return link
        await pause(100)
      }
      return null
    },
    stop,
  }
}

async function ready(address: string, isRunning: () => boolean): Promise<void> {
  const deadline = Date.now() + 10 * 60_000
  while (isRunning() && Date.now() < deadline) {
    const answer = await fetch(`${address}/api/health`).catch(() => null)
    if (answer?.status === 200) return
    await pause(200)
  }
  throw new Error('no 200 from /api/health')
}

/** The operations of the contracts, over the network; `cookie` null is signed out. */
function speakTo(address: string): Pick<RunningServer, 'ask' | 'call'> {
  const ask: RunningServer['ask'] = async (cookie, endpoint, input, headers = {}) => {
    const url = new URL(fillUrl(endpoint.url, input.params as Record<string, string>), address)
    for (const [name, value] of Object.entries(input.querystring ?? {}))
      url.searchParams.set(name, String(value))
    const answer = await fetch(url, {
      method: endpoint.method,
      headers: {
        ...headers,
        ...(cookie ? { cookie } : {}),
        ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    })
    const text = await answer.text()
    const login = answer.headers.getSetCookie().find((value) => value.startsWith('reliance_login='))
    return {
      status: answer.status,
      body: text ? JSON.parse(text) : null,
      cookie: login?.split(';')[0] ?? null,
    }
  }
  return {
    ask,
    async call(cookie, endpoint, input) {
      const { status, body } = await ask(cookie, endpoint, input)
      if (status >= 400)
        throw new Error(`${endpoint.method} ${endpoint.url}: ${status} ${JSON.stringify(body)}`)
      return body
    },
  }
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
