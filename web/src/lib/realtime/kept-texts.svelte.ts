/** A text of which this device holds changes that the server has not. */
export type KeptText = { documentId: string; title: string; path: string }

const nameOf = (personId: string) => `kept-texts:${personId}`

/** Grows with each change, so that what was read of the storage is read again. */
let version = $state(0)

/** Which texts this device keeps for a person; somebody else who signs in here has a list of their own. */
export const keptTexts = {
  of(personId: string): KeptText[] {
    void version
    try {
      return JSON.parse(localStorage.getItem(nameOf(personId)) ?? '[]') as KeptText[]
    } catch {
      return []
    }
  },
  has(personId: string, documentId: string): boolean {
    return this.of(personId).some((kept) => kept.documentId === documentId)
  },
  add(personId: string, text: KeptText): void {
    if (this.has(personId, text.documentId)) return
    write(personId, [...this.of(personId), text])
  },
  drop(personId: string, documentId: string): void {
    if (!this.has(personId, documentId)) return
    write(
      personId,
      this.of(personId).filter((kept) => kept.documentId !== documentId),
    )
  },
}

function write(personId: string, texts: KeptText[]): void {
  try {
    if (texts.length === 0) localStorage.removeItem(nameOf(personId))
    else localStorage.setItem(nameOf(personId), JSON.stringify(texts))
  } catch {
    // Storage is refused: the open page still holds the text, and warns before it is left.
  }
  version += 1
}
