/** A path of this site that was handed along in an address (`?next=`); anything else leads to the home page. */
export function safePath(value: string | null): string {
  return value !== null && /^\/(?![/\\])[^\s\\]*$/.test(value) ? value : '/'
}
