/** A text and what of it has not found its counterpart yet. */
export class Gaps {
  readonly text: string
  readonly #filled: Uint8Array

  constructor(text: string) {
    this.text = text
    this.#filled = new Uint8Array(text.length)
  }

  isOpen(at: number): boolean {
    return this.#filled[at] === 0
  }

  fill(start: number, length: number): void {
    this.#filled.fill(1, start, start + length)
  }

  /** What is open, in stretches as long as can be. */
  list(): { start: number; text: string }[] {
    const gaps: { start: number; text: string }[] = []
    for (let at = 0; at < this.text.length; at++) {
      const start = at
      while (this.isOpen(at)) at++
      if (at > start) gaps.push({ start, text: this.text.slice(start, at) })
    }
    return gaps
  }

  /** The hash of the window that begins at each place. */
  hashes(length: number): Int32Array {
    const hashes = new Int32Array(Math.max(0, this.text.length - length + 1))
    let highest = 1
    for (let power = 1; power < length; power++) highest = Math.imul(highest, base)
    let hash = 0
    for (let at = 0; at < this.text.length; at++) {
      if (at >= length) hash -= Math.imul(this.text.charCodeAt(at - length), highest)
      hash = Math.imul(hash, base) + this.text.charCodeAt(at)
      hash |= 0
      if (at >= length - 1) hashes[at - length + 1] = hash
    }
    return hashes
  }

  /** Finds the first places, `most` of them, where an open window has this hash. */
  windows(length: number): (hash: number, most: number) => number[] {
    const hashes = this.hashes(length)
    const mask = 2 ** Math.ceil(Math.log2(hashes.length + 1)) - 1
    const first = new Int32Array(mask + 1).fill(-1)
    const next = new Int32Array(hashes.length)
    for (let at = hashes.length - 1; at >= 0; at--) {
      const slot = slotOf(hashes[at] as number, mask)
      next[at] = first[slot] as number
      first[slot] = at
    }
    return (hash, most) => {
      const found: number[] = []
      const slot = slotOf(hash, mask)
      // What is filled meanwhile is forgotten on the way: it is passed over once.
      let last = -1
      let passed = 0
      for (let at = first[slot] as number; at !== -1 && passed < most; at = next[at] as number) {
        if (this.isOpen(at)) {
          if (hashes[at] === hash) found.push(at)
          last = at
          passed++
        } else if (last === -1) first[slot] = next[at] as number
        else next[last] = next[at] as number
      }
      return found
    }
  }
}

const base = 0x01000193

const slotOf = (hash: number, mask: number): number => (hash ^ (hash >>> 15)) & mask
