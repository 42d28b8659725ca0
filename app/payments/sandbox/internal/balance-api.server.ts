import type { Router } from 'express'
import { z } from 'zod'
import { invalid, missing } from './api-errors'
import type { SandboxPayout, SandboxTransaction } from './objects'
import type { Store } from './store.server'

const listParams = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(10),
  starting_after: z.string().optional(),
  payout: z.string().optional(),
  created: z.object({ gte: z.coerce.number().int() }).optional(),
  expand: z.array(z.string()).default([]),
})

/** Stripe's lists of balance transactions and payouts, newest first. */
export function balanceApi(api: Router, store: Store): void {
  api.get('/balance_transactions', (req, res) => {
    const p = read(req.query)
    const payout = p.payout ? store.payout.get(p.payout) : undefined
    if (p.payout && !payout) throw missing('payout', p.payout, 'payout')
    const of = payout && new Set(payout.transactions)
    const rows = [...store.transaction.values()].filter((t) => !of || of.has(t.id) || t.source === payout?.id)
    const expand = p.expand.includes('data.source')
    res.json(page('/v1/balance_transactions', rows, p, (t) => (expand ? withSource(store, t) : t)))
  })
  api.get('/payouts', (req, res) => {
    const shown = ({ transactions: _own, ...payout }: SandboxPayout) => payout
    res.json(page('/v1/payouts', [...store.payout.values()], read(req.query), shown))
  })
}

function read(query: unknown) {
  const parsed = listParams.safeParse(query)
  if (!parsed.success) throw invalid(`Invalid ${parsed.error.issues[0]!.path.join('.')}`)
  return parsed.data
}

function page<Row extends { id: string; created: number }>(
  url: string,
  all: Row[],
  p: z.infer<typeof listParams>,
  shown: (row: Row) => object,
) {
  const newest = all.filter((row) => row.created >= (p.created?.gte ?? 0)).reverse()
  const from = p.starting_after ? newest.findIndex((row) => row.id === p.starting_after) + 1 : 0
  const rows = newest.slice(from, from + p.limit)
  return { object: 'list', url, has_more: newest.length > from + rows.length, data: rows.map(shown) }
}

function withSource(store: Store, t: SandboxTransaction) {
  const source =
    store.charge.get(t.source) ?? store.refund.get(t.source) ?? store.dispute.get(t.source) ?? t.source
  return { ...t, source }
}
