import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cruise, root, writeWorkspace, type Violation } from './support/cruise'

const module = (name: string) => `export const ${name} = 1\n`
const component = (script: string) => `<script lang="ts">\n${script}\n</script>\n`

/** What stands in the small workspace for the violations to import; it breaks no rule itself. */
const surroundings = {
  'shared/src/roadmap/rules.ts': module('rules'),
  'server/src/roadmap/store.ts': `import type { PrismaClient } from '@reliance/prisma/client'\nexport type Reader = PrismaClient\n`,
  'server/src/roadmap/service.ts': `import './store'\nimport '../committee/service'\n`,
  'server/src/roadmap/routes.ts': `import 'fastify'\nimport './service'\n`,
  'server/src/committee/store.ts': module('store'),
  'server/src/committee/service.ts': `import './store'\n`,
  'server/src/db/client.ts': module('client'),
  'web/src/lib/roadmap/Line.svelte': component(
    `import { rules } from '../../../../shared/src/roadmap/rules'\nrules`,
  ),
  'web/src/lib/ui/Button.svelte': component('let a = 1'),
  'web/src/routes/+page.svelte': component(`import Line from '$lib/roadmap/Line.svelte'\nLine`),
}

/** Each breaks the rule of its name, once, in the file named. */
const violations: { rule: string; file: string; text: string }[] = [
  { rule: 'shared-is-pure', file: 'shared/src/roadmap/a.ts', text: `import 'node:fs'` },
  { rule: 'shared-is-pure', file: 'shared/src/roadmap/b.ts', text: `import 'yjs'` },
  { rule: 'shared-is-pure', file: 'shared/src/roadmap/c.ts', text: `import '../../../server/src/db/client'` },
  {
    rule: 'shared-realtime-is-pure',
    file: 'shared/src/realtime/a.ts',
    text: `import 'node:crypto'\nimport 'yjs'`,
  },
  {
    rule: 'web-knows-only-shared',
    file: 'web/src/lib/a.ts',
    text: `import '../../../server/src/roadmap/service'`,
  },
  {
    rule: 'web-knows-only-shared',
    file: 'web/src/lib/A.svelte',
    text: component(`import { client } from '../../../server/src/db/client'\nclient`),
  },
  { rule: 'server-knows-only-shared', file: 'server/src/a.ts', text: `import '../../web/src/lib/thing'` },
  {
    rule: 'prisma-in-stores-only',
    file: 'server/src/roadmap/reading.ts',
    text: `import type { PrismaClient } from '@reliance/prisma/client'\nexport type Reader = PrismaClient`,
  },
  { rule: 'routes-call-services', file: 'server/src/roadmap/item-routes.ts', text: `import './store'` },
  {
    rule: 'services-without-http',
    file: 'server/src/roadmap/planning.ts',
    text: `import type { FastifyRequest } from 'fastify'\nexport type R = FastifyRequest`,
  },
  {
    rule: 'stores-at-the-bottom',
    file: 'server/src/roadmap/item-store.ts',
    text: `import '../committee/service'`,
  },
  {
    rule: 'modules-meet-in-services',
    file: 'server/src/roadmap/peeking.ts',
    text: `import '../committee/store'`,
  },
  {
    rule: 'modules-meet-in-services',
    file: 'server/src/committee/calling.ts',
    text: `import '../roadmap/routes'`,
  },
  { rule: 'realtime-knows-no-module', file: 'server/src/realtime/a.ts', text: `import '../roadmap/service'` },
  { rule: 'database-knows-no-module', file: 'server/src/db/a.ts', text: `import '../roadmap/service'` },
  {
    rule: 'ui-knows-no-domain',
    file: 'web/src/lib/ui/Bad.svelte',
    text: component(`import Line from '$lib/roadmap/Line.svelte'\nLine`),
  },
  {
    rule: 'web-routes-are-imported-by-nobody',
    file: 'web/src/lib/roadmap/borrow.ts',
    text: `import '../../routes/+page.svelte'`,
  },
  { rule: 'no-cycles', file: 'shared/src/notes/a.ts', text: `import './b'` },
  { rule: 'no-barrels', file: 'shared/src/trace/a.ts', text: `import './index'` },
  { rule: 'resolvable', file: 'web/src/lib/b.ts', text: `import './nowhere'` },
]

describe('the import rules', () => {
  let folder: string
  let found: Violation[]

  beforeAll(async () => {
    const broken = Object.fromEntries(violations.map(({ file, text }) => [file, `${text}\n`]))
    const others = {
      'shared/src/notes/b.ts': `import type { A } from './a'\nexport type B = A\n`,
      'web/src/lib/thing.ts': module('thing'),
      'shared/src/trace/index.ts': module('trace'),
    }
    folder = writeWorkspace({ ...surroundings, ...others, ...broken })
    found = (await cruise(folder, ['shared', 'server', 'web'])).violations
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('hold in this workspace', async () => {
    const { violations: ours, files } = await cruise(root, ['shared', 'server', 'web', 'tests'])
    expect(ours).toEqual([])
    expect(files).toBeGreaterThan(200)
  }, 120_000)

  it.each(violations)('$rule is broken by $file', ({ rule, file }) => {
    expect(found.filter((violation) => violation.from === file)).toContainEqual(
      expect.objectContaining({ rule }),
    )
  })

  it('are not broken by what keeps to them', () => {
    const blamed = found.map(({ from }) => from)
    for (const file of Object.keys(surroundings)) expect(blamed).not.toContain(file)
  })

  it('are each broken by at least one trial', () => {
    const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
      forbidden: { name: string }[]
    }
    expect([...new Set(violations.map(({ rule }) => rule))].sort()).toEqual(
      forbidden.map(({ name }) => name).sort(),
    )
  })
})

/** The files of the workspace, committed or not yet. */
function list(...patterns: string[]): string[] {
  const parameters = ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...patterns]
  return execFileSync('git', parameters, { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((file) => file !== '' && existsSync(path.join(root, file)))
}

const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

describe('the files', () => {
  it('have names that say what is in them', () => {
    const empty = /^(utils?|helpers?|common|misc|types|manager|base)$/
    const bad = list('.').filter((file) =>
      file.split('/').some((part) => empty.test(part.split('.')[0] ?? '')),
    )
    expect(bad).toEqual([])
  })

  it('are not longer than three hundred lines', () => {
    const code = list('.').filter((file) => /\.(ts|js|mjs|cjs|svelte|css|prisma)$/.test(file))
    expect(code.filter((file) => read(file).trimEnd().split('\n').length > 300)).toEqual([])
  })
})

describe('the rules of a SPEC', () => {
  const specs = list('shared/src/**/SPEC.md')
  const titles = list('tests/**/*.test.ts', 'tests/**/*contract*.ts').map(read).join('\n')

  it('exist', () => {
    expect(specs.length).toBeGreaterThan(0)
  })

  it.each(specs)('of %s are each cited by the title of a test', (file) => {
    // A rule begins its line: `- **DL1** ...` or `| RT1 | ...`.
    const rules = [...read(file).matchAll(/^[|\s*-]*\[?([A-Z]{2}\d+)\b/gm)].map((match) => String(match[1]))
    expect(rules.length).toBeGreaterThan(5)
    expect(
      rules.filter((rule) => !new RegExp(`['\`"][^'\`"\\n]*\\[[^\\]]*\\b${rule}\\b[^\\]]*\\]`).test(titles)),
    ).toEqual([])
  })
})
