import { createServer, type Server } from 'node:net'

const type = (letter: string, ...parts: Buffer[]) => {
  const body = Buffer.concat(parts)
  const head = Buffer.alloc(5)
  head.write(letter)
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}
const int16 = (value: number) => Buffer.from(Int16Array.of(value).buffer).swap16()
const int32 = (value: number) => Buffer.from(Int32Array.of(value).buffer).swap32()
const text = (value: string) => Buffer.from(`${value}\0`)

const ready = type('Z', Buffer.from('I'))
const welcome = Buffer.concat([type('R', int32(0)), ready])

/** One row with one text column. */
function answer(value: string): Buffer {
  const column = [text('number'), int32(0), int16(0), int32(25), int16(-1), int32(-1), int16(0)]
  return Buffer.concat([
    type('T', int16(1), ...column),
    type('D', int16(1), int32(value.length), Buffer.from(value)),
    type('C', text('SELECT 1')),
    ready,
  ])
}

/**
 * Speaks as much of PostgreSQL's protocol as it takes to say its version: a server that old cannot be had here,
 * and no real one lets its version be set.
 */
export function listenAsOldPostgresql(versionNumber: string): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer((socket) => {
      let greeted = false
      socket.on('error', () => undefined)
      socket.on('data', (message) => {
        if (!greeted) socket.write(welcome)
        else if (message.toString('latin1', 0, 1) === 'Q') socket.write(answer(versionNumber))
        greeted = true
      })
    })
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}
