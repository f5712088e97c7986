import { keepOnDevice, type KeptOnDevice } from './kept-text'
import { keptTexts, type KeptText } from './kept-texts.svelte'
import type { Doc, Transaction } from 'yjs'

/** Whose changes they are, and where the text is found again. */
export type Keeping = Omit<KeptText, 'documentId'> & { personId: string }

/** How long changes may be on their way before the device keeps them. */
const tolerance = 1000

/**
 * Changes of this browser that the server does not have yet: they are kept on the device until it has, over a reload and
 * a closed browser, and sent when the text is opened again.
 */
export function followUnsent(documentId: string, doc: Doc, keeping: Keeping) {
  const { personId, title, path } = keeping
  let device: KeptOnDevice | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let areThere = keptTexts.has(personId, documentId)

  function keep(): void {
    clearTimeout(timer)
    timer = undefined
    keptTexts.add(personId, { documentId, title, path })
    device ??= keepOnDevice(personId, documentId, doc)
  }

  function changed(_update: Uint8Array, origin: unknown, _doc: Doc, { local }: Transaction): void {
    if (local && device?.isOrigin(origin) !== true) areThere = true
  }

  if (areThere) keep()
  doc.on('update', changed)
  return {
    /** What was kept before is in the document. */
    loaded: (device as KeptOnDevice | null)?.loaded ?? Promise.resolve(),
    get isKept(): boolean {
      return device !== null
    },
    /** To be told whenever the connection or what is known to be durable has changed. */
    standing({ isDurable, isConnected }: { isDurable: boolean; isConnected: boolean }): void {
      if (isDurable) {
        clearTimeout(timer)
        timer = undefined
        areThere = false
        void device?.forget()
        device = null
        keptTexts.drop(personId, documentId)
      } else if (areThere && device === null) {
        if (!isConnected) keep()
        else timer ??= setTimeout(keep, tolerance)
      }
    },
    /** Resolves when the document is not needed any more. */
    async stop(): Promise<void> {
      doc.off('update', changed)
      // Whoever leaves while changes are on their way finds them again.
      if (areThere && device === null && timer !== undefined) keep()
      clearTimeout(timer)
      await device?.loaded
    },
  }
}
