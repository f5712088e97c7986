/** What is being typed and not sent yet, kept by this browser tab: a reload or a wrong link loses nothing. */
export function keptDraft(key: string) {
  const name = `reliance:draft:${key}`
  return {
    read: (): string => (typeof sessionStorage === 'undefined' ? '' : (sessionStorage.getItem(name) ?? '')),
    write(text: string): void {
      if (text) sessionStorage.setItem(name, text)
      else sessionStorage.removeItem(name)
    },
  }
}
