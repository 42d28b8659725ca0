import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'vitest'
import { giftBooks } from '~/giving/gift-books.server'
import { auditBooks } from '~/ledger/audit-books.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import { campaignTotals } from '~/live/campaign-projection.server'
import type { Gateway, WebhookHeaders } from '~/payments/gateway'
import { paymentBooks } from '~/payments/payment-books.server'
import { receiveWebhook } from '~/payments/receive-webhook.server'
import type { Database, Sql } from '~/platform/db.server'
import { checkout } from './support'

export const settle = { sql: 'giving_settle', open: 'giving_open_at' }
export const hour = 3600_000

export interface Knock {
  body: Buffer
  headers: WebhookHeaders
  status: number
}

/** The site's door for one gateway's webhooks, as the server has it; `before` may keep a knock waiting or answer it itself. */
export async function openDoor(
  db: Sql,
  gateway: () => Gateway,
  before: (knock: Omit<Knock, 'status'>) => Promise<number | undefined> = async () => undefined,
) {
  const knocks: Knock[] = []
  const server = http.createServer(async (req, res) => {
    const parts: Buffer[] = []
    for await (const part of req) parts.push(part as Buffer)
    const knock = { body: Buffer.concat(parts), headers: req.headers }
    const early = await before(knock)
    const taken = early ? null : await receiveWebhook(db, gateway(), settle, knock.body, knock.headers)
    const status = early ?? (taken!.ok ? 200 : 400)
    const { type, body } = gateway().webhookTaken
    res.writeHead(status, { 'Content-Type': type }).end(status === 200 ? body : 'no')
    knocks.push({ ...knock, status })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    knocks,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Opens the checkout of a gift of 66.66 at a gateway, as its donor would from a desk or a phone. */
export async function openWallet(gateway: Gateway, giftId: string, kind: 'phone' | 'desktop' = 'desktop') {
  const opened = await gateway.createCheckout(
    checkout({ giftId, scanUrl: 'http://shop.test/pay', device: { kind, address: '203.0.113.7' } }),
  )
  if (!opened.ok) throw new Error(opened.reason)
  return opened
}

/** Presses a button of a stand-in's pay page. */
export const press = (page: string, action: 'pay' | 'fail' = 'pay') =>
  fetch(page, { method: 'POST', body: new URLSearchParams({ action }), redirect: 'manual' })

/** Writes down which gateway a gift that SQL put in was begun with, and how long ago. */
export const begunAt = (sql: Sql, gift: string, provider: string, agoMs = 0) =>
  sql.query('UPDATE giving_gift SET provider = $2, created_at = $3 WHERE id = $1', [
    gift,
    provider,
    new Date(Date.now() - agoMs),
  ])

export async function expectCleanBooks(db: Database): Promise<void> {
  while ((await sealEntries(db, [campaignTotals])).treeSize !== null);
  const audit = await auditBooks(db, { projections: [campaignTotals], checks: [giftBooks, paymentBooks] })
  expect(audit.faults).toEqual([])
}

/** What the sealed books have of a campaign by a channel. */
export async function bookedBy(db: Database, channel: string): Promise<bigint> {
  const [row] = await db.query<{ fen: bigint | null }>(
    `SELECT -sum(l.amount_fen)::bigint AS fen FROM ledger_entry e JOIN ledger_line l ON l.entry_id = e.id
      WHERE e.channel = $1 AND l.account = 'donations'`,
    [channel],
  )
  return row!.fen ?? 0n
}
