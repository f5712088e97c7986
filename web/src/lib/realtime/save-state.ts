/**
 * `connecting` until the server first answers; `saved` means durable, for all that was typed here. `waiting`: the
 * server cannot keep anything at the moment; `partly`: it did not take a part of it.
 */
export type SaveState = 'connecting' | 'saving' | 'saved' | 'waiting' | 'partly' | 'offline' | 'ended'

/** How things stand between this browser and the server. */
export type Standing = {
  /** The server closed for good. */
  isEnded: boolean
  isConnected: boolean
  /** All that this browser has to say is kept. */
  isDurable: boolean
  /** The text as the server has it has been here. */
  isReady: boolean
  /** There was a connection, or an attempt at one, that failed. */
  wasLost: boolean
  /** The server has said that its storage does not answer. */
  isWaiting: boolean
  /** A change of this browser was not taken. */
  isDenied: boolean
}

export function saveStateOf(standing: Standing): SaveState {
  const { isEnded, isConnected, isDurable, isReady, wasLost, isWaiting, isDenied } = standing
  if (isEnded) return 'ended'
  if (!isConnected) return isReady || wasLost ? 'offline' : 'connecting'
  if (isDurable) return 'saved'
  if (isWaiting) return 'waiting'
  if (isDenied) return 'partly'
  return isReady ? 'saving' : 'connecting'
}

const unsavedStates: readonly SaveState[] = ['saving', 'waiting', 'partly', 'offline']

/** Whether something typed here would be lost with the page. */
export const isUnsaved = (state: SaveState): boolean => unsavedStates.includes(state)
