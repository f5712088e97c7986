/** The page's title is its only h1: a text's headings of level 1 and 2 come under it, those of level 3 under them. */
export function headingTag(level: number): 'h2' | 'h3' {
  return level < 3 ? 'h2' : 'h3'
}
