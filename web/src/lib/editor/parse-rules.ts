import type { TagParseRule } from '@tiptap/pm/model'

const deepest = 4
const blocksInItem = 'p, div, ul, ol, h1, h2, h3, h4, h5, h6, blockquote'

/** How many lists an item stands in, less one. */
function listDepth(element: Element): number {
  let depth = -1
  for (let list = element.closest('ul, ol'); list; list = list.parentElement?.closest('ul, ol') ?? null)
    depth += 1
  return Math.min(Math.max(depth, 0), deepest)
}

function listItem(element: Element) {
  const kind = element.closest('ul, ol')?.nodeName === 'OL' ? 'ordered' : 'bullet'
  return { kind, depth: listDepth(element) }
}

const beginsWithBlock = (element: Element) => element.firstElementChild?.matches(blocksInItem) ?? false
const hasOwnText = (element: Element) =>
  [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim())

const heading = (tag: string, level: number): TagParseRule => ({ tag, attrs: { kind: 'heading', level } })

/** How pasted HTML becomes textblocks: wrappers disappear, what they said becomes attributes. */
export const parseRules: TagParseRule[] = [
  {
    // Copied from an editor like this one.
    tag: '[data-kind]',
    priority: 60,
    getAttrs: ({ dataset }) => ({
      kind: dataset.kind,
      level: Number(dataset.level ?? 1),
      depth: Number(dataset.depth ?? 0),
    }),
  },
  // An item that holds paragraphs is made of them; the item itself is no block of its own.
  {
    tag: 'li',
    getAttrs: (element) => (beginsWithBlock(element) && !hasOwnText(element) ? false : listItem(element)),
  },
  { tag: 'li > p:first-child', priority: 55, getAttrs: listItem },
  { tag: 'blockquote > p', priority: 55, attrs: { kind: 'quote' } },
  { tag: 'blockquote', getAttrs: (element) => !beginsWithBlock(element) && { kind: 'quote' } },
  heading('h1', 1),
  heading('h2', 2),
  heading('h3', 3),
  heading('h4', 3),
  heading('h5', 3),
  heading('h6', 3),
  { tag: 'p' },
  { tag: 'pre' },
]
