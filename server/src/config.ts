import path from 'node:path'
import { bounds } from '@reliance/shared/realtime/protocol'
import { StartRefusal } from './start-refusal'

const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const
export type LogLevel = (typeof logLevels)[number]

export type Config = Readonly<{
  port: number
  host: string
  /** Absolute; used when there is no databaseUrl. */
  dataDir: string
  databaseUrl?: string
  /** What several processes on one databaseUrl tell each other through. */
  redisUrl?: string
  smtpUrl?: string
  smtpFrom?: string
  /** Where people reach the server, without a slash at the end; for the links in messages. */
  publicUrl?: string
  /** How many proxies stand before the server, whose word on the reader's address is taken. */
  trustProxy: number | false
  logLevel: LogLevel
  /** Who bears it may read the metrics; without it, only this machine may. */
  metricsToken?: string
  /** Document sockets that one person may have open. */
  connectionsPerPerson: number
}>

type Environment = Record<string, string | undefined>

/** Reads the environment; a value that cannot be used stops the start with its name. */
export function readConfig(environment: Environment): Config {
  const databaseUrl = readAddress(environment, 'DATABASE_URL', ['postgresql:', 'postgres:'])
  return Object.freeze({
    port: readWholeNumber(environment, 'PORT', 4000, 65_535),
    host: read(environment, 'HOST') ?? '127.0.0.1',
    dataDir: path.resolve(read(environment, 'DATA_DIR') ?? 'data'),
    databaseUrl,
    redisUrl: readRedisUrl(environment, databaseUrl),
    smtpUrl: readAddress(environment, 'SMTP_URL', ['smtp:', 'smtps:']),
    smtpFrom: read(environment, 'SMTP_FROM'),
    publicUrl: readAddress(environment, 'PUBLIC_URL', ['https:', 'http:'])?.replace(/\/+$/, ''),
    trustProxy: readWholeNumber(environment, 'TRUST_PROXY', 0, 10) || false,
    logLevel: readLogLevel(environment),
    metricsToken: read(environment, 'METRICS_TOKEN'),
    connectionsPerPerson:
      readWholeNumber(environment, 'CONNECTIONS_PER_PERSON', 0, 10_000) || bounds.connectionsPerPerson,
  })
}

/** An empty variable is one that is not set. */
function read(environment: Environment, name: string): string | undefined {
  return environment[name]?.trim() || undefined
}

function readWholeNumber(environment: Environment, name: string, standard: number, most: number): number {
  const text = read(environment, name)
  if (text === undefined) return standard
  if (/^\d{1,5}$/.test(text) && Number(text) <= most) return Number(text)
  throw new StartRefusal(
    `${name} doit être un nombre entier de 0 à ${most}, et non « ${text} ».`,
    `${name} must be a whole number from 0 to ${most}, not "${text}".`,
  )
}

/** The value is not repeated in the sentence: it may hold a password. */
function readAddress(environment: Environment, name: string, protocols: string[]): string | undefined {
  const text = read(environment, name)
  if (text === undefined) return undefined
  if (URL.canParse(text) && protocols.includes(new URL(text).protocol)) return text
  throw new StartRefusal(
    `${name} doit être une adresse qui commence par ${protocols[0]}//.`,
    `${name} must be an address that begins with ${protocols[0]}//.`,
  )
}

/** The embedded database belongs to one process: there is nobody to tell anything through Redis. */
function readRedisUrl(environment: Environment, databaseUrl: string | undefined): string | undefined {
  const url = readAddress(environment, 'REDIS_URL', ['redis:', 'rediss:', 'unix:'])
  if (url === undefined || databaseUrl !== undefined) return url
  throw new StartRefusal(
    'REDIS_URL ne sert qu’avec DATABASE_URL : plusieurs serveurs n’ont les mêmes comités que sur une même base PostgreSQL.',
    'REDIS_URL is of use only with DATABASE_URL: several servers have the same committees only on one PostgreSQL database.',
  )
}

function readLogLevel(environment: Environment): LogLevel {
  const text = read(environment, 'LOG_LEVEL') ?? 'info'
  const level = logLevels.find((name) => name === text)
  if (level) return level
  throw new StartRefusal(
    `LOG_LEVEL doit être l’un de : ${logLevels.join(', ')}.`,
    `LOG_LEVEL must be one of: ${logLevels.join(', ')}.`,
  )
}
