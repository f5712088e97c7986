const safeProtocols = ['https:', 'http:', 'mailto:']

/** The address of a link if it leads to a page or a mailbox; null for anything that could run, or that is none. */
export function safeHref(value: unknown): string | null {
  if (typeof value !== 'string' || !URL.canParse(value)) return null
  return safeProtocols.includes(new URL(value).protocol) ? value : null
}

/** What a person typed as an address: `exemple.fr` is taken for a page, `nom@exemple.fr` for a mailbox. */
export function typedHref(value: string): string | null {
  const text = value.trim()
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)) return safeHref(`mailto:${text}`)
  return safeHref(text) ?? (/^[^\s:]+\.[^\s:]+/.test(text) ? safeHref(`https://${text}`) : null)
}
