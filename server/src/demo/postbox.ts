import type { Mail } from '../notifications/mailer'

export type Postbox = ReturnType<typeof createPostbox>

/** Takes the place of the mail server: nothing leaves the machine, and the invited people find their link here. */
export function createPostbox() {
  const links = new Map<string, string>()

  return {
    async send({ to, text }: Mail): Promise<void> {
      const token = /\/invitation\/([\w-]+)/.exec(text)?.[1]
      if (token) links.set(to, token)
    },
    close(): void {
      links.clear()
    },
    /** The token of the latest invitation sent to this address. */
    invitationOf(email: string): string {
      const token = links.get(email)
      if (!token) throw new Error(`${email} was not invited`)
      return token
    },
  }
}
