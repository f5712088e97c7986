import { hash, verify } from '@node-rs/argon2'
import { normalizePassword } from '@reliance/shared/auth/password-rules'

/** argon2id with OWASP's parameters (19 MiB, 2 passes, 1 lane): about 30 ms here. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string): Promise<string> {
  return hash(normalizePassword(password), parameters)
}

/** Of nobody: verified when there is no account, so that the answer takes the same time. */
const nobody = hashPassword('nobody signs in with this')

export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await nobody), normalizePassword(password))
  return passwordHash !== null && matches
}
