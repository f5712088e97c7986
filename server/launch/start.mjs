// `npm start`: prepares what is not up to date, then serves everything on one port.
import { prepare } from './prepare.mjs'

await prepare()
process.setSourceMapsEnabled(true)
process.env.NODE_ENV ??= 'production'
await import('../dist/main.js')
