import type { ChildProcess } from 'node:child_process'

/** Asks a child process something by name; rejects when the child says that it failed, or ends. */
export type Ask = <Result>(name: string, given?: unknown) => Promise<Result>

interface Answer {
  number: number
  result?: unknown
  failure?: string
}

export const askingOf = (child: ChildProcess): Ask => {
  const waiting = new Map<number, { resolve(result: never): void; reject(error: Error): void }>()
  let last = 0
  child.on('message', (message: Answer) => {
    const asked = waiting.get(message.number)
    if (asked === undefined) return
    waiting.delete(message.number)
    if (message.failure === undefined) asked.resolve(message.result as never)
    else asked.reject(new Error(message.failure))
  })
  child.on('exit', (code, signal) => {
    for (const { reject } of waiting.values()) reject(new Error(`the process ended with ${code ?? signal}`))
    waiting.clear()
  })
  return (name, given) =>
    new Promise((resolve, reject) => {
      if (!child.connected) return reject(new Error('the process has ended'))
      const number = (last += 1)
      waiting.set(number, { resolve, reject })
      child.send({ number, ask: name, given })
    })
}

/** The other side: answers by name, one after the other. */
export const answerAsks = (answers: Record<string, (given: never) => unknown>): void => {
  process.on('message', ({ number, ask, given }: { number: number; ask: string; given: never }) => {
    void (async () => {
      try {
        const result = await answers[ask]?.(given)
        process.send?.({ number, result })
      } catch (error) {
        process.send?.({ number, failure: String(error instanceof Error ? error.stack : error) })
      }
    })()
  })
  process.on('disconnect', () => process.exit(0))
}
