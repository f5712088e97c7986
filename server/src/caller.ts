import type { Locale } from '@reliance/shared/locale'

/** Who is asking: the signed-in person, the browser they are signed in from, and the language they read. */
export type Caller = { personId: string; loginSessionId: string; locale: Locale }
