// `npm run dev`: the web app and the server, both live. The browser speaks to vite on PORT, which passes /api on.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { stopWithNpm } from './orphan.mjs'
import { freePort, openPatientDoor } from './patient-door.mjs'
import { prepare } from './prepare.mjs'
import { root } from './root.mjs'
import { run, tool } from './run.mjs'

const port = process.env.PORT ?? '4000'
const host = process.env.HOST ?? '127.0.0.1'

stopWithNpm()
await prepare(['install', 'generate'])
// What SvelteKit derives, and the settings of TypeScript are built on.
if (!existsSync(path.join(root, 'web/.svelte-kit/tsconfig.json')))
  await run(process.execPath, ['node_modules/@sveltejs/kit/svelte-kit.js', 'sync'], { cwd: 'web' })
const inner = await freePort()
const door = await openPatientDoor(inner)
const shared = { NODE_ENV: 'development', PUBLIC_URL: process.env.PUBLIC_URL ?? `http://${host}:${port}` }
const server = tool('tsx/dist/cli.mjs', ['watch', '--clear-screen=false', 'server/src/main.ts'], {
  env: { ...shared, PORT: String(inner), HOST: '127.0.0.1' },
})
const web = tool('../web/node_modules/vite/bin/vite.js', ['dev', '--host', host], {
  cwd: 'web',
  env: { ...shared, PORT: port, API_ORIGIN: `http://127.0.0.1:${door}` },
})
let stopping = false
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => (stopping = true))
// One without the other is of no use; who is asked twice to stop ends without closing.
const code = await Promise.race([server, web])
if (!stopping) process.kill(process.pid, 'SIGTERM')
await Promise.all([server, web])
process.exit(code)
