import { appendBlocksUpdate, attributedBlocks, templateClientId } from '@reliance/shared/realtime/document'
import { carryAuthors } from '@reliance/shared/realtime/moved-text'
import { emptyUpdate } from '@reliance/shared/realtime/update'
import { HeadlessEditor } from './moved-text-editor'

export const alice = 101
export const bruno = 202
export const chloe = 303

/** People who write one document, each in their own editor, and the server's log of it. */
export class People {
  readonly editors: HeadlessEditor[]
  #state: Uint8Array = appendBlocksUpdate(emptyUpdate, templateClientId, [{ runs: [] }], null)
  #moved: Uint8Array | null = null
  #log: Uint8Array[] = []

  constructor(clientIds: number[] = [alice, bruno, chloe]) {
    this.editors = clientIds.map((id) => new HeadlessEditor(id, this.#state))
  }

  get a(): HeadlessEditor {
    return this.editors[0] as HeadlessEditor
  }
  get b(): HeadlessEditor {
    return this.editors[1] as HeadlessEditor
  }
  get c(): HeadlessEditor {
    return this.editors[2] as HeadlessEditor
  }

  /** Everybody gets what the others have done, in the order of the log. */
  meet(): this {
    this.#exchange()
    return this
  }

  #exchange(): boolean {
    const before = this.#log.length
    for (const editor of this.editors) {
      const updates = editor.takeUpdates()
      this.#log.push(...updates)
      for (const other of this.editors) if (other !== editor) other.receive(updates)
    }
    return this.#log.length > before
  }

  /** The server gets an update that no editor is waiting for. */
  receive(update: Uint8Array): void {
    this.#log.push(update)
    for (const editor of this.editors) editor.receive([update])
  }

  get text(): string {
    return this.a.text
  }

  /** One does something, and all the others see it; whether there was anything to see. */
  does(editor: HeadlessEditor, act: (editor: HeadlessEditor) => unknown): boolean {
    act(editor.pause())
    return this.#exchange()
  }

  /** The log becomes one state. */
  compact(): this {
    const { state, moved } = carryAuthors({ state: this.#state, moved: this.#moved, updates: this.#log })
    this.#state = state
    this.#moved = moved
    this.#log = []
    return this
  }

  /** The blocks, each as its stretches with the letter of their author: `A:Bonjour |B:à tous`. */
  lines(): string[] {
    this.compact()
    return attributedBlocks(this.#state, this.#moved).map(({ runs }) => {
      const stretches: { name: string; text: string }[] = []
      for (const { text, clientId } of runs) {
        const name = names.get(clientId) ?? String(clientId)
        const last = stretches.at(-1)
        if (last?.name === name) last.text += text
        else stretches.push({ name, text })
      }
      return stretches.map(({ name, text }) => `${name}:${text}`).join('|')
    })
  }

  /** How many characters each has written of what stands. */
  shares(): Map<number, number> {
    this.compact()
    const shares = new Map<number, number>()
    for (const { runs } of attributedBlocks(this.#state, this.#moved))
      for (const { text, clientId } of runs) shares.set(clientId, (shares.get(clientId) ?? 0) + text.length)
    return shares
  }

  close(): void {
    for (const editor of this.editors) editor.close()
  }
}

const names = new Map([
  [alice, 'A'],
  [bruno, 'B'],
  [chloe, 'C'],
])
