import { Doc } from 'yjs'
import { createProvider } from './provider'

/** `connecting` until the server first answers; `saved` means durable, for all that was typed here. */
export type SaveState = 'connecting' | 'saving' | 'saved' | 'offline' | 'ended'

/** A document that is open in this browser, with what the screen says about its connection. */
export function openDocument(documentId: string) {
  const doc = new Doc()
  let saveState = $state<SaveState>('connecting')
  let ready = $state(false)
  let denied = $state<string>()
  let endCode = $state<number>()

  function refresh(): void {
    if (endCode !== undefined) saveState = 'ended'
    else if (provider.isConnected) saveState = provider.isDurable ? 'saved' : ready ? 'saving' : 'connecting'
    else if (ready || lost) saveState = 'offline'
    if (provider.isSynced) ready = true
  }

  let lost = false
  const provider = createProvider(documentId, doc, {
    onChange: () => {
      lost ||= !provider.isConnected
      // The provider sends in the same turn as the change: what counts is how things stand after it.
      queueMicrotask(refresh)
    },
    onDenied: (reason) => (denied = reason),
    onEnd: (code) => {
      endCode = code
      refresh()
    },
  })

  return {
    doc,
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
    /** The code by which the server closed for good. */
    get endCode(): number | undefined {
      return endCode
    },
    close(): void {
      provider.close()
      doc.destroy()
    },
  }
}

export type DocumentConnection = ReturnType<typeof openDocument>
