import { tick } from 'svelte'
import * as m from '$lib/paraglide/messages'
import { ApiFailure } from './api'

/**
 * One form's way to the API. What was typed stays in the component's own state, so a refusal loses nothing.
 *
 *     const form = createForm(async () => { await call(fetch, signIn, { body: { email, password } }) })
 *     <form onsubmit={form.submit} novalidate> <Field name="email" error={form.errors.email} bind:value={email} />
 *       {#if form.message}<Notice kind="error">{form.message}</Notice>{/if}
 *       <Button type="submit" busy={form.busy}>…</Button>
 */
export function createForm(send: () => Promise<unknown>) {
  let busy = $state(false)
  let message = $state('')
  let errors = $state<Record<string, string>>({})

  async function run(element: HTMLFormElement): Promise<void> {
    if (busy) return
    busy = true
    message = ''
    errors = {}
    try {
      await send()
    } catch (failure) {
      if (!(failure instanceof ApiFailure)) throw failure
      await show(failure, element)
    } finally {
      busy = false
    }
  }

  async function show(failure: ApiFailure, element: HTMLFormElement): Promise<void> {
    const wrong = failure.field === undefined ? null : fieldNamed(element, failure.field)
    if (wrong) errors = { [wrong.name]: failure.message }
    else message = failure.message || m.interface_error_server()
    await tick()
    wrong?.focus()
  }

  return {
    /** The form's `onsubmit`. */
    submit(event: SubmitEvent & { currentTarget: HTMLFormElement }): void {
      event.preventDefault()
      void run(event.currentTarget)
    },
    get busy(): boolean {
      return busy
    },
    /** A refusal that belongs to no field of the form. */
    get message(): string {
      return message
    },
    /** By field name. */
    get errors(): Readonly<Record<string, string>> {
      return errors
    },
    /** A wrong field found before sending, by a rule of `shared`. */
    refuse(field: string, text: string): never {
      throw new ApiFailure(400, { code: 'bad-input', message: text, field })
    },
  }
}

/** The control whose name is the path that the API answered, or its first part: `roles.0` belongs to `roles`. */
function fieldNamed(form: HTMLFormElement, path: string): HTMLInputElement | null {
  for (const name of [path, path.split('.')[0] ?? path]) {
    const found = form.elements.namedItem(name)
    const control = found instanceof RadioNodeList ? found[0] : found
    if (control instanceof HTMLElement && 'name' in control) return control as HTMLInputElement
  }
  return null
}
