import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Campaign } from '~/campaigns/campaign'
import type { CampaignInput } from '~/campaigns/campaign-input'
import { createSeries } from '~/campaigns/create-series.server'
import { draftCampaign } from '~/campaigns/draft-campaign.server'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { openCampaign } from '~/campaigns/open-campaign.server'
import { giftBooks } from '~/giving/gift-books.server'
import type { GiftDraft } from '~/giving/gift-form'
import { startGift } from '~/giving/start-gift.server'
import { theSoftware } from '~/identity/actor'
import { auditBooks } from '~/ledger/audit-books.server'
import { openFund } from '~/ledger/open-fund.server'
import type { CheckoutInput, Gateway, PaymentFact } from '~/payments/gateway'
import type { Database, Sql } from '~/platform/db.server'

export const today = '2026-03-07'
export const publicUrl = 'https://give.example.org'

export const walk: CampaignInput = {
  slug: 'walk-11',
  series: 'health-walk',
  edition: 11,
  name: { zh: '第十一届慈善健康行', en: '11th Charity Health Walk' },
  summary: { zh: '一起走，一起捐。', en: 'Walk and give.' },
  story: { zh: '为困境儿童和长者而走。', en: 'For children and elders.' },
  place: { zh: '大夫山森林公园', en: 'Dafushan Forest Park' },
  startsOn: '2026-01-01',
  endsOn: '2026-06-30',
  cover: '/covers/walk.svg',
  coverAlt: { zh: '木棉花', en: 'Kapok flowers' },
  filingNumber: 'TEST-0001',
  designatedPlatform: '测试平台',
  donorMayChoose: true,
  routes: [
    { fund: 'elders', basisPoints: 7000, onOffer: true },
    { fund: 'children', basisPoints: 3000, onOffer: true },
  ],
}

const fundNames = {
  elders: ['长者关爱基金', 'Elders Fund'],
  children: ['困境儿童基金', 'Children Fund'],
} as const

/** The funds and the series that these tests give to. */
export async function prepare(db: Database): Promise<void> {
  for (const [slug, [nameZh, nameEn]] of Object.entries(fundNames)) {
    const rest = { kind: 'community' as const, purposeZh: '', purposeEn: '', restricted: true, position: 0 }
    expect(await openFund(db, { slug, nameZh, nameEn, ...rest })).toMatchObject({ ok: true })
  }
  const about = { zh: '每年一次', en: 'Once a year' }
  expect(
    await createSeries(db, theSoftware, {
      slug: 'health-walk',
      name: { zh: '健康行', en: 'Health walk' },
      about,
    }),
  ).toMatchObject({ ok: true })
}

export async function openWalk(db: Database): Promise<Campaign> {
  await prepare(db)
  expect(await draftCampaign(db, theSoftware, walk)).toEqual({ ok: true, slug: walk.slug })
  expect(await db.transaction((tx) => openCampaign(tx, theSoftware, walk.slug))).toEqual({
    ok: true,
    slug: walk.slug,
  })
  return (await findCampaign(db, walk.slug))!
}

export const draft: GiftDraft = {
  amountFen: 6666n,
  feeCoverFen: 40n,
  shares: [
    { fund: 'elders', amountFen: 4666n },
    { fund: 'children', amountFen: 2000n },
  ],
  name: '梁锦华',
  nameConsent: true,
  message: '加油',
  dedication: '祝外婆八十大寿',
  email: 'donor@example.org',
}

/** A provider that writes down what it was asked; `before` looks around first, `away` makes it unreachable. */
export function recordingGateway(before: (input: CheckoutInput) => Promise<void> = async () => {}) {
  const asked: CheckoutInput[] = []
  const state = { away: false }
  const never = () => {
    throw new Error('Starting a gift asks the provider for a checkout only')
  }
  const gateway: Gateway = {
    provider: 'test',
    ways: ['card', 'alipay', 'wechat_pay'],
    webhookPath: '/webhooks/test',
    webhookTaken: { type: 'text/plain', body: 'taken' },
    checkoutOrigins: [],
    async createCheckout(input) {
      await before(input)
      asked.push(input)
      if (state.away) return { ok: false, reason: 'unavailable' }
      return { ok: true, ref: `cs_${input.giftId}`, url: `https://pay.example.org/${input.giftId}` }
    },
    fetchPayment: never,
    refund: never,
    listBalanceTransactions: never,
    listPayouts: never,
    listEventsSince: never,
    verifyWebhook: never,
  }
  return { gateway, asked, state }
}

/** A gift whose checkout is open; answers its id. */
export async function startedGift(
  db: Sql,
  campaign: Campaign,
  change: Partial<GiftDraft> = {},
  locale: 'zh-CN' | 'en' = 'zh-CN',
): Promise<string> {
  const { gateway } = recordingGateway()
  const input = { formId: randomUUID(), draft: { ...draft, ...change }, campaign, today, locale, publicUrl }
  const started = await startGift(db, gateway, input)
  if (!started.ok) throw new Error(started.reason)
  return started.giftId
}

export const fact = (giftId: string, change: Partial<PaymentFact> = {}): PaymentFact => ({
  giftId,
  status: 'paid',
  amountFen: '6706',
  currency: 'CNY',
  paymentRef: `pi_${giftId}`,
  channel: 'wechat_pay',
  at: '2026-03-07T04:00:00Z',
  ...change,
})

export interface Settled {
  outcome: string
  gift?: string
  reason?: string
}
export async function settle(sql: Sql, told: PaymentFact): Promise<Settled> {
  const [row] = await sql.query<{ answer: Settled }>('SELECT giving_settle($1::jsonb) AS answer', [
    JSON.stringify(told),
  ])
  return row!.answer
}

export async function confirmedGift(
  db: Sql,
  campaign: Campaign,
  change: Partial<GiftDraft> = {},
  locale: 'zh-CN' | 'en' = 'zh-CN',
) {
  const id = await startedGift(db, campaign, change, locale)
  const all = { ...draft, ...change }
  const told = fact(id, { amountFen: String(all.amountFen + all.feeCoverFen) })
  expect(await settle(db, told)).toMatchObject({ outcome: 'confirmed' })
  return id
}

/** Proves the books with this room's own check; belongs after every test that posts. */
export async function expectCleanBooks(db: Database): Promise<void> {
  expect((await auditBooks(db, { checks: [giftBooks] })).faults).toEqual([])
}
