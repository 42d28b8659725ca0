import { reverseEntry } from '~/ledger/reverse-entry.server'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'

const find = `SELECT id FROM ledger_entry WHERE source = 'deposit' AND key = $1`
const free = 'UPDATE giving_deposit_part SET taken_back_at = clock_timestamp() WHERE deposit_id = $1::uuid'

/** A deposit was not this transfer: its cash lies in the house again, as the books say; in `tx` that holds the bank line. */
export async function takeBackDeposit(tx: Sql, depositId: string, occurredOn: Day): Promise<void> {
  const [entry] = await tx.query<{ id: bigint }>(find, [depositId])
  const reversed = await reverseEntry(tx, { entryId: entry!.id, memo: 'not this deposit', occurredOn })
  if (!reversed.ok) throw new Error(`a deposit could not be taken back: ${reversed.reason}`)
  await tx.query(free, [depositId])
}
