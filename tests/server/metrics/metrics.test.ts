import { once } from 'node:events'
import { createNote } from '@reliance/shared/notes/contract'
import { updateFrame } from '@reliance/shared/realtime/frames'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import WebSocket from 'ws'
import { typed } from '../../realtime/memory-socket'
import { buildTestApp, type TestApp } from '../../support/build-app'
import { testDatabases } from '../../support/database'
import { peopleCommittee, type TestCommittee } from '../../support/people'

const [pglite] = testDatabases()

describe('the metrics', () => {
  let app: TestApp
  let people: TestCommittee
  let origin: string

  beforeAll(async () => {
    app = await buildTestApp(await pglite!.open(), { metricsToken: 'un jeton' })
    people = await peopleCommittee(app)
    origin = await app.http.listen({ host: '127.0.0.1', port: 0 })
  })
  afterAll(() => app.close())

  const read = async (headers: Record<string, string> = { authorization: 'Bearer un jeton' }) => {
    const answer = await fetch(`${origin}/api/metrics`, { headers })
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
  }
  const valueOf = (text: string, name: string): number =>
    Number(new RegExp(`^${name.replaceAll(/[{}"]/g, '\\$&')} (\\S+)$`, 'm').exec(text)?.[1])

  it('count what is open, written and refused, without a name or a word', async () => {
    const { committeeId } = people
    const note = await app.call(people.member.cookie, createNote, {
      params: { committeeId },
      body: { title: 'Mesures' },
    })
    const open = async (cookie: string): Promise<WebSocket> => {
      const url = `${origin.replace('http', 'ws')}/api/documents/${note.documentId}/sync`
      const socket = new WebSocket(url, { headers: { cookie } })
      await once(socket, 'open')
      return socket
    }
    const [writer, reader] = [await open(people.member.cookie), await open(people.observer.cookie)]
    writer.send(updateFrame(typed(1001, 'secret-des-mots')))
    reader.send(updateFrame(typed(2002, 'refus')))
    await vi.waitFor(async () => {
      const { text } = await read()
      expect(valueOf(text, 'reliance_updates_total')).toBe(1)
      expect(valueOf(text, 'reliance_refused_total{reason="read-only"}')).toBe(1)
    })
    writer.send(new Uint8Array([9]))
    await vi.waitFor(async () => {
      const { text } = await read()
      expect(valueOf(text, 'reliance_closed_total{reason="malformed-message"}')).toBe(1)
      expect(valueOf(text, 'reliance_connections')).toBe(1)
      expect(valueOf(text, 'reliance_rooms')).toBe(1)
      expect(valueOf(text, 'reliance_queued_updates')).toBe(0)
      expect(valueOf(text, 'reliance_commit_seconds_count')).toBe(1)
      expect(valueOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(1e7)
      for (const secret of ['secret-des-mots', people.member.name, people.member.email, note.documentId]) {
        expect(text).not.toContain(secret)
      }
    })
    reader.terminate()
  })

  it('are in the format of Prometheus', async () => {
    const { type, text } = await read()
    expect(type).toContain('text/plain; version=0.0.4')
    for (const line of text.trim().split('\n')) {
      expect(line).toMatch(/^(# (HELP|TYPE) \S+ .+|[a-z0-9_]+(\{[^}]*\})? \S+|)$/)
    }
  })

  it('are not there for who has not the token', async () => {
    for (const headers of [{}, { authorization: 'Bearer autre' }, { cookie: people.coordinator.cookie }]) {
      expect((await read(headers as Record<string, string>)).status).toBe(404)
    }
  })

  it('are there without a token for this machine alone, and not through a proxy', async () => {
    const open = await buildTestApp(await pglite!.open())
    const address = await open.http.listen({ host: '127.0.0.1', port: 0 })
    expect((await fetch(`${address}/api/metrics`)).status).toBe(200)
    const forwarded = await fetch(`${address}/api/metrics`, { headers: { 'x-forwarded-for': '192.0.2.1' } })
    expect(forwarded.status).toBe(404)
    const away = await open.http.inject({ url: '/api/metrics', remoteAddress: '192.0.2.1' })
    expect(away.statusCode).toBe(404)
    await open.close()
  })
})
