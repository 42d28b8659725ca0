import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { theSoftware } from '~/identity/actor'
import { closePeriod } from '~/ledger/close-period.server'
import type { EntryInput, LineInput } from '~/ledger/entry'
import { postEntry } from '~/ledger/post-entry.server'
import { reverseEntry } from '~/ledger/reverse-entry.server'
import { splitFen } from '~/money/split'
import type { Database } from '~/platform/db.server'
import { databases, type TestDatabase } from '../setup/databases'
import { giftLines, mustPost } from './books'
import { openStoryFunds, type Step, tellStory } from './story'

const campaign = 'health-walk-10'
const post = (says: string, input: Partial<EntryInput> & { lines: LineInput[] }): Step => ({
  says,
  act: (db) =>
    mustPost(db, {
      source: 'gift',
      key: says,
      kind: 'gift',
      occurredOn: '2026-01-06',
      channel: 'alipay',
      ...input,
    }),
})
const split7030 = splitFen(6666n, [7000, 3000])
const splitGift = [
  ...giftLines('health-walk', split7030[0]!, campaign),
  ...giftLines('school-meals', split7030[1]!, campaign),
]
const move = (account: string, fund: string, amountFen: bigint, of: string | null = null): LineInput => ({
  account,
  fund,
  campaign: of,
  amountFen,
})

describe.each(databases)('stories a treasurer can read: $name', ({ open }) => {
  let at: TestDatabase
  beforeEach(async () => {
    at = await open()
    await openStoryFunds(at.db)
  })
  afterEach(() => at.drop())

  const told = async (file: string, title: string, steps: Step[]) => {
    const page = await tellStory(at.db, title, steps)
    await expect(page).toMatchFileSnapshot(`./stories/${file}.md`)
  }

  test('a gift of ¥66.66 split 70 to 30 over two funds', async () => {
    await told('split-gift', '一笔捐赠分给两个基金 A gift split over two funds', [
      post('捐赠 66.66 元，七三分 A gift of ¥66.66, split 70/30', { lines: splitGift }),
      {
        says: '同一通知再次送达，账目不变 The same notice comes again and changes nothing',
        async act(db: Database) {
          const first = {
            source: 'gift',
            key: '捐赠 66.66 元，七三分 A gift of ¥66.66, split 70/30',
            kind: 'gift',
          } as const
          const facts = { occurredOn: '2026-01-06', channel: 'alipay', lines: splitGift }
          expect(await postEntry(db, { ...first, ...facts })).toMatchObject({ ok: true, created: false })
          return undefined
        },
      },
    ])
  })

  test('a gift whose donor also covers the fee', async () => {
    await told('covered-fee', '捐赠人代付手续费 A gift with its fee covered', [
      post('捐赠 100 元，另付手续费 0.60 元 A gift of ¥100, and ¥0.60 for the fee', {
        lines: [
          ...giftLines('health-walk', 10_000n, campaign),
          move('provider-clearing', 'payment-costs', 60n),
          move('fee-cover', 'payment-costs', -60n),
        ],
      }),
      post(
        '支付渠道结算：到账 100 元，扣手续费 0.60 元 The provider pays out ¥100 and keeps its fee of ¥0.60',
        {
          source: 'payout',
          kind: 'transfer',
          channel: 'bank',
          lines: [
            move('bank', 'health-walk', 10_000n),
            move('provider-clearing', 'health-walk', -10_000n),
            move('provider-fees', 'payment-costs', 60n),
            move('provider-clearing', 'payment-costs', -60n),
          ],
        },
      ),
    ])
  })

  test('a gift made by mistake and reversed', async () => {
    let gift: bigint | undefined
    const given = post('捐赠人误捐 66.66 元 A gift of ¥66.66, made by mistake', { lines: splitGift })
    await told('reversed-gift', '误捐冲销 A mistaken gift reversed', [
      { ...given, act: async (db) => (gift = await given.act(db)) },
      {
        says: '两日后冲销，原分录不改 Two days later it is reversed; the first entry stays as it is',
        async act(db: Database) {
          const memo = '误捐退款 Refund of a mistaken gift'
          const made = await reverseEntry(db, { entryId: gift!, memo, occurredOn: '2026-01-08' })
          if (!made.ok) throw new Error(made.reason)
          return made.entryId
        },
      },
      post('捐赠人重新捐赠 50 元 The donor gives ¥50 instead', {
        lines: giftLines('school-meals', 5_000n, campaign),
      }),
    ])
  })

  test('a stall counts its takings, pays them in, and the fund spends', async () => {
    await told('takings', '义卖善款 Market takings', [
      post('摊位点钞 1,680.00 元 A stall counts ¥1,680.00 in cash', {
        source: 'stall',
        kind: 'takings',
        channel: 'cash',
        lines: [
          move('cash', 'health-walk', 168_000n, campaign),
          move('market-takings', 'health-walk', -168_000n, campaign),
        ],
      }),
      post('现金存入银行 The cash is paid into the bank', {
        source: 'deposit',
        kind: 'transfer',
        channel: 'bank',
        occurredOn: '2026-01-07',
        lines: [move('bank', 'health-walk', 168_000n), move('cash', 'health-walk', -168_000n)],
      }),
      post('划转 600 元给学生午餐基金 ¥600 goes over to the school meals fund', {
        source: 'move',
        kind: 'transfer',
        channel: 'bank',
        occurredOn: '2026-01-08',
        lines: [
          move('transfers', 'health-walk', 60_000n),
          move('bank', 'health-walk', -60_000n),
          move('bank', 'school-meals', 60_000n),
          move('transfers', 'school-meals', -60_000n),
        ],
      }),
      post('学生午餐支出 250 元 ¥250 is spent on school meals', {
        source: 'plan',
        kind: 'disbursement',
        channel: 'bank',
        occurredOn: '2026-01-09',
        lines: [move('disbursements', 'school-meals', 25_000n), move('bank', 'school-meals', -25_000n)],
      }),
    ])
  })

  test('news that comes after its period was closed', async () => {
    await told('late-news', '关账后的消息 News after a period is closed', [
      post('一月内捐赠 66.66 元 A gift of ¥66.66 in January', { lines: splitGift }),
      {
        says: '一月关账 January is closed',
        async act(db: Database) {
          expect(await db.transaction((tx) => closePeriod(tx, theSoftware, '2026-01-31'))).toMatchObject({
            ok: true,
          })
          return undefined
        },
      },
      post(
        '补记一月的捐赠 20 元，记在首个开放日 A January gift of ¥20 arrives late and is posted on the first open day',
        {
          lines: giftLines('school-meals', 2_000n, campaign),
          occurredOn: '2026-01-20',
        },
      ),
    ])
  })
})
