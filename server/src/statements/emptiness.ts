import type { AttributedText } from '@reliance/shared/realtime/schemas'

/** Whether nobody has written anything yet: the template's words, and its headings renamed, say nothing. */
export function isEmpty(text: AttributedText): boolean {
  return !text.blocks.some(
    ({ section, runs }) =>
      section === null && runs.some((run) => run.author !== undefined && run.text.trim() !== ''),
  )
}
