import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { administer, databaseUrl, startPostgresql, type TestServer } from '../../support/postgresql-server'
import { bundleOurServer } from './bundle'
import type { Dialect, Target } from './dialect'
import { requireDurability } from './durability'
import { peersFolder } from './peers'

export const serverNames = ['postgresql', 'pglite', 'relay', 'y-websocket', 'hocuspocus'] as const
export type ServerName = (typeof serverNames)[number]

/** One of the servers that are compared. */
export interface ServerKind {
  name: ServerName
  label: string
  dialect: Dialect
  path: Target['path']
  /** Documents are there again when the process has ended and another begins. */
  keeps: boolean
  isOurs: boolean
}

const ofOurs = { dialect: 'y-websocket', path: { before: 'api/documents/', after: '/sync' } } as const
const plain = { dialect: 'y-websocket', path: { before: '', after: '' } } as const

export const serverKinds: Record<ServerName, ServerKind> = {
  postgresql: { name: 'postgresql', label: 'Reliance, PostgreSQL', ...ofOurs, keeps: true, isOurs: true },
  pglite: { name: 'pglite', label: 'Reliance, PGlite', ...ofOurs, keeps: true, isOurs: true },
  relay: { name: 'relay', label: 'relais ws / raw ws relay', ...plain, keeps: false, isOurs: false },
  'y-websocket': { name: 'y-websocket', label: '@y/websocket-server', ...plain, keeps: false, isOurs: false },
  hocuspocus: {
    name: 'hocuspocus',
    label: 'Hocuspocus + SQLite',
    ...plain,
    dialect: 'hocuspocus',
    keeps: true,
    isOurs: false,
  },
}

/** Where the documents of one server are; a process that begins there again finds them. */
export interface Place {
  /** The script and what it is given. */
  command: string[]
  remove(): Promise<void>
}

/** What servers need of the machine: our bundle, a PostgreSQL server as durable as in use, folders. */
export class Places {
  #postgresql: Promise<TestServer | null> | null = null
  #bundle: Promise<string> | null = null

  async open(name: ServerName): Promise<Place> {
    const folder = mkdtempSync(path.join(tmpdir(), 'reliance-bench-'))
    const removeFolder = async (): Promise<void> => rmSync(folder, { recursive: true, force: true })
    if (name === 'postgresql') return this.#openPostgresql(folder, removeFolder)
    const script = name === 'pglite' ? await this.#ourScript() : path.join(peersFolder, `${name}.mjs`)
    return { command: [script, folder], remove: removeFolder }
  }

  async close(): Promise<void> {
    await (await this.#postgresql)?.stop()
  }

  async #openPostgresql(folder: string, removeFolder: () => Promise<void>): Promise<Place> {
    this.#postgresql ??= startPostgresql({ durable: true })
    const server = await this.#postgresql
    if (server === null) throw new Error('PostgreSQL is not installed here, and TEST_DATABASE_URL is not set')
    await requireDurability(server.serverUrl)
    const database = `reliance_bench_${randomBytes(6).toString('hex')}`
    await administer(server.serverUrl, `CREATE DATABASE ${database} TEMPLATE ${server.template}`)
    return {
      command: [await this.#ourScript(), folder, databaseUrl(server.serverUrl, database)],
      remove: async () => {
        await administer(server.serverUrl, `DROP DATABASE ${database} WITH (FORCE)`)
        await removeFolder()
      },
    }
  }

  /** Bundled once a run. */
  #ourScript(): Promise<string> {
    this.#bundle ??= bundleOurServer()
    return this.#bundle
  }
}
