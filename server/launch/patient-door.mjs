import { createServer, request as ask } from 'node:http'
import { connect, createServer as createSocketServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** Milliseconds. */
const pauseBetweenTries = 100
const patience = 30_000

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server.address().port))
  })
}

/** Any port that is free now. */
export async function freePort() {
  const probe = createSocketServer()
  const port = await listen(probe, 0)
  await new Promise((resolve) => probe.close(resolve))
  return port
}

/** Tries until something else than null comes of it, or nobody waits any more. */
async function patiently(attempt, visitor) {
  const deadline = Date.now() + patience
  while (!visitor.destroyed && Date.now() < deadline) {
    const result = await attempt()
    if (result) return result
    await pause(pauseBetweenTries)
  }
  return null
}

/** The server's answer, or null when it could not take the request: it is not there, or it is just closing (503). */
function send(port, { method, url, headers }, body) {
  return new Promise((resolve, reject) => {
    const sent = ask({ host: '127.0.0.1', port, method, path: url, headers, agent: false }, (answer) => {
      if (answer.statusCode !== 503) return resolve(answer)
      answer.resume()
      resolve(null)
    })
    sent.once('error', (error) => {
      if (error.code === 'ECONNREFUSED' || method === 'GET') resolve(null)
      else reject(error)
    })
    sent.end(body)
  })
}

async function passOn(port, visitor, response) {
  const parts = []
  for await (const part of visitor) parts.push(part)
  const body = Buffer.concat(parts)
  const answer = await patiently(() => send(port, visitor, body), response)
  if (!answer) return response.destroy()
  response.writeHead(answer.statusCode, answer.headers)
  answer.once('error', () => response.destroy())
  answer.pipe(response)
}

function tryToConnect(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket))
    socket.once('error', () => resolve(null))
  })
}

async function passSocketOn(port, { method, url, rawHeaders }, visitor, head) {
  visitor.on('error', () => visitor.destroy())
  const server = await patiently(() => tryToConnect(port), visitor)
  if (!server) return visitor.destroy()
  server.on('error', () => server.destroy())
  server.once('close', () => visitor.destroySoon())
  visitor.once('close', () => server.destroySoon())
  const lines = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1]}`] : []))
  server.write([`${method} ${url} HTTP/1.1`, ...lines, '', ''].join('\r\n'))
  server.write(head)
  visitor.pipe(server).pipe(visitor)
}

/**
 * Stands before a server that is restarted often: what comes while nobody answers on `port` waits until somebody does,
 * so that a page asked for at that moment is late instead of broken. Gives back the door's own port.
 */
export function openPatientDoor(port) {
  const door = createServer((visitor, response) => {
    passOn(port, visitor, response).catch(() => response.destroy())
  })
  door.on('upgrade', (visitor, socket, head) => void passSocketOn(port, visitor, socket, head))
  return listen(door, 0)
}
