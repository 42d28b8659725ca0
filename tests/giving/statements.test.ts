import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Campaign } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { eraseDonor } from '~/giving/erase-donor.server'
import { exportDonorPledges } from '~/giving/export-donor-pledges.server'
import { findStatement } from '~/giving/find-statement.server'
import { issueStatement } from '~/giving/issue-statement.server'
import { listStatementYears, readStatementYear } from '~/giving/read-statement-year.server'
import { renderStatement } from '~/giving/render-statement.server'
import { readStatementNumber, readYear, type Statement, statementNumber } from '~/giving/statement'
import { withPassword } from '../identity/support'
import { databases, type TestDatabase } from '../setup/databases'
import { readPaper, readQr, squeezed } from './paper'
import { openPledging, pledged } from './pledges'
import { draft, expectCleanBooks, fact, publicUrl, settle, startedGift, walk } from './support'

const paper = { locale: 'zh-CN' as const, publicUrl, demo: false }
const today = '2026-03-09'

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  let campaign: Campaign
  beforeAll(async () => {
    opened = await open()
    await openPledging(opened.db)
    campaign = (await findCampaign(opened.db, walk.slug))!
  })
  afterEach(() => expectCleanBooks(opened.db))
  afterAll(() => opened.drop())

  /** A gift of this address that arrived at an instant. */
  async function gave(email: string, at: string, change: Partial<typeof draft> = {}) {
    const id = await startedGift(opened.db, campaign, { email, ...change })
    const all = { ...draft, ...change }
    const amountFen = String(all.amountFen + all.feeCoverFen)
    expect(await settle(opened.db, fact(id, { amountFen, at, channel: 'card' }))).toMatchObject({
      outcome: 'confirmed',
    })
    return id
  }
  const issue = async (email: string, year = 2025): Promise<Statement> => {
    const issued = await issueStatement(opened.db, { email, year, today })
    if (!issued.ok) throw new Error(issued.reason)
    return issued.statement
  }

  test('a year is Shanghai’s: the last second and the first one part there', async () => {
    const email = 'edge@example.org'
    const last = await gave(email, '2025-12-31T15:59:59Z')
    const first = await gave(email, '2025-12-31T16:00:00Z')
    const earliest = await gave('EDGE@example.org', '2024-12-31T16:00:00Z')
    await gave('other@example.org', '2025-06-01T04:00:00Z')
    await startedGift(opened.db, campaign, { email })
    const ids = async (year: number) =>
      (await readStatementYear(opened.db, email, year)).gifts.map((g) => g.id)
    expect(await ids(2025)).toEqual([earliest, last])
    expect(await ids(2026)).toEqual([first])
    expect(await ids(2024)).toEqual([])
    expect((await listStatementYears(opened.db, email)).map(({ year, gifts }) => [year, gifts])).toEqual([
      [2026, 1],
      [2025, 2],
    ])
    expect(await issueStatement(opened.db, { email, year: 2023, today })).toEqual({
      ok: false,
      reason: 'nothing-given',
    })
    expect(await issueStatement(opened.db, { email: '', year: 2025, today })).toMatchObject({ ok: false })
  })

  test('the paper says every gift, what went back, and the sum in figures and in capitals', async () => {
    const email = 'paper@example.org'
    const one = await gave(email, '2025-03-07T04:00:00Z')
    const two = await gave(email, '2025-05-01T04:00:00Z', {
      amountFen: 100_000n,
      feeCoverFen: 0n,
      shares: [{ fund: 'elders', amountFen: 100_000n }],
    })
    const back = { about: 'refund', ref: `re_${two}`, paymentRef: `pi_${two}`, status: 'succeeded' }
    await settle(opened.db, {
      ...back,
      amountFen: '30000',
      currency: 'CNY',
      at: '2026-01-09T04:00:00Z',
    } as never)
    const statement = await issue(email)
    expect(statement).toMatchObject({ givenFen: 106_666n, refundedFen: 30_000n, feeCoverFen: 40n })
    const pdf = await renderStatement(statement, paper)
    const { text, pages } = readPaper(pdf)
    expect(pages).toBe(1)
    const said = squeezed(text)
    for (const gift of statement.gifts) expect(said).toContain(squeezed(gift.acknowledgement!.number))
    expect(statement.gifts.map((g) => g.id)).toEqual([one, two])
    for (const word of [
      '2025年度捐赠汇总',
      '梁锦华',
      statement.number,
      statement.code,
      '¥66.66',
      '¥1,000.00',
    ])
      expect(said).toContain(squeezed(word))
    for (const word of ['已退款¥300.00', '¥1,066.66', '−¥300.00', '¥766.66', '银行卡', '长者关爱基金'])
      expect(said).toContain(word)
    expect(said).toContain('人民币柒佰陆拾陆元陆角陆分')
    expect(said).toContain('统一票据尚未登记')
    expect(said).not.toContain('paper@example.org')
    expect(readQr(pdf)).toBe(`${publicUrl}/check/year/${statement.number}/${statement.code}`)
    expect(await renderStatement(statement, paper)).toEqual(pdf)
    const english = readPaper(await renderStatement(statement, { ...paper, locale: 'en' })).text
    expect(english).toContain('Annual giving statement 2025')
    expect(english).not.toContain('人民币')
  })

  test('many gifts take more pages, and none is lost between them', async () => {
    const email = 'many@example.org'
    await gave(email, '2025-03-07T04:00:00Z')
    const { gifts, ...rest } = await issue(email)
    for (const n of [15, 16, 19, 20, 24, 44, 45, 60]) {
      const many = Array.from({ length: n }, (_, i) => ({
        ...gifts[0]!,
        acknowledgement: { number: `SX-2025-${String(10_000_000 + i)}-0`, code: 'ABCDEFGHJK' },
      }))
      const { text } = readPaper(await renderStatement({ ...rest, gifts: many }, paper))
      const found = new Set(text.match(/SX-2025-1\d{7}-0/g))
      expect([n, found.size]).toEqual([n, n])
      expect(text).toContain(rest.code)
    }
  })

  test('handed out again it is the same; a refund makes another, and the check page tells of it without a name', async () => {
    const email = 'check@example.org'
    const id = await gave(email, '2025-04-01T04:00:00Z')
    const first = await issue(email)
    const [again, later] = [
      await issue(email),
      await issueStatement(opened.db, { email, year: 2025, today: '2026-05-05' }),
    ]
    expect(again).toEqual(first)
    expect(later).toMatchObject({ statement: { number: first.number, issuedOn: today } })
    const checked = await findStatement(
      opened.db,
      first.number.toLowerCase().replaceAll('-', ' '),
      first.code.toLowerCase(),
    )
    expect(checked).toEqual({
      ...{ number: first.number, year: 2025, gifts: 1, givenFen: 6666n, refundedFen: 0n },
      ...{ refundedNowFen: 0n, issuedOn: today },
    })
    expect(JSON.stringify(checked, (_, v) => String(v))).not.toContain('梁锦华')
    expect(await findStatement(opened.db, first.number, 'AAAAAAAAAA')).toBeNull()
    const other = statementNumber(2024, readStatementNumber(first.number)!.serial)
    expect(await findStatement(opened.db, other, first.code)).toBeNull()

    const back = { about: 'refund', ref: `re_${id}`, paymentRef: `pi_${id}`, status: 'succeeded' }
    await settle(opened.db, {
      ...back,
      amountFen: '1000',
      currency: 'CNY',
      at: '2026-02-09T04:00:00Z',
    } as never)
    expect(await findStatement(opened.db, first.number, first.code)).toMatchObject({
      refundedFen: 0n,
      refundedNowFen: 1000n,
    })
    const second = await issue(email)
    expect(second.number).not.toBe(first.number)
    expect(await findStatement(opened.db, second.number, second.code)).toMatchObject({ refundedFen: 1000n })
  })

  test('a mistyped number is none, and years are read with care', () => {
    const number = statementNumber(2025, 12_345_678n)
    expect(readStatementNumber(number)).toEqual({ year: 2025, serial: 12_345_678n })
    expect(readStatementNumber(number.replace('8', '9'))).toBeNull()
    expect(readStatementNumber(number.replace('SY', 'SX'))).toBeNull()
    expect([
      readYear('2025', 2026),
      readYear('2027', 2026),
      readYear('1999', 2026),
      readYear('20 25', 2026),
    ]).toEqual([2025, null, null, null])
  })

  test('who is erased takes whom to ask out of their pledges, and finds them in their own export before', async () => {
    const email = 'pledger@example.org'
    const own = await withPassword(opened.db, email, 'kapok in early spring')
    const unit = await pledged(opened.db, {
      contactEmail: 'Pledger@example.org',
      contactName: '何老师',
      contactPhone: '13800138000',
    })
    const self = await pledged(opened.db, { unitName: '何小明', contactName: '何小明', contactEmail: email })
    const other = await pledged(opened.db, { contactEmail: 'stays@example.org' })
    const exported = async () => {
      let text = ''
      for await (const piece of exportDonorPledges(opened.db, email)) text += piece
      return JSON.parse(text) as { reference: string; contactName: string; amountFen: string }[]
    }
    expect((await exported()).map((p) => p.reference).toSorted()).toEqual(
      [unit.reference, self.reference].toSorted(),
    )
    expect(await exported()).toContainEqual(
      expect.objectContaining({ contactName: '何老师', contactPhone: '13800138000', amountFen: '1500000' }),
    )
    expect(await eraseDonor(opened.db, own)).toEqual({ ok: true, gifts: 0 })
    expect(await exported()).toEqual([])
    const rows = await opened.db.query(
      `SELECT reference, unit_name AS unit, contact_name || contact_email || contact_phone AS contact, name_consent AS consent
         FROM giving_pledge WHERE reference = ANY ($1::text[]) ORDER BY reference`,
      [[unit.reference, self.reference, other.reference]],
    )
    expect(rows).toEqual(
      [
        { reference: unit.reference, unit: '南村小学', contact: '', consent: false },
        { reference: self.reference, unit: '爱心人士', contact: '', consent: false },
        expect.objectContaining({
          reference: other.reference,
          unit: '南村小学',
          contact: expect.stringContaining('stays@example.org'),
        }),
      ].toSorted((a, b) => (a.reference < b.reference ? -1 : 1)),
    )
  })
})
