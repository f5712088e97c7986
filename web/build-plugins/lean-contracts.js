/** Calls that only build data: a bundle drops them when nothing reads what they return. */
export const pureCalls = ['Type', 'defineEndpoint']

const contract = /\/shared\/src\/[\w-]+\/contract\.ts$/

/**
 * Takes the JSON Schemas out of the API contracts in what the browser loads: there, an operation is its method and
 * its address. Together with `pureCalls` this leaves no trace of TypeBox in the bundle.
 * @returns {import('vite').Plugin}
 */
export function leanContracts() {
  return {
    name: 'reliance:lean-contracts',
    apply: 'build',
    transform(code, id) {
      if (!contract.test(id.split('?')[0] ?? id)) return null
      const ranges = schemaRanges(this.parse(code))
      const lean = ranges.reduceRight(
        (text, [start, end]) => text.slice(0, start) + 'schema: {}' + text.slice(end),
        code,
      )
      return { code: lean, map: null }
    },
  }
}

/** Where each `schema: ...` stands in the calls of `defineEndpoint`, in the order of the text. */
function schemaRanges(program) {
  const declarations = program.body.flatMap(({ declaration }) => declaration?.declarations ?? [])
  return declarations
    .filter(({ init }) => init?.type === 'CallExpression' && init.callee.name === 'defineEndpoint')
    .flatMap(({ init }) => init.arguments[0].properties)
    .filter(({ key }) => key.name === 'schema')
    .map(({ start, end }) => [start, end])
}
