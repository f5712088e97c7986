import { attributedBlocks } from '@reliance/shared/realtime/document'
import {
  authorsOfLog,
  carryAuthors,
  mendingsOfLog,
  mendOrCarry,
  type FollowedText,
} from '@reliance/shared/realtime/moved-text'
import { refreshAnchors, type KeptAnchor } from '@reliance/shared/realtime/refresh-anchors'
import { uint32 } from 'lib0/random'

/** What a thread can be asked for. Inputs and results are bytes and plain data: they are copied or handed over. */
export const jobs = {
  /** A log as one small state, with who wrote the text that was moved; or what is to be made good first. */
  compact: (log: FollowedText) => mendOrCarry(log, uint32),

  /** What is to be made good in a log, because people wrote apart. */
  mend: (log: FollowedText) => mendingsOfLog(log, uint32),

  /** Where the anchors of comments hang after a log; null where they hang nowhere. */
  anchor: ({ anchors, ...log }: FollowedText & { anchors: KeptAnchor[] }) => refreshAnchors(log, anchors),

  /** The blocks of a state with the authors that its log tells; null shows the log itself. */
  attribute: ({ shown, ...log }: FollowedText & { shown: Uint8Array | null }) => {
    if (shown !== null) return attributedBlocks(shown, authorsOfLog(log))
    const { state, moved } = carryAuthors(log)
    return attributedBlocks(state, moved)
  },
}

export type JobName = keyof typeof jobs
export type JobInput<Name extends JobName> = Parameters<(typeof jobs)[Name]>[0]
export type JobResult<Name extends JobName> = ReturnType<(typeof jobs)[Name]>

/** What goes to a thread, one job at a time, and what comes back. */
export type JobRequest = { [Name in JobName]: { name: Name; input: JobInput<Name> } }[JobName]
export type JobAnswer = { result: unknown } | { failure: string }
