// `npm run recover -- EMAIL`: a new access for a coordinator who is locked out.
import { prepare } from './prepare.mjs'

await prepare(['install', 'generate', 'server'])
process.setSourceMapsEnabled(true)
await import('../dist/recover.js')
