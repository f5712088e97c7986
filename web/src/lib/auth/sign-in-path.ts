/** Where to sign in, to come back to the page that was asked for. */
export function signInPath({ pathname, search }: URL): string {
  return pathname === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(pathname + search)}`
}
