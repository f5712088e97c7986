import type { Compact } from './realtime/compaction'
import type { Workers } from './workers/pool'

/** Compaction beside the thread that serves people. Who wrote the text that was moved is carried along. */
export const compactInThread =
  (workers: Pick<Workers, 'run'>): Compact =>
  async ({ state, movedText, updates }) => {
    const result = await workers.run('compact', { state, moved: movedText, updates })
    return 'mendings' in result ? result : { state: result.state, movedText: result.moved }
  }
