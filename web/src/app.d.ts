import type { IncomingMessage } from 'node:http'
import type { Actor } from '@reliance/shared/committee/permissions'
import type { Committee } from '@reliance/shared/committee/schemas'
import type { Me } from '@reliance/shared/auth/contract'

/** How a page being prepared on the server reaches the API without a network. */
export type ApiInject = (request: {
  method: string
  url: string
  headers: Record<string, string>
  payload?: string
}) => Promise<{
  statusCode: number
  headers: Record<string, number | string | string[] | undefined>
  rawPayload: Uint8Array<ArrayBuffer>
}>

declare global {
  namespace App {
    interface Locals {
      /** Cookies that the API set while the page was being prepared; they go out with the page. */
      apiCookies: string[]
    }
    interface Platform {
      req: IncomingMessage & { apiInject?: ApiInject }
    }
    interface PageData {
      /** Set on every screen under `(member)`. */
      me?: Me
      committee?: Committee
      actor?: Actor
    }
    interface Error {
      message: string
      code?: string
    }
  }
}
