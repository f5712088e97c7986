import path from 'node:path'
import { readConfig } from '@reliance/server/config'
import { StartRefusal } from '@reliance/server/start-refusal'
import { describe, expect, it } from 'vitest'

describe('the configuration', () => {
  it('needs nothing to be set', () => {
    expect(readConfig({})).toEqual({
      port: 4000,
      host: '127.0.0.1',
      dataDir: path.resolve('data'),
      trustProxy: false,
      connectionsPerPerson: 64,
      logLevel: 'info',
    })
  })

  it('takes what is set, and an empty variable as one that is not', () => {
    const config = readConfig({
      PORT: '8080',
      HOST: '',
      DATA_DIR: 'elsewhere',
      DATABASE_URL: 'postgresql://reliance@db/reliance',
      REDIS_URL: 'rediss://:secret@cache:6380/1',
      SMTP_URL: 'smtps://mail.example.org',
      SMTP_FROM: 'Comité <comite@example.org>',
      PUBLIC_URL: 'https://reliance.example.org/',
      TRUST_PROXY: '1',
      METRICS_TOKEN: 'secret',
      CONNECTIONS_PER_PERSON: '8',
      LOG_LEVEL: 'warn',
    })
    expect(config).toEqual({
      port: 8080,
      host: '127.0.0.1',
      dataDir: path.resolve('elsewhere'),
      databaseUrl: 'postgresql://reliance@db/reliance',
      redisUrl: 'rediss://:secret@cache:6380/1',
      smtpUrl: 'smtps://mail.example.org',
      smtpFrom: 'Comité <comite@example.org>',
      publicUrl: 'https://reliance.example.org',
      trustProxy: 1,
      metricsToken: 'secret',
      connectionsPerPerson: 8,
      logLevel: 'warn',
    })
  })

  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true)
  })

  it.each([
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['DATABASE_URL', 'mysql://db/reliance'],
    ['DATABASE_URL', 'not an address'],
    ['REDIS_URL', 'http://127.0.0.1:6379'],
    ['REDIS_URL', '127.0.0.1:6379'],
    ['REDIS_URL', 'redis://127.0.0.1:6379'],
    ['SMTP_URL', 'https://mail.example.org'],
    ['PUBLIC_URL', 'reliance.example.org'],
    ['TRUST_PROXY', 'yes'],
    ['LOG_LEVEL', 'loud'],
  ])('refuses %s=%s in one sentence that names the variable', (name, value) => {
    const read = () => readConfig({ [name]: value })
    expect(read).toThrow(StartRefusal)
    expect(read).toThrow(new RegExp(`^${name} [^\\n]+ / ${name} [^\\n]+$`))
  })

  it('refuses Redis beside the embedded database, which one process alone can have', () => {
    const read = () => readConfig({ REDIS_URL: 'redis://:secret@127.0.0.1:6379' })
    expect(read).toThrow(
      /^REDIS_URL ne sert qu’avec DATABASE_URL .+ \/ REDIS_URL is of use only with DATABASE_URL: .+$/,
    )
    expect(read).not.toThrow(/secret/)
  })

  it('does not repeat an address that may hold a password', () => {
    expect(() => readConfig({ DATABASE_URL: 'mysql://reliance:secret@db' })).not.toThrow(/secret/)
  })
})
