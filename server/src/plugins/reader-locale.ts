import type { FastifyRequest } from 'fastify'
import { localeCookie, toLocale, type Locale } from '@reliance/shared/locale'

/** The language the reader chose (cookie), else their browser's first choice where it is asked of the API alone, else French. */
export function readerLocale(request: FastifyRequest): Locale {
  const chosen = request.cookies?.[localeCookie]
  if (chosen) return toLocale(chosen)
  return toLocale(request.headers['accept-language']?.slice(0, 2).toLowerCase())
}
