import type { Database } from '../db/client'
import type { ObjectReference } from '../object-reference'

/** Everything that an object comes from, by the links of the journal, nearest first. */
export async function selectOrigins(database: Database, from: ObjectReference): Promise<ObjectReference[]> {
  return database.prisma.$queryRaw<ObjectReference[]>`
    WITH RECURSIVE origins (type, id, steps) AS (
      SELECT to_type, to_id, 1 FROM provenance_links WHERE from_type = ${from.type} AND from_id = ${from.id}::uuid
      UNION
      SELECT link.to_type, link.to_id, origins.steps + 1
      FROM origins JOIN provenance_links link ON link.from_type = origins.type AND link.from_id = origins.id
      WHERE origins.steps < 20
    )
    SELECT type, id FROM origins GROUP BY type, id ORDER BY min(steps), type, id`
}
