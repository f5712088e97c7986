import { DomainError } from '@reliance/shared/errors'
import type { Trace } from '@reliance/shared/trace/contract'
import type { Caller } from '../caller'
import type { Database } from '../db/client'
import type { Deliberation } from '../deliberation/service'
import { charactersByAuthor } from '../documents/characters'
import type { ObjectReference } from '../object-reference'
import type { Roadmaps } from '../roadmap/service'
import type { Statements } from '../statements/service'
import { selectOrigins } from './store'

export type TraceService = ReturnType<typeof createTraceService>

/** The way back, by the "comes from" links that each act wrote in its own transaction. */
export function createTraceService(parts: {
  database: Database
  roadmap: Pick<Roadmaps, 'item'>
  deliberation: Pick<Deliberation, 'read'>
  statements: Pick<Statements, 'readVersion' | 'brief'>
}) {
  const { database, roadmap, deliberation, statements } = parts

  const origins = (object: ObjectReference): Promise<ObjectReference[]> => selectOrigins(database, object)

  return {
    origins,

    /** From a line of the roadmap to the words that caused it. */
    async read(caller: Caller, itemId: string): Promise<Trace> {
      const item = await roadmap.item(caller, itemId)
      const cameFrom = await origins({ type: 'roadmap-item', id: itemId })
      const nearest = (type: string): string => {
        const found = cameFrom.find((origin) => origin.type === type)
        if (!found) throw new DomainError('not-found')
        return found.id
      }
      const [round, { text, committeeId: _, ...version }, statement] = await Promise.all([
        deliberation.read(caller, nearest('round')),
        statements.readVersion(caller, nearest('version')),
        statements.brief(nearest('statement')),
      ])
      return { item, round, version, statement, text, characters: charactersByAuthor(text) }
    },
  }
}
