import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findFund } from '~/ledger/find-fund.server'
import type { Fund } from '~/ledger/fund'
import { type FundLine, listFundEntries } from '~/ledger/list-fund-entries.server'
import { type FundCursor, listFunds } from '~/ledger/list-funds.server'
import { openFund } from '~/ledger/open-fund.server'
import { reverseEntry } from '~/ledger/reverse-entry.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import { databases, type TestDatabase } from '../setup/databases'
import { expectCleanBooks, gift, giftLines, mustPost, openFunds } from './books'

const fund: Fund = {
  slug: 'new-fund',
  kind: 'federation',
  nameZh: '新基金',
  nameEn: 'New fund',
  purposeZh: '用途',
  purposeEn: 'Purpose',
  restricted: false,
  position: 1,
}

describe.each(databases)('funds: $name', ({ open }) => {
  let at: TestDatabase
  beforeAll(async () => {
    at = await open()
    await openFunds(at.db)
  })
  afterAll(async () => {
    await expectCleanBooks(at.db)
    await at.drop()
  })

  test('a fund is opened once; another one under its slug, or a slug that cannot be, is refused', async () => {
    expect(await openFund(at.db, fund)).toEqual({ ok: true, created: true })
    expect(await openFund(at.db, fund)).toEqual({ ok: true, created: false })
    expect(await openFund(at.db, { ...fund, nameZh: '别的' })).toEqual({ ok: false, reason: 'slug-taken' })
    for (const slug of ['', 'Big', 'a b', '-a', '基金', 'x'.repeat(65)]) {
      expect(await openFund(at.db, { ...fund, slug })).toEqual({ ok: false, reason: 'slug-invalid' })
    }
  })

  test('a fund shows what it received, spent and holds, by sealed entries only', async () => {
    const none = { receivedFen: 0n, disbursedFen: 0n, balanceFen: 0n, treeSize: 0n }
    const unsaid = { founder: '', manager: '', foundedOn: null, openingMinFen: null, group: null }
    expect(await findFund(at.db, 'new-fund')).toEqual({
      ok: true,
      fund: { ...fund, ...unsaid, ...none, version: 1 },
    })
    expect(await findFund(at.db, 'nobody')).toEqual({ ok: false, reason: 'unknown-fund' })
    const mistake = await mustPost(at.db, gift('mistake', giftLines('new-fund', 70n)))
    await mustPost(at.db, gift('real', giftLines('new-fund', 900n)))
    await mustPost(at.db, {
      ...gift('spent'),
      kind: 'disbursement',
      lines: [
        { account: 'disbursements', fund: 'new-fund', amountFen: 300n },
        { account: 'bank', fund: 'new-fund', amountFen: -300n },
      ],
    })
    expect(await findFund(at.db, 'new-fund')).toMatchObject({ fund: none })
    await sealEntries(at.db, [], { limit: 2 })
    expect(await findFund(at.db, 'new-fund')).toMatchObject({ fund: { receivedFen: 970n, treeSize: 2n } })
    await reverseEntry(at.db, { entryId: mistake, memo: 'mistake', occurredOn: '2026-01-11' })
    await sealEntries(at.db, [])
    expect(await findFund(at.db, 'new-fund')).toMatchObject({
      fund: { receivedFen: 900n, disbursedFen: 300n, balanceFen: 600n, treeSize: 4n },
    })
  })

  test('pages of funds follow one another by position and slug', async () => {
    const slugs: string[] = []
    let after: FundCursor | undefined
    do {
      const page = await listFunds(at.db, { after, limit: 2 })
      slugs.push(...page.funds.map((f) => f.slug))
      after = page.next ?? undefined
    } while (after)
    expect(slugs).toEqual(['general', 'new-fund', 'pool', 'school', 'payment-costs', 'suspense'])
  })

  test('pages of a fund’s lines follow one another from the newest, sealed ones only', async () => {
    await mustPost(at.db, gift('pool a', giftLines('pool', 1n)))
    await mustPost(at.db, gift('pool b', [...giftLines('pool', 2n), ...giftLines('pool', 3n)]))
    await sealEntries(at.db, [])
    await mustPost(at.db, gift('pool c', giftLines('pool', 4n)))
    for (const limit of [1, 2, 3, 200]) {
      const seen: FundLine[] = []
      let page = await listFundEntries(at.db, { fund: 'pool', limit })
      seen.push(...page.lines)
      while (page.next) {
        page = await listFundEntries(at.db, { fund: 'pool', limit, before: page.next })
        seen.push(...page.lines)
      }
      expect(seen.map((l) => l.amountFen)).toEqual([-3n, 3n, -2n, 2n, -1n, 1n])
      expect(seen.map((l) => l.index)).toEqual([5n, 5n, 5n, 5n, 4n, 4n])
    }
    await sealEntries(at.db, [])
  })
})
