// `npm run build`: everything that `npm start` needs, without starting.
import { prepare } from './prepare.mjs'

await prepare()
console.log('Tout est à jour.')
