// `npm start`: prepares what is not up to date, then serves everything on one port.
import { stopWithNpm } from './orphan.mjs'
import { prepare } from './prepare.mjs'

stopWithNpm()
await prepare()
process.setSourceMapsEnabled(true)
process.env.NODE_ENV ??= 'production'
await import('../dist/main.js')
