import { contentRoot, textblocksOf } from '@reliance/shared/realtime/textblock'
import { ContentString, XmlText, type Doc, type ID, type XmlElement } from 'yjs'

export type WordMaker = (author: string) => string

/** New words of two letters, no two alike, so that what is typed or deleted is often like what stands beside it. */
export const similarWords = (): WordMaker => {
  let count = 8
  return () => (count++).toString(2).replaceAll('0', 'e').replaceAll('1', 's')
}

/** New words that begin and end with a letter of their own: over a block's border the binding compares texts. */
export const distinctWords = (): WordMaker => {
  let count = 0
  return (author) => {
    const letter = String.fromCodePoint(0x4e00 + count)
    return `${letter}${author}${count++}${letter}`
  }
}

const words = /([一-鿿])[a-z]\d+\1|[es]+/g

/** Where a word stands: the id of its first letter, and of its block. */
export interface Place {
  letter: string
  block: string
}

/** All whole words of a document, and where each stands. */
export type Places = Map<string, Place[]>

export const placesOf = (doc: Doc): Places => {
  const places: Places = new Map()
  for (const element of textblocksOf(doc)) {
    const block = nameOf(element._item?.id)
    const { text, letters } = lettersOf(element)
    for (const { 0: word, index } of text.matchAll(words)) {
      const place = { letter: letters[index] ?? '', block }
      places.set(word, [...(places.get(word) ?? []), place])
    }
  }
  return places
}

export const blockIds = (doc: Doc, are: (element: XmlElement) => boolean = () => true): string[] =>
  textblocksOf(doc)
    .filter(are)
    .map(({ _item }) => nameOf(_item?.id))

/** The text of a block and the id of each of its letters. */
const lettersOf = (element: XmlElement): { text: string; letters: string[] } => {
  let text = ''
  const letters: string[] = []
  for (const child of element.toArray()) {
    if (!(child instanceof XmlText)) continue
    for (let item = child._start; item !== null; item = item.right) {
      if (item.deleted || !(item.content instanceof ContentString)) continue
      const { client, clock } = item.id
      text += item.content.str
      for (let at = 0; at < item.length; at++) letters.push(`${client}:${clock + at}`)
    }
  }
  return { text, letters }
}

const nameOf = (id: ID | undefined): string => (id === undefined ? contentRoot : `${id.client}:${id.clock}`)
