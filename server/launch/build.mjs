// `npm run build`: everything that `npm start` needs, without starting. With names of steps, these only.
import { prepare } from './prepare.mjs'
import { steps } from './steps.mjs'

const names = process.argv.slice(2)
const unknown = names.filter((name) => !Object.hasOwn(steps, name))
if (unknown.length > 0) {
  console.error(`Étape inconnue : ${unknown.join(', ')}. Connues : ${Object.keys(steps).join(', ')}.`)
  process.exit(2)
}
await prepare(names.length > 0 ? names : undefined)
console.log('Tout est à jour.')
