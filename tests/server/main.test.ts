import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { createServer, type Server } from 'node:net'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listenAsOldPostgresql } from '../support/old-postgresql'

const root = path.join(import.meta.dirname, '../..')
const nobody = 65534

type Run = { child: ChildProcess; output: () => string; ended: Promise<number | null> }

describe('the process of the server', () => {
  let folder: string
  let runs: Run[]

  beforeAll(() => {
    execFileSync(process.execPath, ['server/launch/build.mjs', 'generate', 'server'], { cwd: root })
  })
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'reliance-main-'))
    runs = []
  })
  afterEach(async () => {
    for (const { child } of runs) child.kill('SIGKILL')
    await Promise.all(runs.map(({ ended }) => ended))
    rmSync(folder, { recursive: true, force: true })
  })

  function start(environment: Record<string, string>, user?: number): Run {
    const child = spawn(process.execPath, ['server/dist/main.js'], {
      cwd: root,
      env: { PATH: process.env.PATH, LOG_LEVEL: 'silent', PORT: '0', DATA_DIR: folder, ...environment },
      ...(user === undefined ? {} : { uid: user, gid: user }),
    })
    let text = ''
    child.stdout.on('data', (part: Buffer) => (text += part.toString()))
    child.stderr.on('data', (part: Buffer) => (text += part.toString()))
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
    const run = { child, output: () => text, ended }
    runs.push(run)
    return run
  }

  async function ready(run: Run): Promise<string> {
    for (let tries = 0; tries < 500; tries += 1) {
      const address = /is ready: (\S+)/.exec(run.output())?.[1]
      if (address) return address
      if (run.child.exitCode !== null) break
      await pause(100)
    }
    throw new Error(`not ready: ${run.output()}`)
  }

  async function refusal(environment: Record<string, string>, user?: number): Promise<string> {
    const run = start(environment, user)
    expect(await run.ended).toBe(1)
    return run.output()
  }

  /** One line, French then English, and no stack trace. */
  const sentence = (beginning: string) => new RegExp(`^${beginning}[^\\n]* / [^\\n]+\\n$`)

  it('serves, keeps its folder for itself, and closes in order when it is asked to', async () => {
    const first = start({})
    const address = await ready(first)
    const health = await fetch(`${address}/api/health`)
    expect(await health.json()).toEqual({ status: 'ok' })

    const second = await refusal({})
    expect(second).toMatch(sentence('Le dossier de données'))
    expect(second).toContain(`(${first.child.pid}, `)

    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    const third = start({})
    await ready(third)
    third.child.kill('SIGKILL')
    await third.ended
    await ready(start({}))
  }, 120_000)

  it('says which variable is wrong', async () => {
    expect(await refusal({ PORT: 'http' })).toMatch(sentence('PORT doit être'))
  })

  it('says that the data folder cannot be written to', async () => {
    const locked = path.join(folder, 'locked')
    mkdirSync(locked, { mode: 0o555 })
    chmodSync(folder, 0o755)
    const user = process.getuid?.() === 0 ? nobody : undefined
    const expected = sentence(`Impossible d’écrire dans le dossier de données ${locked} \\(EACCES\\)`)
    expect(await refusal({ DATA_DIR: locked }, user)).toMatch(expected)
  })

  it('says that the PostgreSQL server does not answer, without its password', async () => {
    const output = await refusal({ DATABASE_URL: 'postgresql://reliance:secret@127.0.0.1:9/reliance' })
    expect(output).toMatch(
      sentence('La base PostgreSQL de DATABASE_URL ne répond pas \\(connect ECONNREFUSED'),
    )
    expect(output).not.toContain('secret')
  })

  it('says that the PostgreSQL server is silent', async () => {
    const mute = await listenMute()
    const { port } = mute.address() as { port: number }
    const output = await refusal({ DATABASE_URL: `postgresql://reliance@127.0.0.1:${port}/reliance` })
    expect(output).toMatch(sentence('La base PostgreSQL de DATABASE_URL ne répond pas'))
    mute.close()
  })

  it('says that the PostgreSQL server is too old', async () => {
    const old = await listenAsOldPostgresql('140012')
    const { port } = old.address() as { port: number }
    const output = await refusal({ DATABASE_URL: `postgresql://reliance@127.0.0.1:${port}/reliance` })
    expect(output).toMatch(sentence('Le serveur PostgreSQL est en version 14 : il faut la version 15'))
    old.close()
  })

  it('says that its port is taken', async () => {
    const taken = await listenMute()
    const { port } = taken.address() as { port: number }
    expect(await refusal({ PORT: String(port) })).toMatch(
      sentence(`Impossible d’écouter sur 127.0.0.1:${port} \\(EADDRINUSE\\)`),
    )
    taken.close()
  }, 60_000)
})

function listenMute(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.on('error', () => undefined).unref())
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}
