import { checkPassword } from '@reliance/shared/auth/password-rules'
import { DomainError } from '@reliance/shared/errors'
import { limits } from '@reliance/shared/fields'

/** @throws DomainError naming the field when the password does not meet CNIL 2022-100. */
export function acceptablePassword(
  password: string,
  person: { name: string; email: string },
  field = 'password',
): void {
  const verdict = checkPassword(password, person)
  if (verdict.accepted) return
  throw new DomainError(verdict.code, { field, values: { maximum: limits.password } })
}
