// Who may import whom. tests/architecture.test.ts breaks each rule once and expects its name.

const path = require('node:path')

/** Files of one server module, by their part in it. */
const routes = '[/-]routes\\.ts$'
const store = '[/-]store\\.ts$'
const prisma = '(^|/)prisma/generated/|node_modules/@prisma/'

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule(
      'shared-is-pure',
      'shared imports itself and typebox: no input, output, clock or framework',
      { path: '^shared/src/', pathNot: '^shared/src/realtime/' },
      { pathNot: ['^shared/src/', 'node_modules/typebox/'] },
    ),
    rule(
      'shared-realtime-is-pure',
      'shared/src/realtime may know yjs as well, and nothing more',
      { path: '^shared/src/realtime/' },
      { pathNot: ['^shared/src/', 'node_modules/(typebox|yjs|lib0)/'] },
    ),
    rule(
      'web-knows-only-shared',
      'the web app speaks to the server through the contracts',
      { path: '^web/' },
      { path: ['(^|/)(server/(src|launch|dist)|tests)/', prisma] },
    ),
    rule(
      'server-knows-only-shared',
      'the server serves the built web app without importing it',
      { path: '^server/' },
      { path: '(^|/)(web|tests)/(?!build/)', pathNot: 'node_modules' },
    ),
    rule(
      'prisma-in-stores-only',
      'rows stay in the store of a module: the rest sees shared types',
      {
        path: '^server/src/',
        pathNot: [store, '^server/src/realtime/prisma-storage\\.ts$', '^server/src/db/'],
      },
      { path: prisma },
    ),
    rule(
      'routes-call-services',
      'routes take HTTP in and out; what they need of the database they ask of a service',
      { path: `^server/src/.+${routes}` },
      { path: store },
    ),
    rule(
      'services-without-http',
      'only routes, plugins and what composes the server know fastify',
      { path: '^server/src/[^/]+/', pathNot: [routes, '^server/src/(plugins|demo)/'] },
      { path: 'node_modules/@?fastify/' },
    ),
    rule(
      'stores-at-the-bottom',
      'a store is called by the services of its module and calls none',
      { path: `^server/src/.+${store}` },
      { path: ['^server/src/.+[/-]service\\.ts$', `^server/src/.+${routes}`] },
    ),
    rule(
      'modules-meet-in-services',
      'a module calls the services of another one, never its tables nor its routes',
      { path: '^server/src/([^/]+)/' },
      { path: [`^server/src/.+${store}`, `^server/src/.+${routes}`], pathNot: '^server/src/$1/' },
    ),
    rule(
      'realtime-knows-no-module',
      'realtime knows documents as bytes with an owner; the composition hands it the rest',
      { path: '^server/src/realtime/' },
      { path: '^server/src/[^/]+/', pathNot: '^server/src/(realtime|db)/' },
    ),
    rule(
      'database-knows-no-module',
      'db opens, migrates and locks; which tables there are is the business of the modules',
      { path: '^server/src/db/' },
      { path: '^server/src/[^/]+/', pathNot: '^server/src/db/' },
    ),
    rule(
      'ui-knows-no-domain',
      'lib/ui has the words of an interface, not those of a committee',
      { path: '^web/src/lib/ui/' },
      { path: '^web/src/(lib/[^/]+|routes)/', pathNot: '^web/src/lib/(ui|paraglide)/' },
    ),
    rule(
      'web-routes-are-imported-by-nobody',
      'what a second route needs moves to lib',
      { path: '^web/src/', pathNot: '^web/src/routes/' },
      { path: '^web/src/routes/' },
    ),
    rule(
      'no-cycles',
      'two files that need each other are one, or three; a component may draw itself again inside itself',
      { path: '^(.+)$' },
      { circular: true, pathNot: '^$1$' },
    ),
    rule(
      'no-barrels',
      'imports name the file they mean; only a table of contents of statistics may gather',
      {},
      {
        path: '^(shared|server|web|tests)/.*/index\\.ts$',
        pathNot: ['node_modules', '/statistics/index\\.ts$'],
      },
    ),
    rule(
      'resolvable',
      'what is imported is there; what only a benchmark needs is installed by it',
      { pathNot: '^tests/bench/peers/' },
      {
        couldNotResolve: true,
        pathNot: ['^\\.\\./dist/', '^\\$(app|env)/', '^\\$lib/paraglide/', '^\\./\\$types'],
      },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules|^prisma/generated' },
    exclude: { path: '^(web/(build|\\.svelte-kit)|server/dist|web/src/lib/paraglide)/' },
    // Imports of types count: a type of another layer is knowledge of it.
    tsPreCompilationDeps: true,
    // For $lib.
    tsConfig: { fileName: path.resolve('.dependency-cruiser.paths.json') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types', 'svelte'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
