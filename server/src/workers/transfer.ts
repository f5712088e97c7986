/** The buffers of the byte arrays in a job's input or result that are wholly theirs: they can be handed over. */
export function ownBuffers(value: unknown): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>()
  for (const bytes of byteArraysIn(value)) {
    const { buffer } = bytes
    if (buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength) buffers.add(buffer)
  }
  return [...buffers]
}

/** The same input on buffers of its own: rooms keep theirs, which are often a small part of a larger one. */
export function copyBytes<Input extends object>(input: Input): Input {
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, copied(value)])) as Input
}

function copied(value: unknown): unknown {
  if (value instanceof Uint8Array) return new Uint8Array(value)
  return Array.isArray(value) ? value.map(copied) : value
}

function byteArraysIn(value: unknown): Uint8Array[] {
  if (value instanceof Uint8Array) return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap((part: unknown) =>
    part instanceof Uint8Array ? [part] : Array.isArray(part) ? part.filter(isBytes) : [],
  )
}

const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array
