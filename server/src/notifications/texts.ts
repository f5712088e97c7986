import type { Locale } from '@reliance/shared/locale'

/** Subject and body of each message; `{name}` is replaced by a value. */
const texts = {
  invitation: {
    fr: {
      subject: 'Invitation au comité « {committee} »',
      body: 'Bonjour {name},\n\nVous êtes invité à rejoindre le comité « {committee} » sur Reliance.\n\nPour créer votre accès, ouvrez ce lien (il fonctionne une fois, jusqu’au {expires}) :\n{url}\n\nSi vous n’attendiez pas ce message, ne faites rien.',
    },
    en: {
      subject: 'Invitation to the committee “{committee}”',
      body: 'Hello {name},\n\nYou are invited to join the committee “{committee}” on Reliance.\n\nTo make your account, open this link (it works once, until {expires}):\n{url}\n\nIf you did not expect this message, do nothing.',
    },
  },
  reset: {
    fr: {
      subject: 'Choisir un nouveau mot de passe',
      body: 'Bonjour {name},\n\nPour choisir un nouveau mot de passe, ouvrez ce lien (il fonctionne une fois, jusqu’au {expires}) :\n{url}\n\nSi vous ne l’avez pas demandé, ne faites rien : votre mot de passe reste le même.',
    },
    en: {
      subject: 'Choose a new password',
      body: 'Hello {name},\n\nTo choose a new password, open this link (it works once, until {expires}):\n{url}\n\nIf you did not ask for it, do nothing: your password stays as it is.',
    },
  },
  'address-change': {
    fr: {
      subject: 'Confirmer votre nouvelle adresse',
      body: 'Bonjour {name},\n\nPour confirmer cette adresse, ouvrez ce lien (il fonctionne une fois, jusqu’au {expires}) :\n{url}\n\nSi vous ne l’avez pas demandé, ne faites rien.',
    },
    en: {
      subject: 'Confirm your new address',
      body: 'Hello {name},\n\nTo confirm this address, open this link (it works once, until {expires}):\n{url}\n\nIf you did not ask for it, do nothing.',
    },
  },
} as const

export type MessageKind = keyof typeof texts

/** A message in the reader's language. */
export function messageText(
  kind: MessageKind,
  locale: Locale,
  values: Record<string, string>,
): { subject: string; body: string } {
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
  const { subject, body } = texts[kind][locale]
  return { subject: fill(subject), body: fill(body) }
}

/** A day and time as a person reads them in a message. */
export function instantText(instant: Date, locale: Locale, timeZone = 'Europe/Paris'): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(instant)
}
