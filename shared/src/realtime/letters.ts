/** Whether the text has a letter or a number in it: only then is it, or is it part of, a word. */
export const hasLetter = (text: string | undefined): boolean =>
  text !== undefined && /[\p{L}\p{N}]/u.test(text)
