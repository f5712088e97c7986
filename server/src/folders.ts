import path from 'node:path'
import { fileURLToPath } from 'node:url'

// Bundled, this code stands in server/dist/*.js: as deep as server/src/folders.ts. Hence the two steps up.
const root = fileURLToPath(new URL('../..', import.meta.url))

/** The SQL files that make the tables. */
export const migrationsFolder = path.join(root, 'prisma', 'migrations')

/** Where `vite build` puts the web app. */
export const webBuildFolder = path.join(root, 'web', 'build')
