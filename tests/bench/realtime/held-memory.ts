import type { RunningServer } from './server-process'

/** Of a server process, in megabytes. */
export interface Memory {
  /** The JavaScript heap and buffers. */
  held: number
  /** The heap and all that it keeps outside of itself: the memory of PGlite's WebAssembly too, which grows in steps. */
  external: number
  resident: number
}

/** After garbage collection. */
export const memoryOf = async (server: RunningServer): Promise<Memory> => {
  const { heapUsed, arrayBuffers, external, rss } = await server.ask<NodeJS.MemoryUsage>('memory')
  const inMegabytes = (bytes: number): number => bytes / 1_000_000
  return {
    held: inMegabytes(heapUsed + arrayBuffers),
    external: inMegabytes(heapUsed + external),
    resident: inMegabytes(rss),
  }
}

export const difference = (one: Memory, other: Memory): Memory => ({
  held: one.held - other.held,
  external: one.external - other.external,
  resident: one.resident - other.resident,
})

export const perItem = ({ held, external, resident }: Memory, count: number): Memory => ({
  held: held / count,
  external: external / count,
  resident: resident / count,
})
