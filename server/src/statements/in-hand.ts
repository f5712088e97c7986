import type { StatementInHand, ThreadInHand } from '@reliance/shared/expectations/circumstances'
import type { ThreadInvolvement } from '../comments/service'
import type { StatementsParts } from './parts'
import { selectStatements, type StoredStatement } from './store'

export type StatementsInHand = {
  /** Whether a round is open is for deliberation to say. */
  statements: Omit<StatementInHand, 'hasOpenRound'>[]
  /** Those that wait for an outcome. */
  threads: ThreadInHand[]
}

/** How the statements of a committee stand for one person; the caller has been authorised. */
export function createStatementsInHand({
  database,
  documents,
  comments,
}: Pick<StatementsParts, 'database' | 'documents' | 'comments'>) {
  return async function inHand(committeeId: string, personId: string): Promise<StatementsInHand> {
    const [statements, threads, writers] = await Promise.all([
      selectStatements(database.prisma, committeeId),
      comments.involvement(committeeId),
      documents.writers(committeeId),
    ])
    const touchedBy = new Map<string, Set<string>>()
    const touch = (documentId: string, people: string[]) => {
      const known = touchedBy.get(documentId) ?? new Set()
      touchedBy.set(documentId, new Set([...known, ...people]))
    }
    for (const writer of writers) touch(writer.documentId, [writer.personId])
    for (const { documentId, authorIds } of threads) touch(documentId, authorIds)

    const waiting = threads.filter(({ state }) => state === 'open' || state === 'answered')
    const inHandOf = (statement: StoredStatement) => {
      const { id, title, state, createdById, invitedWriterIds, documentId } = statement
      const touched = touchedBy.get(documentId) ?? new Set()
      return {
        id,
        title,
        state,
        createdById,
        invitedWriterIds,
        openThreads: waiting.filter((thread) => thread.documentId === documentId).length,
        touchedByMe: touched.has(personId),
        readers: [...touched].filter((one) => one !== createdById).length,
      }
    }
    const statementOf = new Map(statements.map(({ documentId, id }) => [documentId, id]))
    return {
      statements: statements.map(inHandOf),
      threads: waiting.flatMap((thread) => toThread(thread, statementOf.get(thread.documentId))),
    }
  }
}

/** Nothing for a thread of a free note. */
function toThread(
  { state, createdById, authorIds }: ThreadInvolvement,
  statementId: string | undefined,
): ThreadInHand[] {
  if (statementId === undefined || (state !== 'open' && state !== 'answered')) return []
  return [{ statementId, state, createdById, lastCommentById: authorIds.at(-1) ?? createdById }]
}
