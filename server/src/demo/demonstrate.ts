import type { FastifyBaseLogger } from 'fastify'
import { checkPassword } from '@reliance/shared/auth/password-rules'
import type { Database } from '../db/client'
import { migrate } from '../db/migrate'
import { StartRefusal } from '../start-refusal'
import { demonstration } from './data'
import { createStage } from './stage'
import { selectContents } from './store'
import { tellStory, unfinishedName } from './story'

/**
 * Fills an empty database with the demonstration committee; leaves one that has it as it is.
 * @throws StartRefusal over other data, before anything is changed.
 */
export async function demonstrate(parts: {
  database: Database
  password: string
  publicUrl: string
  log: FastifyBaseLogger
  present: Date
}): Promise<'made' | 'present'> {
  const { database, password } = parts
  const contents = await selectContents(database)
  if (contents?.demonstration === unfinishedName) {
    throw new StartRefusal(
      'La préparation de la démonstration s’est arrêtée en chemin : videz le dossier de données (ou la base), puis recommencez.',
      'The making of the demonstration stopped half-way: empty the data folder (or the database), then run it again.',
    )
  }
  if (contents?.demonstration) return 'present'
  if (contents && contents.people > 0) {
    throw new StartRefusal(
      'Ces données ne sont pas celles de la démonstration, et rien n’y a été changé : choisissez un autre dossier (DATA_DIR) ou une autre base.',
      'These data are not those of the demonstration, and nothing in them was changed: choose another folder (DATA_DIR) or another database.',
    )
  }
  await migrate(database)
  const stage = createStage(parts)
  await tellStory(stage, password)
  await stage.rooms.close()
  return 'made'
}

/** @throws StartRefusal when there is none, or when the rules for passwords refuse it for somebody of the committee. */
export function checkDemoPassword(password: string | undefined): string {
  if (!password) {
    throw new StartRefusal(
      'Choisissez le mot de passe des comptes de démonstration dans DEMO_PASSWORD, puis recommencez.',
      'Choose the password of the demonstration accounts in DEMO_PASSWORD, then run it again.',
    )
  }
  const everybody = [demonstration.coordinator, ...demonstration.people]
  if (everybody.some((person) => !checkPassword(password, person).accepted)) {
    throw new StartRefusal(
      'Le mot de passe de DEMO_PASSWORD ne convient pas : au moins 12 caractères de quatre sortes, ou 14 avec minuscules, majuscules et chiffres, ni courant ni tiré d’un nom.',
      'The password in DEMO_PASSWORD cannot be used: at least 12 characters of four kinds, or 14 with lower case, upper case and digits, neither common nor taken from a name.',
    )
  }
  return password
}
