/** A blink of the network, or a page that is being left, is not worth a banner. */
const grace = 2500

let offline = $state(false)
let timer: ReturnType<typeof setTimeout> | undefined

/** Whether the server can be reached, as the whole interface shows it. Browser only. */
export const connection = {
  get offline(): boolean {
    return offline
  },
  set(connected: boolean): void {
    clearTimeout(timer)
    if (connected) offline = false
    else timer = setTimeout(() => (offline = true), grace)
  },
}
