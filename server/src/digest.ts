import { createHash, randomBytes } from 'node:crypto'

/** SHA-256, lower-case hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** A secret for a link: 160 random bits, safe in an address. Only its digest is stored. */
export function newToken(): string {
  return randomBytes(20).toString('base64url')
}
