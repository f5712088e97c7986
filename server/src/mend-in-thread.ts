import type { Mend } from './realtime/mending'
import type { Workers } from './workers/pool'

/** Looks for what is to be made good beside the thread that serves people. */
export const mendInThread =
  (workers: Pick<Workers, 'run'>): Mend =>
  ({ state, movedText, updates }) =>
    workers.run('mend', { state, moved: movedText, updates })
