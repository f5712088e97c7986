import { createTransport } from 'nodemailer'

export type Mail = { to: string; subject: string; text: string }

/** Sends plain-text mail; `null` stands for "no mail server is set". */
export type Mailer = { send(mail: Mail): Promise<void>; close(): void } | null

/** @param smtpUrl for example `smtps://user:password@mail.example.org`; without it there is no mailer. */
export function createMailer(smtpUrl: string | undefined, from: string | undefined): Mailer {
  if (!smtpUrl) return null
  const transport = createTransport(smtpUrl, { from: from ?? 'Reliance <reliance@localhost>' })
  return {
    async send({ to, subject, text }) {
      await transport.sendMail({ to, subject, text })
    },
    close: () => transport.close(),
  }
}
