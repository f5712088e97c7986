const shared = /\/shared\/src\/[\w/-]+\.ts$/

/**
 * Takes the JSON Schemas of `shared` out of what the browser loads: there, an operation of the API is its method and
 * its address. The types, which come from the schemas, are not concerned; a schema that is read at run time is `undefined`.
 * @returns {import('vite').Plugin}
 */
export function leanContracts() {
  return {
    name: 'reliance:lean-contracts',
    apply: 'build',
    config: () => ({
      build: {
        rollupOptions: { treeshake: { moduleSideEffects: (id) => !id.includes('/node_modules/typebox/') } },
      },
    }),
    transform(code, id) {
      if (!shared.test(id.split('?')[0] ?? id)) return null
      const cut = (text, { start, end }) => text.slice(0, start) + 'undefined' + text.slice(end)
      return { code: schemas(this.parse(code)).reduceRight(cut, code), map: null }
    },
  }
}

/** The nodes to cut, in the order of the text: schemas that are declared, and those of the operations. */
function schemas(program) {
  const declarations = program.body.flatMap((node) => (node.declaration ?? node).declarations ?? [])
  return declarations.flatMap(({ init }) => {
    if (isCallOf(init, 'Type')) return [init]
    if (!isCallOf(init, 'defineEndpoint')) return []
    return init.arguments[0].properties.filter(({ key }) => key.name === 'schema').map(({ value }) => value)
  })
}

/** `name(...)` or `name.something(...)`. */
function isCallOf(node, name) {
  if (node?.type !== 'CallExpression') return false
  return (node.callee.object ?? node.callee).name === name
}
