import { invalidate, invalidateAll } from '$app/navigation'
import type { LiveMessage } from '@reliance/shared/live/protocol'

const firstWait = 500
const longestWait = 30_000

/**
 * Keeps `WS /api/live` open: each key that the server names is loaded again by the pages that said
 * `depends('live:' + key)`. After a time without connection everything is loaded again. Answers how to stop.
 */
export function followLive(onConnection: (connected: boolean) => void): () => void {
  let socket: WebSocket | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let wait = firstWait
  let wasConnected = false
  let stopped = false

  function connect(): void {
    clearTimeout(timer)
    socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/live`)
    socket.onopen = () => {
      wait = firstWait
      onConnection(true)
      if (wasConnected) void invalidateAll()
      wasConnected = true
    }
    socket.onmessage = ({ data }: MessageEvent<string>) => {
      const { keys } = JSON.parse(data) as LiveMessage
      for (const key of keys) void invalidate(`live:${key}`)
    }
    socket.onclose = () => {
      if (stopped) return
      onConnection(false)
      // Spread out, so that fifty browsers do not come back in the same instant.
      timer = setTimeout(connect, wait * (0.75 + Math.random() / 2))
      wait = Math.min(wait * 2, longestWait)
    }
  }

  function retryNow(): void {
    if (socket?.readyState === WebSocket.CLOSED) connect()
  }

  connect()
  window.addEventListener('online', retryNow)
  return () => {
    stopped = true
    clearTimeout(timer)
    window.removeEventListener('online', retryNow)
    socket?.close()
  }
}
