import { allAttacks, attackServer, type Damage } from '../attack-server'
import type { Result, Scenario, Target } from '../scenario'
import { serverKinds, type ServerName } from '../servers'

/** One who means harm, again and again in another way, beside two who write. */
export const hostile: Scenario = {
  name: 'hostile',
  run: async ({ options, places, note }) => {
    const values = new Map<ServerName, Damage>()
    for (const name of options.servers) {
      const place = await places.open(name)
      try {
        const damage = await attackServer(name, place)
        note(`hostile: ${name} ${JSON.stringify(damage)}`)
        values.set(name, damage)
      } finally {
        await place.remove()
      }
    }
    return resultOf(values)
  },
}

const resultOf = (values: Map<ServerName, Damage>): Result => {
  const rows = [...values].map(([name, { crashes, broken, relaysForgedCursor }]) => [
    serverKinds[name].label,
    listed(crashes),
    listed(broken),
    relaysForgedCursor ? 'yes' : 'no',
  ])
  const targets: Target[] = [...values]
    .filter(([name]) => serverKinds[name].isOurs)
    .map(([name, { crashes, broken, relaysForgedCursor }]) => ({
      text: `${serverKinds[name].label}: ${crashes.length} crashes, ${broken.length} rooms broken, forged cursor ${relaysForgedCursor ? '' : 'not '}relayed (0, 0, not relayed)`,
      met: crashes.length === 0 && broken.length === 0 && !relaysForgedCursor,
    }))
  return {
    title: `${allAttacks.length} kinds of hostile connections`,
    method:
      'Those of malformed-frames.ts, websocket-violations.ts and hostile-attacks.ts in tests/realtime, once each, one after the other, in the dialect of the server; each in a new document in which two others write to each other. ' +
      'Crash: the server process has ended. Room broken: it has not, and what either of the two types does not come to the other within 2 s, or one of them is cut off. ' +
      'After both the server is begun again for the next attack. Forged cursor: one of the two is told of a cursor of the other that the attacker has sent.',
    columns: ['server', 'crashes', 'rooms broken', 'forged cursor relayed'],
    rows,
    targets,
  }
}

/** How many, and what the first ones are called. */
const listed = (names: string[]): string => {
  if (names.length === 0) return '0'
  const more = names.length > mostNamed ? '; …' : ''
  return `${names.length} (${names.slice(0, mostNamed).join('; ')}${more})`
}

const mostNamed = 3
