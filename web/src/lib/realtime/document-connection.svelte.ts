import { closeCode } from '@reliance/shared/realtime/protocol'
import { decodeStateVector, Doc, encodeStateVector } from 'yjs'
import { holdsOthers } from './lacking'
import { createProvider } from './provider'
import { createRefusals } from './refusals'
import { saveStateOf, type SaveState } from './save-state'
import { followUnsent, type Keeping } from './unsent-changes'

/** From this many refusals on the person is told: one alone mends itself unseen. */
const toldFrom = 2

/**
 * A document that is open in this browser, with what the screen says about its connection. What the server does not have
 * is kept on the device, for the person whom `keeping` names.
 */
export function openDocument(documentId: string, keeping: Keeping) {
  const doc = new Doc()
  const unsent = followUnsent(documentId, doc, keeping)
  let isKept = $state(false)
  let saveState = $state<SaveState>('connecting')
  let ready = $state(false)
  let denied = $state<string>()
  let slowed = $state<string>()
  let endCode = $state<number>()

  let lost = false
  let startingOver = false
  const refusals = createRefusals()
  /** What this browser held when a part of it was set aside. */
  let setAside: Map<number, number> | null = null

  function refresh(): void {
    if (provider.isConnected) startingOver = false
    if (provider.isDurable) {
      denied = undefined
      slowed = undefined
      setAside = null
    }
    saveState = saveStateOf({
      isEnded: endCode !== undefined,
      isConnected: provider.isConnected || startingOver,
      isDurable: provider.isDurable,
      isReady: ready,
      wasLost: lost,
      isWaiting: provider.isWaiting,
      isDenied: denied !== undefined,
    })
    if (provider.isSynced) ready = true
    unsent.standing({ isDurable: provider.isDurable, isConnected: provider.isConnected })
    isKept = unsent.isKept
  }

  const provider = createProvider(documentId, doc, {
    onChange: () => {
      lost ||= !provider.isConnected
      // The provider sends in the same turn as the change: what counts is how things stand after it.
      queueMicrotask(refresh)
    },
    onDenied: (reason) => {
      denied = reason
      if (reason === 'set-aside') setAside = decodeStateVector(encodeStateVector(doc))
      queueMicrotask(refresh)
    },
    onAsked: (held) => {
      // What was set aside has been admitted: on another socket it counts as held.
      if (setAside === null || !holdsOthers(held, setAside, doc.clientID)) return
      setAside = null
      startingOver = true
      queueMicrotask(provider.startOver)
    },
    onClosed: (code, reason) => {
      if (code === closeCode.tooFast.code && refusals.add() >= toldFrom) slowed = reason
    },
    onEnd: (code) => {
      endCode = code
      refresh()
    },
  })

  let isClosed = false
  // What this device holds comes first: the server is then sent what it lacks.
  void unsent.loaded.then(() => !isClosed && provider.connect())

  return {
    doc,
    /** What the server does not have is kept on this device, whatever becomes of the page. */
    get isKept(): boolean {
      return isKept
    },
    awareness: provider.awareness,
    get saveState(): SaveState {
      return saveState
    },
    /** The text as the server has it is here; only then may anybody type. */
    get ready(): boolean {
      return ready
    },
    /** Why the server did not take a change of this browser. */
    get denied(): string | undefined {
      return denied
    },
    /** Why the server keeps closing, to let this browser in later. */
    get slowed(): string | undefined {
      return slowed
    },
    /** The code by which the server closed for good. */
    get endCode(): number | undefined {
      return endCode
    },
    close(): void {
      isClosed = true
      provider.close()
      void unsent.stop().then(() => doc.destroy())
    },
  }
}

export type DocumentConnection = ReturnType<typeof openDocument>
