import { invalidate, invalidateAll } from '$app/navigation'
import { navigating } from '$app/state'
import { me } from '@reliance/shared/auth/contract'
import { liveKey, type LiveMessage } from '@reliance/shared/live/protocol'
import { ApiFailure, call } from './api'

const firstWait = 500
const longestWait = 30_000

type Listener = {
  onConnection: (connected: boolean) => void
  onSignedOut: () => void
}

/** A refused socket does not say why: the API does. */
async function isSignedOut(): Promise<boolean> {
  try {
    await call(fetch, me)
    return false
  } catch (failure) {
    return failure instanceof ApiFailure && failure.status === 401
  }
}

/** Loading the page again in the middle of a navigation would cancel it: the new page is waited for. */
async function navigationDone(): Promise<void> {
  await navigating.complete?.catch(() => undefined)
}

/**
 * Keeps `WS /api/live` open: each key that the server names is loaded again by the pages that said
 * `depends('live:' + key)`. After a time without connection everything is loaded again. Answers how to stop.
 */
export function followLive({ onConnection, onSignedOut }: Listener): () => void {
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
      if (wasConnected) void navigationDone().then(invalidateAll)
      wasConnected = true
    }
    socket.onmessage = async ({ data }: MessageEvent<string>) => {
      const { keys } = JSON.parse(data) as LiveMessage
      await navigationDone()
      if (keys.includes(liveKey.everything())) return void invalidateAll()
      for (const key of keys) void invalidate(`live:${key}`)
    }
    socket.onclose = () => void lost()
  }

  /** The browser knows at once what the socket would notice only by its silence. */
  function leave(): void {
    socket?.close()
    onConnection(false)
  }

  async function lost(): Promise<void> {
    if (stopped) return
    onConnection(false)
    if (await isSignedOut()) return onSignedOut()
    if (stopped) return
    // Spread out, so that fifty browsers do not come back in the same instant.
    timer = setTimeout(connect, wait * (0.75 + Math.random() / 2))
    wait = Math.min(wait * 2, longestWait)
  }

  function retryNow(): void {
    if (socket?.readyState === WebSocket.CLOSED) connect()
  }

  connect()
  window.addEventListener('offline', leave)
  window.addEventListener('online', retryNow)
  return () => {
    stopped = true
    clearTimeout(timer)
    window.removeEventListener('offline', leave)
    window.removeEventListener('online', retryNow)
    socket?.close()
  }
}
