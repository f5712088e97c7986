import { blocksToText, readBlocks } from '@reliance/shared/realtime/document'
import { IndexeddbPersistence } from 'y-indexeddb'
import { Doc } from 'yjs'
import { keptTexts } from './kept-texts.svelte'

/** Of one person: what they wrote is never sent by somebody else who signs in on this device. */
const nameOf = (personId: string, documentId: string) => `reliance:${personId}:${documentId}`

/** Longer than any device takes; without an answer the text comes from the server alone. */
const patience = 3000

/** Keeps a document on this device, with what was kept of it before, from now on. */
export function keepOnDevice(personId: string, documentId: string, doc: Doc) {
  const kept = new IndexeddbPersistence(nameOf(personId, documentId), doc)
  return {
    /** What was kept is in the document, or cannot be had. */
    loaded: Promise.race([
      kept.whenSynced.then(() => undefined),
      new Promise<void>((resolve) => setTimeout(resolve, patience)),
    ]),
    /** Whether this is its own change to the document. */
    isOrigin: (origin: unknown): boolean => origin === kept,
    forget: (): Promise<void> => kept.clearData(),
  }
}

export type KeptOnDevice = ReturnType<typeof keepOnDevice>

/** What is kept of a document, as plain text. */
export async function readKept(personId: string, documentId: string): Promise<string> {
  const doc = new Doc()
  const { loaded } = keepOnDevice(personId, documentId, doc)
  await loaded
  const text = blocksToText(readBlocks(doc))
  doc.destroy()
  return text
}

export async function forgetKept(personId: string, documentId: string): Promise<void> {
  const doc = new Doc()
  await keepOnDevice(personId, documentId, doc).forget()
  doc.destroy()
}

/** All that this device keeps for a person; a page that still holds a text of theirs is not waited for. */
export async function forgetAllKept(personId: string): Promise<void> {
  const forgetting = keptTexts.of(personId).map(async ({ documentId }) => {
    keptTexts.drop(personId, documentId)
    await forgetKept(personId, documentId)
  })
  await Promise.race([
    Promise.allSettled(forgetting),
    new Promise((resolve) => setTimeout(resolve, patience)),
  ])
}
