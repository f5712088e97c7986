import type { Mending } from '@reliance/shared/realtime/mend'
import { compactState } from '@reliance/shared/realtime/update'
import type { Log } from './append-queue'
import type { DocumentStorage } from './storage'

/** A document at one place of its log, what followed, and who wrote the text that had been moved. */
export interface CompactionInput {
  state: Uint8Array
  movedText: Uint8Array | null
  updates: Uint8Array[]
}

/** The document after all that, in its smallest form; or what is to be written first, because it would be lost. */
export type CompactionResult = { state: Uint8Array; movedText: Uint8Array | null } | { mendings: Mending[] }

export type Compact = (input: CompactionInput) => Promise<CompactionResult>

/** On this thread, and without looking at moved text. */
export const compactHere: Compact = async ({ state, updates, movedText }) => ({
  state: compactState([state, ...updates]),
  movedText,
})

/**
 * Replaces exactly what it has read: what is written meanwhile, by whomever, stays in the log (RT12). Writers do not
 * wait for it, and whatever happens to it the log is whole. Where there is something to make good, `mend` is called and
 * the log stays as it is: a compacted one has forgotten what it would take (RT22).
 */
export const compactLog = async (
  documentId: string,
  { storage, compact, log, mend }: { storage: DocumentStorage; compact: Compact; log: Log; mend: () => void },
): Promise<void> => {
  try {
    const stored = await storage.loadForCompaction(documentId)
    const [first, ...rest] = stored?.log ?? []
    const last = rest.at(-1)
    if (!stored || !first || !last) return
    const { movedText } = stored
    const result = await compact({ state: first.bytes, movedText, updates: rest.map(({ bytes }) => bytes) })
    if ('mendings' in result) return mend()
    await storage.replace(documentId, last.sequence, result.state, result.movedText)
  } catch (error) {
    log.error({ err: error, documentId }, 'document could not be compacted')
  }
}
