export type Toast = {
  id: number
  text: string
  kind: 'info' | 'success' | 'error'
  action?: { label: string; run: () => void }
}

/** Long enough to read twice; a toast with an action waits for a reader who has to find it by keyboard. */
const shownFor = 8000
const shownWithAction = 20_000

let lastId = 0
const list = $state<Toast[]>([])

/** What `ToastArea.svelte` shows. */
export const toasts = {
  get all(): readonly Toast[] {
    return list
  },
}

/** Says in passing that something was done, with a way to undo it where there is one. Browser only. */
export function toast(text: string, options: Partial<Pick<Toast, 'kind' | 'action'>> = {}): void {
  lastId += 1
  const id = lastId
  list.push({ id, text, kind: options.kind ?? 'success', action: options.action })
  setTimeout(() => dismiss(id), options.action ? shownWithAction : shownFor)
}

export function dismiss(id: number): void {
  const index = list.findIndex((one) => one.id === id)
  if (index >= 0) list.splice(index, 1)
}
