import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { attacks, hangUp, sendAll, type Attack, type Opened } from '../../realtime/hostile-attacks'
import { malformed } from '../../realtime/malformed-frames'
import { violations } from '../../realtime/websocket-violations'
import type { Target } from './dialect'
import { HonestRoom } from './honest-room'
import { socketClassFor } from './hostile-socket'
import { pause } from './pace'
import { startServer, type RunningServer } from './server-process'
import { serverKinds, type Place, type ServerName } from './servers'

/** One after the other: what cannot be read, then what asks too much. */
export const allAttacks: [name: string, attack: Attack][] = [
  ...malformed.map(([name, frame]): [string, Attack] => [name, (place) => sendAll(place, [frame])]),
  ...violations,
  ...attacks,
]

/** The names of the attacks after which the server had ended, or the two others could no longer write to each other. */
export interface Damage {
  crashes: string[]
  broken: string[]
  relaysForgedCursor: boolean
}

const exchangeWithinMs = 2000
const attackWithinMs = 15_000
/** In which a crash shows. */
const settleMs = 200

/** Each attack in a document of its own, on the server that survived the last one, or else on a new one. */
export const attackServer = async (name: ServerName, place: Place): Promise<Damage> => {
  const damage: Damage = { crashes: [], broken: [], relaysForgedCursor: false }
  let server = await startServer(serverKinds[name], place)
  const restart = async (): Promise<void> => {
    await server.stop('SIGKILL')
    server = await startServer(serverKinds[name], place)
  }
  let last = 'before all'
  for (const [kind, attack] of allAttacks) {
    const documentId = randomUUID()
    let room = await enter(server, documentId)
    if (room === null) {
      damage.broken.push(`after ${last}`)
      await restart()
      room = await enter(server, documentId)
      if (room === null) throw new Error(`${name}: nobody can enter a new server`)
    }
    const outcome = await outcomeOf(server, documentId, room, attack)
    damage.relaysForgedCursor ||= room.sawForgedCursor
    room.leave()
    if (outcome === 'ended') damage.crashes.push(kind)
    if (outcome === 'broken') damage.broken.push(kind)
    if (outcome !== 'well') await restart()
    last = kind
  }
  await server.stop('SIGKILL')
  return damage
}

const enter = async (server: RunningServer, documentId: string): Promise<HonestRoom | null> => {
  if (hasEnded(server)) return null
  await server.makeDocuments([documentId])
  const room = new HonestRoom(sameAddresses(server), documentId)
  try {
    await room.enter()
    return room
  } catch {
    room.leave()
    return null
  }
}

const outcomeOf = async (
  server: RunningServer,
  documentId: string,
  room: HonestRoom,
  attack: Attack,
): Promise<'well' | 'broken' | 'ended'> => {
  const { origin } = server.target
  const Socket = socketClassFor(server.target, documentId)
  const attacked = attack({ origin, documentId, person: 'hostile', Socket }, room.victim.doc)
  const over = new AbortController()
  const nothing = (): Opened[] => []
  const opened = await Promise.race([
    // An attacker who is turned away has opened nothing.
    attacked.catch(nothing),
    once(server.process, 'exit', { signal: over.signal }).then(nothing, nothing),
    pause(attackWithinMs).then(nothing),
  ])
  over.abort()
  await pause(settleMs)
  const exchanged = await room.exchanges(exchangeWithinMs)
  opened.forEach(hangUp)
  await pause(settleMs)
  if (hasEnded(server)) return 'ended'
  return exchanged ? 'well' : 'broken'
}

const hasEnded = ({ process: { exitCode, signalCode } }: RunningServer): boolean =>
  exitCode !== null || signalCode !== null

/** The attacks of our own tests go to the addresses of our own documents; the peers take any address. */
const sameAddresses = ({ target }: RunningServer): Target => ({
  ...target,
  path: serverKinds.postgresql.path,
})
