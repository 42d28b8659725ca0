import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Campaign } from '~/campaigns/campaign'
import { draftCampaign } from '~/campaigns/draft-campaign.server'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { openCampaign } from '~/campaigns/open-campaign.server'
import { findMonthly, listMonthlyCharges } from '~/giving/find-monthly.server'
import { giftBooks } from '~/giving/gift-books.server'
import type { GiftDraft } from '~/giving/gift-form'
import { monthlyBooks } from '~/giving/monthly-books.server'
import { type MonthlyHintRefs, settleMonthly } from '~/giving/settle-monthly.server'
import { startMonthly } from '~/giving/start-monthly.server'
import { theSoftware } from '~/identity/actor'
import { auditBooks } from '~/ledger/audit-books.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import type { ProviderEvent } from '~/payments/gateway'
import { settleEvent } from '~/payments/internal/settle-event.server'
import { paymentBooks } from '~/payments/payment-books.server'
import { createStripeSubscriptions } from '~/payments/stripe/create-stripe-subscriptions.server'
import { shanghaiDay } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { projections } from '~/wiring.server'
import { secretKey, startReceiver, startTill, webhookSecret } from '../payments/support'
import { draft, prepare, publicUrl, walk } from './support'

export const settle = { sql: 'giving_settle' }
export const limits = { minFen: 100n, maxFen: 5_000_000n, feeCoverBps: 60 }

/** A campaign that runs for years: a monthly gift lives no longer than its campaign. */
export async function openEveryday(db: Database): Promise<Campaign> {
  await prepare(db)
  expect(await draftCampaign(db, theSoftware, { ...walk, endsOn: '2039-12-31' })).toMatchObject({ ok: true })
  expect(await db.transaction((tx) => openCampaign(tx, theSoftware, walk.slug))).toMatchObject({ ok: true })
  return (await findCampaign(db, walk.slug))!
}

/** A provider whose clock can be moved and whose webhooks are all lost: the test tells what it likes, in the order it likes. */
export async function startBilling(db: Database) {
  const door = await startReceiver()
  const till = await startTill(door.url)
  const subscriptions = createStripeSubscriptions({ secretKey, webhookSecret, apiBase: till.sandbox.url })
  till.sandbox.control.drop = true
  let told = 0

  const sessionOf = (url: string) => new URL(url).pathname.split('/').at(-1)!
  const press = (url: string, action = 'pay', card = 'good') =>
    fetch(`${till.sandbox.url}/pay/${sessionOf(url)}`, {
      method: 'POST',
      body: new URLSearchParams({ action, card }),
      redirect: 'manual',
    })
  /** Every event of the provider so far, oldest first. */
  const events = async () => {
    const all: ProviderEvent[] = []
    for await (const event of till.gateway.listEventsSince(null)) all.push(event)
    return all
  }
  /** Does what the outbox asks for. */
  const work = async () => {
    const hints = await db.query<{ payload: MonthlyHintRefs }>(
      `DELETE FROM platform_outbox WHERE topic = 'settle-monthly' RETURNING payload`,
    )
    for (const { payload } of hints) await settleMonthly(db, subscriptions, payload)
    return hints.length
  }
  const tell = async (event: ProviderEvent) => {
    await settleEvent(db, settle, event, 'webhook')
    await work()
  }
  return {
    door,
    till,
    subscriptions,
    press,
    events,
    work,
    tell,
    sessionOf,
    now: () => till.sandbox.clock.now(),
    /** Tells what has happened since the last time. */
    async catchUp() {
      const all = await events()
      for (const event of all.slice(told)) await tell(event)
      told = all.length
    },
    async until(instant: string) {
      till.sandbox.clock.advance(new Date(instant))
      await this.catchUp()
    },
    async stop() {
      await till.sandbox.stop()
      await door.stop()
    },
  }
}
export type Billing = Awaited<ReturnType<typeof startBilling>>

/** Starts a monthly gift and pays its first month. */
export async function begin(
  db: Database,
  billing: Billing,
  campaign: Campaign,
  over: { draft?: Partial<GiftDraft>; card?: string; target?: string } = {},
) {
  const started = await startMonthly(db, billing.subscriptions, {
    formId: randomUUID(),
    draft: { ...draft, feeCoverFen: 0n, ...over.draft },
    target: over.target ?? 'default',
    campaign,
    today: shanghaiDay(billing.now()),
    locale: 'zh-CN',
    publicUrl,
  })
  if (!started.ok) throw new Error(started.reason)
  await billing.press(started.url, 'pay', over.card)
  return started
}

export const monthlyOf = async (db: Database, secret: string) => (await findMonthly(db, { secret }))!
export const chargesOf = async (db: Database, secret: string) =>
  (await listMonthlyCharges(db, (await monthlyOf(db, secret)).id)).toReversed()

export async function giftsOf(db: Database, monthlyId: string) {
  return db.query<{
    id: string
    state: string
    amountFen: bigint
    paidOn: string
    channel: string
    acked: boolean
    funds: string[]
  }>(
    `SELECT g.id::text AS id, g.state, g.amount_fen AS "amountFen", g.paid_on AS "paidOn", g.channel, g.ack_number IS NOT NULL AS acked,
            (SELECT array_agg(fund ORDER BY fund) FROM giving_allocation WHERE gift_id = g.id) AS funds
       FROM giving_gift g WHERE g.via = 'monthly:' || $1 ORDER BY g.paid_on, g.created_at`,
    [monthlyId],
  )
}

/** Kinds of mail that wait for this monthly gift, in the order in which they were asked. */
export async function mailsOf(db: Database, monthlyId: string): Promise<string[]> {
  const rows = await db.query<{ kind: string }>(
    `SELECT payload ->> 'kind' AS kind FROM platform_outbox
      WHERE topic = 'send-monthly-mail' AND payload ->> 'monthlyId' = $1 ORDER BY id`,
    [monthlyId],
  )
  return rows.map(({ kind }) => kind)
}

export async function expectCleanBooks(db: Database): Promise<void> {
  await sealEntries(db, projections)
  const checks = [giftBooks, paymentBooks, monthlyBooks]
  expect((await auditBooks(db, { projections, checks })).faults).toEqual([])
}
