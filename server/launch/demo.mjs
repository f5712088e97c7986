// `npm run demo`: fills an empty data folder with a demonstration committee.
import { prepare } from './prepare.mjs'

await prepare(['install', 'generate', 'server'])
process.setSourceMapsEnabled(true)
await import('../dist/demo.js')
