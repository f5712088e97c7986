import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { yCursorPlugin } from '@tiptap/y-tiptap'
import type { Awareness } from 'y-protocols/awareness'
import type { PresentPerson } from '$lib/realtime/presence.svelte'

/** How long a name stays beside a caret that no longer moves. */
const nameShownFor = 2500

const paletteOf = ({ palette }: PresentPerson) => (palette === null ? '' : `palette-${palette}`)

/** Names are drawn for the eye only: a screen reader hears of the others in the list of who is here. */
function drawCaret(person: PresentPerson, clientId: number): HTMLElement {
  const caret = document.createElement('span')
  caret.className = `caret ${paletteOf(person)} is-moving`
  caret.dataset.client = String(clientId)
  caret.ariaHidden = 'true'
  const name = document.createElement('span')
  name.className = 'caret-name'
  name.textContent = person.name
  // Two joiners keep the line's height where the caret stands alone.
  caret.append('\u2060', name, '\u2060')
  fade(caret)
  return caret
}

const fading = new WeakMap<Element, ReturnType<typeof setTimeout>>()

function fade(caret: Element): void {
  caret.classList.add('is-moving')
  clearTimeout(fading.get(caret))
  fading.set(
    caret,
    setTimeout(() => caret.classList.remove('is-moving'), nameShownFor),
  )
}

type Changed = { added: number[]; updated: number[] }

/** Shows the name again while its owner moves or types. */
const showMoving = (awareness: Awareness) =>
  new Plugin({
    view: ({ dom }) => {
      const onChange = ({ added, updated }: Changed) => {
        for (const clientId of [...added, ...updated]) {
          const caret = dom.querySelector(`.caret[data-client="${clientId}"]`)
          if (caret) fade(caret)
        }
      }
      awareness.on('change', onChange)
      return { destroy: () => awareness.off('change', onChange) }
    },
  })

/** The carets and selections of the others, in the colours of their colleges. */
export const Carets = Extension.create<{ awareness: Awareness | null }>({
  name: 'carets',
  priority: 999,
  addOptions: () => ({ awareness: null }),
  addProseMirrorPlugins() {
    const { awareness } = this.options
    if (!awareness) return []
    return [
      yCursorPlugin(awareness, {
        cursorBuilder: drawCaret,
        selectionBuilder: (person: PresentPerson) => ({ class: `caret-selection ${paletteOf(person)}` }),
      }) as Plugin,
      showMoving(awareness),
    ]
  },
})
