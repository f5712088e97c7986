// `npm run dev`: the web app and the server, both live. The browser speaks to vite on PORT, which passes /api on.
import { createServer } from 'node:net'
import { stopWithNpm } from './orphan.mjs'
import { prepare } from './prepare.mjs'
import { tool } from './run.mjs'

const port = process.env.PORT ?? '4000'
const host = process.env.HOST ?? '127.0.0.1'

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address()
      probe.close(() => resolve(String(free)))
    })
  })
}

stopWithNpm()
await prepare(['install', 'generate'])
const inner = await freePort()
const shared = { NODE_ENV: 'development', PUBLIC_URL: process.env.PUBLIC_URL ?? `http://${host}:${port}` }
const server = tool('tsx/dist/cli.mjs', ['watch', '--clear-screen=false', 'server/src/main.ts'], {
  env: { ...shared, PORT: inner, HOST: '127.0.0.1' },
})
const web = tool('../web/node_modules/vite/bin/vite.js', ['dev', '--host', host], {
  cwd: 'web',
  env: { ...shared, PORT: port, API_ORIGIN: `http://127.0.0.1:${inner}` },
})
// One without the other is of no use.
const code = await Promise.race([server, web])
process.kill(process.pid, 'SIGTERM')
await Promise.all([server, web])
process.exit(code)
