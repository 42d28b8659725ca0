import { hash } from 'node:crypto'
import type { StoredEntry } from '../entry'

// PostgreSQL writes jsonb arrays with a space after each comma; strings and numbers as JSON.stringify does.
const array = (items: readonly string[]) => `[${items.join(', ')}]`
const text = (value: string | null) => JSON.stringify(value)

/** The hash by which `ledger_post` knows the same content again, recomputed outside the database. */
export function inputHash(entry: StoredEntry): Buffer {
  const { lines } = entry
  const content = array([
    text(entry.kind),
    text(entry.adjustsOn ?? entry.occurredOn),
    text(entry.channel),
    text(entry.memo),
    text(entry.donorCommitment && Buffer.from(entry.donorCommitment).toString('hex')),
    String(entry.reverses),
    array(lines.map((l) => text(l.account))),
    array(lines.map((l) => text(l.fund))),
    array(lines.map((l) => text(l.campaign))),
    array(lines.map((l) => String(l.amountFen))),
  ])
  return hash('sha256', content, 'buffer')
}
