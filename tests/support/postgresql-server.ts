import { execFileSync, type ExecFileSyncOptions } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { migrate } from '@reliance/server/db/migrate'
import { openPostgresql } from '@reliance/server/db/postgresql'
import pg from 'pg'

export type TestServer = { serverUrl: string; template: string; stop(): Promise<void> }

/**
 * The server at TEST_DATABASE_URL, or a throw-away one from Debian's binaries, or null where there is neither. A
 * throw-away one writes to the disk before it says so only when it is to be `durable`.
 */
export async function startPostgresql({ durable = false } = {}): Promise<TestServer | null> {
  const cluster = process.env.TEST_DATABASE_URL ? null : startCluster(durable)
  const serverUrl = process.env.TEST_DATABASE_URL ?? cluster?.serverUrl
  if (!serverUrl) return null
  const template = `reliance_template_${process.pid}`
  await administer(serverUrl, `CREATE DATABASE ${template}`)
  const database = await openPostgresql(databaseUrl(serverUrl, template))
  await migrate(database)
  await database.close()
  return {
    serverUrl,
    template,
    async stop() {
      if (cluster) cluster.stop()
      else await administer(serverUrl, `DROP DATABASE ${template}`)
    },
  }
}

/** The address of one database of a server. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

export async function administer(serverUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

function startCluster(durable: boolean): { serverUrl: string; stop(): void } | null {
  const binaries = findBinaries()
  if (!binaries) return null
  const folder = mkdtempSync(path.join(tmpdir(), 'reliance-postgresql-'))
  if (process.getuid?.() === 0) chownSync(folder, userId('-u'), userId('-g'))
  const data = path.join(folder, 'data')
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  runAsPostgres(path.join(binaries, 'initdb'), [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--no-sync',
  ])
  // A time zone other than UTC: what is written must not depend on the server's.
  const settings = {
    listen_addresses: '',
    fsync: durable ? 'on' : 'off',
    timezone: 'Europe/Paris',
    max_connections: '200',
  }
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`)
  const control = path.join(binaries, 'pg_ctl')
  runAsPostgres(control, [
    ...['-D', data, '-w', '-l', path.join(folder, 'log')],
    ...['-o', `-k ${folder} -p ${port} ${options.join(' ')}`, 'start'],
  ])
  let running = true
  const stop = () => {
    if (!running) return
    running = false
    runAsPostgres(control, ['-D', data, '-m', 'immediate', 'stop'])
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', stop)
  return {
    serverUrl: `postgresql://postgres@localhost:${port}/postgres?host=${encodeURIComponent(folder)}`,
    stop,
  }
}

/** Of the newest version installed. */
function findBinaries(): string | null {
  const root = '/usr/lib/postgresql'
  if (!existsSync(root)) return null
  const versions = readdirSync(root).map(Number).filter(Boolean)
  const folder = path.join(root, String(Math.max(...versions)), 'bin')
  return existsSync(path.join(folder, 'initdb')) ? folder : null
}

/** PostgreSQL refuses to run as root. */
function runAsPostgres(file: string, parameters: string[]): void {
  const options: ExecFileSyncOptions = { cwd: tmpdir(), stdio: ['ignore', 'ignore', 'inherit'] }
  if (process.getuid?.() !== 0) execFileSync(file, parameters, options)
  else execFileSync('runuser', ['-u', 'postgres', '--', file, ...parameters], options)
}

function userId(which: '-u' | '-g'): number {
  return Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }))
}
