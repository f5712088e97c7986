import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Bus } from './bus/bus'
import type { Observer } from './realtime/observer'
import type { Rooms } from './realtime/rooms'

export type Metrics = ReturnType<typeof createMetrics>

/** Seconds of a commit: from what a quiet machine needs to what people notice. */
const commitBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** What the server measures of itself, in the words of Prometheus. Numbers and reasons; no names, no text. */
export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  // Milliseconds; at the usual ten the looking itself takes a part of an idle server's time.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 50 })
  const count = (name: string, help: string, ...labelNames: string[]) =>
    new Counter({ name: `reliance_${name}`, help, labelNames, registers })

  const updates = count('updates_total', 'Updates of documents that were written')
  const failures = count('commit_failures_total', 'Commits of updates that failed and were tried again')
  const relayed = count('relayed_bytes_total', 'Bytes of updates that were sent to browsers')
  const refused = count('refused_total', 'Messages that were refused', 'reason')
  const closed = count('closed_total', 'Document sockets that the server closed', 'reason')
  const commits = new Histogram({
    name: 'reliance_commit_seconds',
    help: 'From the coming of an update to its durable write, of the oldest update in each commit',
    buckets: commitBuckets,
    registers,
  })

  const observer: Observer = {
    committed: (written, milliseconds) => {
      updates.inc(written)
      commits.observe(milliseconds / 1000)
    },
    commitFailed: () => failures.inc(),
    relayed: (bytes, receivers) => relayed.inc(bytes * receivers),
    refused: (reason) => refused.inc({ reason }),
    closed: (reason) => closed.inc({ reason }),
  }

  /** What is read off at the moment of asking. */
  function read(name: string, help: string, value: () => number): void {
    new Gauge({
      name: `reliance_${name}`,
      help,
      registers,
      collect() {
        this.set(value())
      },
    })
  }

  return {
    observer,
    contentType: registry.contentType,
    text: (): Promise<string> => registry.metrics(),
    watch({ rooms, bus }: { rooms: Rooms; bus: Bus }): void {
      read('connections', 'Open document sockets', () => rooms.openConnections)
      read('rooms', 'Documents in memory', () => rooms.openRooms)
      read('queued_updates', 'Updates that wait for a commit', () => rooms.queueLength)
      read('bus_connected', 'Whether all that another process says arrives', () => Number(bus.isConnected))
      read('bus_dropped', 'Messages to other processes that the bus did not take', () => bus.dropped)
    },
  }
}
