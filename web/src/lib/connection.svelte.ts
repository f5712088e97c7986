import { untrack } from 'svelte'

/** A blink of the network, or a page that is being left, is not worth a banner. */
const grace = 2500

let offline = $state(false)
let tellers = $state(0)
let timer: ReturnType<typeof setTimeout> | undefined

/** Whether the server can be reached, as the whole interface shows it. Browser only. */
export const connection = {
  get offline(): boolean {
    return offline
  },
  /** A part of the page says itself that the server cannot be reached: once is enough. */
  get isToldElsewhere(): boolean {
    return tellers > 0
  },
  /** From now on this part says it; gives what ends that. */
  tell(): () => void {
    untrack(() => tellers++)
    return () => void untrack(() => tellers--)
  },
  set(connected: boolean): void {
    clearTimeout(timer)
    if (connected) offline = false
    else timer = setTimeout(() => (offline = true), grace)
  },
}
