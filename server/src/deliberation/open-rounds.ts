import type { Transaction } from '../db/transaction'
import { countOpenRounds } from './round-store'

/** Whether a round is open on a version of the statement: until it closes, the statement stays where it is. */
export async function hasOpenRound(tx: Transaction, statementId: string): Promise<boolean> {
  return (await countOpenRounds(tx, statementId)) > 0
}
