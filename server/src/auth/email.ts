/** One account for one address, however it was typed. */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase()
}
