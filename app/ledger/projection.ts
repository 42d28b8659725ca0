import type { Sql } from '~/platform/db.server'
import type { AccountType, EntryKind } from './entry'

export interface SealedLine {
  account: string
  /** Whether campaign totals count this account's lines. */
  raised: boolean
  type: AccountType
  fund: string
  campaign: string | null
  /** Debit positive, credit negative: income is negative here. */
  amountFen: bigint
}

/** An entry at its place in the log. */
export interface SealedEntry {
  index: bigint
  entryId: bigint
  kind: EntryKind
  /** For a reversal the kind of what it takes back, else null. */
  reversesKind: EntryKind | null
  channel: string
  occurredOn: string
  /** When it was posted; for a gift the moment of its confirmation. */
  postedAt: Date
  lines: SealedLine[]
}

/** How far the log is sealed. */
export interface LogHead {
  treeSize: bigint
  /** RFC 6962 root over all leaves. */
  root: Uint8Array
  sealedAt: Date
}

/** What is wrong in the books: `what` and `row` name the place, `detail` says what was found. Empty means clean. */
export interface Fault {
  what: string
  row: string
  detail: string
}

/**
 * Figures that move in the sealing transaction, so that a published number always belongs to a tree size.
 * The ledger knows none of them but its fund totals; wiring hands them in.
 */
export interface Projection {
  name: string
  /** SQL boolean expression: is there anything to fold although no entry waits? A constant text. */
  hasWork?: string
  /** Folds a batch in log order. It may be empty when `hasWork` said yes; then `head` has not moved. */
  apply(tx: Sql, batch: readonly SealedEntry[], head: LogHead): Promise<void>
  /** Re-proves its figures from raw rows, inside the audit's transaction. */
  check?(tx: Sql): Promise<Fault[]>
}

/** Another room's proof over raw rows, run by `auditBooks`. The first fault ends the audit. */
export interface BookCheck {
  name: string
  run(tx: Sql): AsyncIterable<Fault> | Promise<Fault[]>
}
