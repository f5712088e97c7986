/** What makes a block a list item, and how deep. */
interface Listable {
  kind: string
  depth: number
}

export interface ListItem<Block> {
  block: Block
  /** Lists inside of this item. */
  lists: List<Block>[]
}

export interface List<Block> {
  ordered: boolean
  items: ListItem<Block>[]
}

/** What stands one after the other on a page: blocks, and lists made of the list items between them. */
export type Piece<Block> = { kind: 'block'; block: Block } | { kind: 'list'; list: List<Block> }

/**
 * Makes real lists of list items, which the document keeps flat. An item deeper than the one before it is in a list
 * inside of that one, however much deeper it says it is; a change between bullets and numbers begins another list.
 *
 *     groupLists([{ kind: 'bullet', depth: 0 }, { kind: 'bullet', depth: 1 }])
 *     // [{ kind: 'list', list: { ordered: false, items: [{ block, lists: [{ ordered: false, items: [...] }] }] } }]
 */
export const groupLists = <Block extends Listable>(blocks: Block[]): Piece<Block>[] => {
  const pieces: Piece<Block>[] = []
  let open: Level<Block>[] = []
  for (const block of blocks) {
    if (block.kind !== 'bullet' && block.kind !== 'ordered') {
      open = []
      pieces.push({ kind: 'block', block })
      continue
    }
    const ordered = block.kind === 'ordered'
    open = open.filter((level) => level.depth <= block.depth)
    const level = open.at(-1)
    if (level?.depth === block.depth && level.list.ordered === ordered) {
      level.list.items.push({ block, lists: [] })
      continue
    }
    if (level?.depth === block.depth) open.pop()
    const list = { ordered, items: [{ block, lists: [] }] }
    const parent = open.at(-1)?.list.items.at(-1)
    if (parent === undefined) pieces.push({ kind: 'list', list })
    else parent.lists.push(list)
    open.push({ depth: block.depth, list })
  }
  return pieces
}

interface Level<Block> {
  depth: number
  list: List<Block>
}
