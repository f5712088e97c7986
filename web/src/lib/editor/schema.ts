import { Mark, Node, mergeAttributes } from '@tiptap/core'
import { rereadAttribute } from '@reliance/shared/realtime/textblock'
import { headingTag } from './heading-tag'
import { safeHref } from './safe-href'
import { parseRules } from './parse-rules'

/** The whole text: textblocks one after the other, and nothing else. */
const Document = Node.create({ name: 'doc', topNode: true, content: 'textblock+' })

const Text = Node.create({ name: 'text', group: 'inline' })

const HardBreak = Node.create({
  name: 'hardBreak',
  group: 'inline',
  inline: true,
  selectable: false,
  parseHTML: () => [{ tag: 'br' }],
  renderHTML: () => ['br'],
  renderText: () => '\n',
})

/**
 * The one block. What it is (paragraph, heading, quote, list item) stands in its attributes: changing it never
 * re-creates its text, so that what a colleague types in it meanwhile is kept.
 */
const Textblock = Node.create({
  name: 'textblock',
  content: 'inline*',
  defining: true,
  addAttributes: () => ({
    kind: { default: 'paragraph', rendered: false },
    level: { default: 1, rendered: false },
    depth: { default: 0, rendered: false },
    section: { default: null, rendered: false },
    [rereadAttribute]: { default: null, rendered: false },
  }),
  parseHTML: () => parseRules,
  renderHTML({ node, HTMLAttributes }) {
    const { kind, level, depth } = node.attrs as BlockAttributes
    const tag = kind === 'heading' ? headingTag(level) : kind === 'quote' ? 'blockquote' : 'p'
    const data = { 'data-kind': kind, 'data-level': level, 'data-depth': depth }
    return [tag, mergeAttributes(HTMLAttributes, data), 0]
  },
})

const Bold = Mark.create({
  name: 'bold',
  parseHTML: () => [
    { tag: 'strong' },
    // Some word processors wrap whole documents in a `b` that is not bold.
    { tag: 'b', getAttrs: (element) => element.style.fontWeight !== 'normal' && null },
    { style: 'font-weight', getAttrs: (value) => /^(bold(er)?|[6-9]\d{2})$/.test(value) && null },
  ],
  renderHTML: () => ['strong', 0],
})

const Italic = Mark.create({
  name: 'italic',
  parseHTML: () => [{ tag: 'em' }, { tag: 'i' }, { style: 'font-style=italic' }],
  renderHTML: () => ['em', 0],
})

const Link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [
    { tag: 'a[href]', getAttrs: (element) => safeHref(element.getAttribute('href')) !== null && null },
  ],
  // A foreign client may have written any address: what is not safe is drawn without one.
  renderHTML: ({ mark }) => [
    'a',
    { href: safeHref(mark.attrs.href), rel: 'noopener noreferrer nofollow' },
    0,
  ],
})

export type BlockKind = 'paragraph' | 'heading' | 'quote' | 'bullet' | 'ordered'
export type BlockAttributes = {
  kind: BlockKind
  level: number
  depth: number
  section: string | null
  /** Is to be read again: people have changed it apart. */
  reread: true | null
}

export const deepest = 4
export const isListItem = ({ kind }: BlockAttributes): boolean => kind === 'bullet' || kind === 'ordered'

export const schemaExtensions = [Document, Text, Textblock, HardBreak, Bold, Italic, Link]
