import { Authors, type Carrier, type TextPlace, type TextStretch } from './authors'

/** Text that was put elsewhere: the characters that stood at `from` stand, one by one, from `to` on. */
export interface Move {
  from: TextStretch
  to: TextPlace
}

/** The authors of a log, and by which moves its text came to where it is. */
export class Moves extends Authors {
  readonly #list: Move[] = []

  get list(): readonly Move[] {
    return this.#list
  }

  override carry(from: TextStretch, to: TextPlace): void {
    super.carry(from, to)
    this.#add(from, to)
  }

  /** For moves from which no author follows. */
  readonly again: Carrier = { carry: (from, to) => this.#add(from, to) }

  #add(from: TextStretch, to: TextPlace): void {
    this.#list.push({
      from: { client: from.client, clock: from.clock, length: from.length },
      to: { client: to.client, clock: to.clock },
    })
  }

  /** Where the character was put, each time that somebody put it elsewhere. */
  *from({ client, clock }: TextPlace): Generator<TextPlace> {
    for (const { from, to } of this.#list) {
      const offset = clock - from.clock
      if (from.client === client && offset >= 0 && offset < from.length)
        yield { client: to.client, clock: to.clock + offset }
    }
  }
}
