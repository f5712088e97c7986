import { onMount } from 'svelte'
import { draftOf } from '$lib/draft'

/** Brings a form's fields back as they were left in this tab, and keeps them at each change. For a component's setup. */
export function keepFields<Fields extends Record<string, string>>(key: string, fields: Fields) {
  const draft = draftOf<Fields>(key)
  onMount(() => {
    Object.assign(fields, draft.read())
  })
  return { keep: () => draft.keep(fields), drop: draft.drop }
}
