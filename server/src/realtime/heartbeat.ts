import type { WebSocket } from 'ws'

export interface Heartbeat {
  watch(socket: WebSocket): void
  /** It has said something: it is alive. */
  heard(socket: WebSocket): void
  /** No more beats; what is still open in a second is cut, so that no deaf peer holds up the end of the server. */
  stop(): void
}

/** Pings the sockets, ends those that have answered nothing for two beats, and calls `onBeat` for the rest. */
export const startHeartbeat = (intervalMs: number, onBeat: () => void): Heartbeat => {
  const silentBeats = new Map<WebSocket, number>()

  const beat = (): void => {
    for (const [socket, beats] of silentBeats) {
      if (beats >= 2) {
        socket.terminate()
        continue
      }
      silentBeats.set(socket, beats + 1)
      if (socket.readyState === socket.OPEN) socket.ping()
    }
    onBeat()
  }

  const timer = setInterval(beat, intervalMs)
  timer.unref()

  const heard = (socket: WebSocket): void => {
    if (silentBeats.has(socket)) silentBeats.set(socket, 0)
  }

  return {
    heard,
    watch: (socket) => {
      silentBeats.set(socket, 0)
      socket.on('pong', () => heard(socket))
      socket.on('close', () => silentBeats.delete(socket))
    },
    stop: () => {
      clearInterval(timer)
      setTimeout(() => {
        for (const socket of silentBeats.keys()) socket.terminate()
      }, 1000).unref()
    },
  }
}
