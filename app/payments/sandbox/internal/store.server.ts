import fs from 'node:fs'
import type {
  Delivery,
  KeptAnswer,
  SandboxCard,
  SandboxCharge,
  SandboxDispute,
  SandboxEvent,
  SandboxIntent,
  SandboxInvoice,
  SandboxPayout,
  SandboxRefund,
  SandboxSession,
  SandboxSetup,
  SandboxSubscription,
  SandboxTransaction,
  SessionNote,
} from './objects'

interface Kinds {
  session: SandboxSession
  note: SessionNote
  intent: SandboxIntent
  charge: SandboxCharge
  refund: SandboxRefund
  dispute: SandboxDispute
  transaction: SandboxTransaction
  payout: SandboxPayout
  card: SandboxCard
  setup: SandboxSetup
  subscription: SandboxSubscription
  invoice: SandboxInvoice
  /** One row: how far the clock was moved on. */
  clock: { aheadS: number }
  event: SandboxEvent
  delivery: Delivery
  key: KeptAnswer
}
type Tables = { [K in keyof Kinds]: Map<string, Kinds[K]> }

/** Everything the sandbox knows. `put` is the only way to change it. */
export interface Store extends Tables {
  put<K extends keyof Kinds>(kind: K, id: string, value: Kinds[K]): void
  close(): void
}

const keptForS = 30 * 24 * 3600 // Stripe keeps events for 30 days

/**
 * Keeps state in memory and, when `file` is given, in an append-only journal of JSON lines (one line = one changed
 * object), so that a killed sandbox comes back knowing its sessions and what it still has to deliver.
 * Reading the journal leaves out what is older than 30 days and writes the rest anew.
 */
export function openStore(file?: string): Store {
  const tables: Tables = {
    session: new Map(),
    note: new Map(),
    intent: new Map(),
    charge: new Map(),
    refund: new Map(),
    dispute: new Map(),
    transaction: new Map(),
    payout: new Map(),
    card: new Map(),
    setup: new Map(),
    subscription: new Map(),
    invoice: new Map(),
    clock: new Map(),
    event: new Map(),
    delivery: new Map(),
    key: new Map(),
  }
  if (file && fs.existsSync(file)) {
    replay(fs.readFileSync(file, 'utf8'), tables)
    forgetOld(tables)
    rewrite(file, tables)
  }
  const journal = file ? fs.openSync(file, 'a', 0o600) : null
  let closed = false
  return {
    ...tables,
    put(kind, id, value) {
      ;(tables[kind] as Map<string, typeof value>).set(id, value)
      if (journal !== null && !closed) fs.writeSync(journal, line(kind, id, value))
    },
    close() {
      if (journal !== null && !closed) fs.closeSync(journal)
      closed = true
    },
  }
}

const line = (kind: string, id: string, value: unknown) => `${JSON.stringify({ kind, id, value })}\n`

function replay(text: string, tables: Tables): void {
  for (const row of text.split('\n')) {
    if (row === '') continue
    try {
      const { kind, id, value } = JSON.parse(row) as { kind: keyof Kinds; id: string; value: never }
      tables[kind].set(id, value)
    } catch {
      // A line torn by a kill: what it said was never answered to anyone.
    }
  }
}

function forgetOld(tables: Tables): void {
  const oldest = Math.floor(Date.now() / 1000) - keptForS
  for (const [id, event] of tables.event) if (event.created < oldest) tables.event.delete(id)
  for (const [id, delivery] of tables.delivery) {
    if (!tables.event.has(delivery.eventId)) tables.delivery.delete(id)
  }
}

function rewrite(file: string, tables: Tables): void {
  const next = `${file}.next`
  const lines = Object.entries(tables).flatMap(([kind, table]) =>
    [...(table as Map<string, unknown>)].map(([id, value]) => line(kind, id, value)),
  )
  fs.writeFileSync(next, lines.join(''), { mode: 0o600 })
  fs.renameSync(next, file)
}

const clockRow = 'clock'

/** The sandbox's own time in seconds: its clock can be moved on, so that months pass in a test or before one's eyes. */
export const timeOf = (store: Store): number =>
  Math.floor(Date.now() / 1000) + (store.clock.get(clockRow)?.aheadS ?? 0)

/** Moves the clock on; it never goes back. */
export function moveClock(store: Store, toS: number): void {
  const aheadS = Math.max(toS - Math.floor(Date.now() / 1000), store.clock.get(clockRow)?.aheadS ?? 0)
  store.put('clock', clockRow, { aheadS })
}
