import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lockFolder } from '@reliance/server/db/lock'
import { testPassword } from '../../support/people'
import { repository, runToEnd } from '../../support/process'

describe('npm run demo, then npm run recover', { timeout: 120_000 }, () => {
  let folder: string
  let dataDir: string

  beforeAll(() => {
    execFileSync(process.execPath, ['server/launch/build.mjs', 'generate', 'server'], { cwd: repository })
    folder = mkdtempSync(path.join(tmpdir(), 'reliance-demo-'))
    dataDir = path.join(folder, 'data')
  }, 300_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const demo = (environment: Record<string, string> = {}) =>
    runToEnd(['server/dist/demo.js'], { DATA_DIR: dataDir, DEMO_PASSWORD: testPassword, ...environment })
  const recover = (...parameters: string[]) =>
    runToEnd(['server/dist/recover.js', ...parameters], { DATA_DIR: dataDir })

  it('asks for the password before it touches anything', async () => {
    expect(await demo({ DEMO_PASSWORD: '' })).toMatchObject({
      code: 1,
      output: expect.stringMatching(/^Choisissez le mot de passe[^\n]*\n$/) as string,
    })
    expect(readdirSync(folder)).toEqual([])
  })

  it('finds no account where there is no data yet, and makes no folder', async () => {
    const { code, output } = await recover('coordination@example.org')
    expect(code).toBe(1)
    expect(output).toMatch(/^Aucun compte n’a l’adresse coordination@example\.org[^\n]*\n$/)
    expect(readdirSync(folder)).toEqual([])
  })

  it('leaves a folder alone where something else is kept', async () => {
    const other = path.join(folder, 'other')
    mkdirSync(other)
    writeFileSync(path.join(other, 'letter.txt'), 'Madame,')
    const { code, output } = await demo({ DATA_DIR: other })
    expect(code).toBe(1)
    expect(output).toMatch(/^Le dossier [^\n]*contient autre chose[^\n]*\n$/)
    expect(readdirSync(other)).toEqual(['letter.txt'])
  })

  it('fills an empty folder and says how to come in', async () => {
    const { code, output } = await demo({ PORT: '4321' })
    expect(output).toContain('coordination@example.org')
    expect(output).toContain('http://127.0.0.1:4321/sign-in')
    expect(code).toBe(0)
  }, 300_000)

  it('does nothing the second time', async () => {
    const { code, output } = await demo()
    expect(code).toBe(0)
    expect(output).toContain('déjà là')
  })

  it('makes a reset link for an account, however its address is written', async () => {
    const { code, output } = await recover(' Coordination@Example.org ')
    expect(code).toBe(0)
    expect(output).toMatch(/http:\/\/127\.0\.0\.1:4000\/new-password\/[\w-]{20,}/)
  })

  it('says that there is no such account, and that an address is needed', async () => {
    const unknown = await recover('personne@example.org')
    expect(unknown.code).toBe(1)
    expect(unknown.output).toMatch(/^Aucun compte n’a l’adresse personne@example\.org[^\n]*\n$/)
    const nothing = await recover()
    expect(nothing.code).toBe(1)
    expect(nothing.output).toMatch(/^Donnez l’adresse du compte/)
  })

  it('refuses, both of them, while a server runs on the folder', async () => {
    const lock = await lockFolder(dataDir)
    for (const refused of [await demo(), await recover('coordination@example.org')]) {
      expect(refused.code).toBe(1)
      expect(refused.output).toMatch(/^Le dossier de données [^\n]*arrêtez-le[^\n]*\n$/)
    }
    lock.release()
  })
})
