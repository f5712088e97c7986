import * as Y from 'yjs'
import { addRange, withoutRanges, type Ranges } from './ranges'
import { updateWithout } from './update'

/**
 * The words that an update would add to a document that holds so much of each client: what a person has to read before
 * they take it. What it takes away again itself is left out. In the order of its structs, which is that of writing;
 * words that do not follow the ones before them begin a line.
 *
 *     addedWords(setAside, vectorOfUpdate(state))  // 'le dernier bus'
 */
export const addedWords = (update: Uint8Array, held: Map<number, number>): string => {
  const { structs, ds } = Y.decodeUpdate(updateWithout(update, held))
  const deletions: Ranges = new Map()
  for (const [client, items] of ds.clients) {
    for (const { clock, len } of items) addRange(deletions, client, clock, clock + len)
  }
  let words = ''
  for (const struct of structs) {
    if (!(struct instanceof Y.Item && struct.content instanceof Y.ContentString)) continue
    const text = keptText(struct, struct.content.str, deletions)
    words += text !== '' && words !== '' && !followsOn(struct) ? `\n${text}` : text
  }
  return words
}

const keptText = ({ id: { client, clock } }: Y.Item, text: string, deletions: Ranges): string => {
  const whole: Ranges = new Map([[client, [{ start: clock, end: clock + text.length }]]])
  const kept = withoutRanges(whole, deletions).get(client) ?? []
  return kept.map(({ start, end }) => text.slice(start - clock, end - clock)).join('')
}

/** Whether it was written right after what the same browser wrote just before. */
const followsOn = ({ id, origin }: Y.Item): boolean =>
  origin !== null && origin.client === id.client && origin.clock === id.clock - 1
