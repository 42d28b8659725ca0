import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { confirmGoods } from '~/giving/confirm-goods.server'
import { enterGoodsLine } from '~/giving/enter-goods-line.server'
import { findEvidence, findGoods } from '~/giving/find-goods.server'
import { findGoodsPaper, findPaperOfGoods } from '~/giving/find-goods-paper.server'
import { giftBooks } from '~/giving/gift-books.server'
import { giveGoods } from '~/giving/give-goods.server'
import { goodsBooks } from '~/giving/goods-books.server'
import { handInGoods } from '~/giving/hand-in-goods.server'
import { listGoods } from '~/giving/list-goods.server'
import { openGoods } from '~/giving/open-goods.server'
import { removeGoodsLine } from '~/giving/remove-goods-line.server'
import { renderGoodsPaper } from '~/giving/render-goods-paper.server'
import { showGoods } from '~/giving/show-goods.server'
import { takeBackGoods } from '~/giving/take-back-goods.server'
import { decideProposal } from '~/identity/decide-proposal.server'
import { findWaitingProposals } from '~/identity/find-waiting-proposal.server'
import { auditBooks } from '~/ledger/audit-books.server'
import { findFund } from '~/ledger/find-fund.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import { campaignTotals } from '~/live/campaign-projection.server'
import { campaignMonitoring } from '~/live/monitoring-projection.server'
import type { Database } from '~/platform/db.server'
import type { FileStore } from '~/platform/files/file-store.server'
import { storeEvidence } from '~/platform/files/store-evidence.server'
import { executors } from '~/wiring.server'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import { an, bo, countedBatch, mei, today } from './batches'
import { readPaper, readQr, squeezed } from './paper'
import { openWalk } from './support'

const evidence = { id: 'e'.repeat(64), type: 'application/pdf', name: '发票.pdf' }
const typed =
  (form: Record<string, string>) =>
  (name: string): string =>
    form[name] ?? ''
const rice = {
  description: '东北大米 5 公斤装',
  quantity: '980',
  unit: '袋',
  unitValue: '35.50',
  valuation: 'invoice',
  valuedBy: '某某粮油店',
}
const header = { donorName: '某某公司', nameConsent: 'yes', to: 'walk-11 elders', receivedOn: '2026-03-07' }

async function entered(
  db: Database,
  form: Record<string, string> = {},
): Promise<{ id: string; line: string }> {
  const opened = await openGoods(db, mei, { id: randomUUID(), text: typed({ ...header, ...form }), today })
  if (!opened.ok) throw new Error(JSON.stringify(opened))
  const line = randomUUID()
  const asked = { goodsId: opened.id, lineId: line, text: typed({ ...rice, ...form }), evidence }
  expect(await enterGoodsLine(db, mei, asked)).toEqual({ ok: true })
  return { id: opened.id, line }
}
async function agree(db: Database, by: typeof bo, id: string) {
  const [proposal] = await findWaitingProposals(db, { kind: 'goods', id })
  return decideProposal(db, by, { id: proposal!.id, decision: 'approved' }, executors)
}
async function confirmed(db: Database, form: Record<string, string> = {}) {
  const goods = await entered(db, form)
  expect(await handInGoods(db, mei, goods.id)).toEqual({ ok: true })
  expect(await agree(db, bo, goods.id)).toMatchObject({ ok: true })
  return goods
}
const out = (form: Record<string, string> = {}) =>
  typed({ quantity: '100', recipients: '100 户困难家庭', givenOn: '2026-03-08', ...form })
const give = (
  db: Database,
  goods: { id: string; line: string },
  form: Record<string, string> = {},
  outId = randomUUID(),
) => giveGoods(db, mei, { goodsId: goods.id, lineId: goods.line, outId, text: out(form), evidence, today })
const projections = [campaignTotals, campaignMonitoring]
async function expectBooks(db: Database) {
  await sealEntries(db, projections)
  expect((await auditBooks(db, { checks: [giftBooks, goodsBooks], projections })).faults).toEqual([])
}
const onHand = async (db: Database) => {
  const [row] = await db.query<{ fen: bigint }>(
    `SELECT coalesce(sum(amount_fen), 0)::bigint AS fen FROM ledger_line WHERE account = 'goods-on-hand'`,
  )
  return row!.fen
}

describe.each(databases)('goods: $name', ({ open }) => {
  let at: TestDatabase
  beforeEach(async () => {
    at = await open()
    await openWalk(at.db)
  })
  afterEach(async () => {
    await expectBooks(at.db)
    await at.drop()
  })

  test('goods move no total of money: not the campaign’s, not the fund’s, not what board and screen are made of', async () => {
    const { db } = at
    await countedBatch(db, ['50'])
    await sealEntries(db, projections)
    const money = async () => ({
      campaign: await db.query(
        'SELECT confirmed_fen, refunded_fen, gifts, pending_fen FROM live_campaign_total',
      ),
      channels: await db.query('SELECT * FROM live_campaign_channel_total ORDER BY 1, 2'),
      funds: await db.query(
        'SELECT fund, received_fen, disbursed_fen, balance_fen FROM ledger_fund_total WHERE balance_fen <> 0 OR received_fen <> 0 ORDER BY fund',
      ),
      board: await db.query(
        'SELECT campaign, fund, channel, fen, counts FROM live_raised_line ORDER BY fund, fen',
      ),
    })
    const before = await money()
    const goods = await confirmed(db)
    expect(await give(db, goods)).toEqual({ ok: true, valueFen: 355_000n })
    await sealEntries(db, projections)
    expect(await money()).toEqual(before)
    expect(await onHand(db)).toBe(880n * 3_550n)
    const fund = await findFund(db, 'elders')
    expect(fund).toMatchObject({ ok: true, fund: { receivedFen: 3_500n, balanceFen: 3_500n } })
    await expect(
      db.query(
        `INSERT INTO ledger_account (code, type, name_zh, name_en, raised) VALUES ('x', 'in-kind', 'x', 'x', true)`,
      ),
    ).rejects.toThrow('ledger_account_type')
  })

  test('two people: entered by one, in the books once another has confirmed, on their real day; then nothing of it changes', async () => {
    const { db } = at
    const goods = await entered(db)
    expect(await give(db, goods)).toEqual({ ok: false, reason: 'not-confirmed' })
    expect(await handInGoods(db, mei, goods.id)).toEqual({ ok: true })
    expect(await handInGoods(db, mei, goods.id)).toEqual({ ok: false, reason: 'not-open' })
    expect(await removeGoodsLine(db, mei, { goodsId: goods.id, lineId: goods.line })).toEqual({
      ok: false,
      reason: 'not-open',
    })
    expect(await agree(db, mei, goods.id), 'their own').toEqual({ ok: false, reason: 'not-allowed' })
    expect(await onHand(db)).toBe(0n)
    expect(await agree(db, an, goods.id)).toMatchObject({ ok: true })
    expect(
      await db.query(
        `SELECT e.kind, e.channel, e.occurred_on::text AS day, l.account, l.fund, l.campaign, l.amount_fen AS fen
           FROM ledger_entry e JOIN ledger_line l ON l.entry_id = e.id WHERE e.source = 'goods' ORDER BY l.line_no`,
      ),
    ).toMatchObject([
      {
        kind: 'goods',
        day: '2026-03-07',
        account: 'goods-on-hand',
        fund: 'elders',
        campaign: 'walk-11',
        fen: 3_479_000n,
      },
      { account: 'in-kind-gifts', fen: -3_479_000n },
    ])
    expect(await db.transaction((tx) => confirmGoods(tx, bo, goods.id))).toEqual({
      ok: false,
      reason: 'changed-since',
    })
    await expect(db.query('UPDATE giving_goods_line SET unit_value_fen = 1')).rejects.toThrow(
      'giving_goods_line_kept',
    )
    await expect(db.query('DELETE FROM giving_goods_line')).rejects.toThrow('giving_goods_line_kept')
  })

  test('980 bags to 980 households: never more than is there; what was written down wrongly comes back', async () => {
    const { db } = at
    const goods = await confirmed(db)
    expect(await give(db, goods, { quantity: '981' })).toEqual({ ok: false, reason: 'more-than-left' })
    expect(await give(db, goods, { givenOn: '2026-03-06' })).toEqual({ ok: false, reason: 'before-received' })
    const id = randomUUID()
    expect(await give(db, goods, { quantity: '980', recipients: '980 户困难家庭' }, id)).toEqual({
      ok: true,
      valueFen: 3_479_000n,
    })
    expect(
      await give(db, goods, { quantity: '980', recipients: '980 户困难家庭' }, id),
      'sent twice',
    ).toMatchObject({ ok: true })
    expect(await give(db, goods, { quantity: '1' }, id), 'another under its name').toEqual({
      ok: false,
      reason: 'changed-since',
    })
    expect(await give(db, goods, { quantity: '1' })).toEqual({ ok: false, reason: 'more-than-left' })
    expect(await onHand(db)).toBe(0n)
    await expect(db.query('UPDATE giving_goods_line SET given_out = 981')).rejects.toThrow(
      'giving_goods_line_given',
    )
    const back = (note: string) => takeBackGoods(db, mei, { goodsId: goods.id, outId: id, note, today })
    expect(await back('')).toEqual({ ok: false, reason: 'note-needed' })
    expect(await back('写错了日子')).toEqual({ ok: true })
    expect(await back('再一次')).toEqual({ ok: false, reason: 'changed-since' })
    expect(await onHand(db)).toBe(3_479_000n)
    expect(await give(db, goods, { quantity: '980' })).toMatchObject({ ok: true })
    expect((await findGoods(db, bo, goods.id))!.outs).toMatchObject([
      { takenBackWhy: '写错了日子' },
      { takenBackWhy: null },
    ])
  })

  test('what is wrong is said by its field, worth is more than nothing, and a file must be what it says', async () => {
    const { db } = at
    const start = (form: Record<string, string>) =>
      openGoods(db, bo, { id: randomUUID(), text: typed({ ...header, ...form }), today })
    expect(await start({ donorName: '', to: 'walk-11 elders', receivedOn: '2026-11-28' })).toMatchObject({
      errors: { donorName: 'name-for-consent', receivedOn: 'not-yet' },
    })
    expect(await start({ to: 'walk-11 nowhere' })).toMatchObject({ errors: { to: 'unknown-place' } })
    const alone = await start({ to: ' children' })
    expect(alone).toMatchObject({ ok: true })
    const goodsId = alone.ok ? alone.id : ''
    const line = (form: Record<string, string>) =>
      enterGoodsLine(db, bo, { goodsId, lineId: randomUUID(), text: typed({ ...rice, ...form }), evidence })
    expect(
      await line({
        description: '',
        quantity: '1.5',
        unit: '',
        unitValue: '0',
        valuation: 'x',
        valuedBy: '',
      }),
    ).toMatchObject({
      errors: {
        description: 'missing',
        quantity: 'not-whole',
        unit: 'missing',
        unitValue: 'not-positive',
        valuation: 'missing',
        valuedBy: 'missing',
      },
    })
    expect(await handInGoods(db, bo, goodsId)).toEqual({ ok: false, reason: 'no-lines' })
    const kept: string[] = []
    const files = {
      async put(id: string) {
        kept.push(id)
        return { created: true }
      },
    } as unknown as FileStore
    const store = (text: string | null) =>
      storeEvidence(files, { name: '../发票.pdf', bytes: text === null ? null : Buffer.from(text, 'latin1') })
    expect(await storeEvidence(files, null)).toEqual({ ok: false, reason: 'file-missing' })
    expect(await store('')).toEqual({ ok: false, reason: 'file-missing' })
    expect(await store(null)).toEqual({ ok: false, reason: 'file-too-large' })
    expect(await store('<html>')).toEqual({ ok: false, reason: 'file-kind' })
    expect(kept).toEqual([])
    expect(await store('%PDF-1.7')).toMatchObject({
      ok: true,
      evidence: { type: 'application/pdf', name: '..发票.pdf' },
    })
    expect(await store('\x89PNG\r\n')).toMatchObject({ ok: true, evidence: { type: 'image/png' } })
    expect(kept).toHaveLength(2)
  })

  test('the public sees sealed goods, their worth apart, names by consent and no evidence; organisers see their own campaign’s', async () => {
    const { db } = at
    const shown = await confirmed(db)
    await confirmed(db, {
      nameConsent: '',
      donorName: '不愿署名',
      description: '棉被',
      quantity: '10',
      unit: '床',
    })
    await entered(db, { description: '还没确认' })
    expect(await showGoods(db, 'zh-CN', 'campaign', 'walk-11'), 'not sealed yet').toBeNull()
    await give(db, shown)
    await sealEntries(db, projections)
    const words = (await showGoods(db, 'zh-CN', 'campaign', 'walk-11'))!
    expect(words.lead).toBe('折价 ¥35,145.00，不计入善款总数。')
    expect(words.rows.map(({ what, who, about, worth }) => [what, who, about, worth])).toEqual([
      ['棉被 · 10 床', '爱心人士', '2026年3月7日', '折价 ¥355.00'],
      ['东北大米 5 公斤装 · 980 袋', '某某公司', '2026年3月7日 · 已发放 100', '折价 ¥34,790.00'],
    ])
    expect(JSON.stringify(words)).not.toContain(evidence.id)
    expect((await showGoods(db, 'en', 'fund', 'elders'))!.rows).toHaveLength(2)
    expect(await showGoods(db, 'en', 'fund', 'children')).toBeNull()
    const other = { ...mei, grants: [{ role: 'organiser' as const, scope: 'relief-day', standsInFor: null }] }
    expect(await findGoods(db, other, shown.id)).toBeNull()
    const everything = { filter: { q: '', state: null }, limit: 10 }
    expect((await listGoods(db, other, everything)).rows).toEqual([])
    expect((await listGoods(db, mei, everything)).rows).toHaveLength(3)
    expect(
      (await listGoods(db, mei, { ...everything, filter: { q: '大米', state: 'confirmed' } })).rows,
    ).toMatchObject([{ id: shown.id, givenFen: 355_000n }])
    expect(await findEvidence(db, shown.id, evidence.id)).toEqual({
      type: evidence.type,
      name: evidence.name,
    })
    expect(await findEvidence(db, shown.id, 'f'.repeat(64))).toBeNull()
  })

  test('books that were meddled with are named', async () => {
    const { db } = at
    const goods = await confirmed(db)
    await give(db, goods)
    await db.query('UPDATE giving_goods_line SET given_out = 99')
    expect((await auditBooks(db, { checks: [goodsBooks] })).faults).toMatchObject([{ what: 'goods-left' }])
    await db.query('UPDATE giving_goods_line SET given_out = 100')
  })

  test('has a paper once it is confirmed, that anyone can check by number and code', async () => {
    const { db } = at
    const goods = await entered(db)
    expect(await findPaperOfGoods(db, goods.id), 'not before').toBeNull()
    expect(await handInGoods(db, mei, goods.id)).toEqual({ ok: true })
    expect(await agree(db, bo, goods.id)).toMatchObject({ ok: true })
    const paper = (await findPaperOfGoods(db, goods.id))!
    expect(paper).toMatchObject({ donorName: '某某公司', valueFen: 3_479_000n, receivedOn: '2026-03-07' })
    expect(paper.number).toMatch(/^SW-2026-\d{8}-\d$/)
    const typedByHand = paper.number.toLowerCase().replaceAll('-', ' ')
    expect(await findGoodsPaper(db, typedByHand, paper.code)).toMatchObject({ number: paper.number })
    const wrong = paper.code.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
    expect(await findGoodsPaper(db, paper.number, wrong)).toBeNull()
    expect(await findGoodsPaper(db, paper.number.replace('2026', '2025'), paper.code)).toBeNull()
    for (const locale of ['zh-CN', 'en'] as const) {
      const pdf = await renderGoodsPaper(paper, {
        locale,
        publicUrl: 'https://give.example.org',
        demo: false,
      })
      const { text, pages } = readPaper(pdf)
      expect(pages).toBe(1)
      for (const said of [paper.number, paper.code, '34,790.00', '980', '袋', '某某公司'])
        expect(squeezed(text)).toContain(squeezed(said))
      const lang = locale === 'en' ? '/en' : ''
      expect(readQr(pdf)).toBe(`https://give.example.org${lang}/check/goods/${paper.number}/${paper.code}`)
    }
  })
})

describe.each(postgresOnly)('at once: $name', ({ open }) => {
  test('many give out at the same moment: exactly what is there goes, and two who confirm do it once', async () => {
    const at = await open()
    const { db } = at
    await openWalk(db)
    const goods = await entered(db)
    await handInGoods(db, mei, goods.id)
    const [proposal] = await findWaitingProposals(db, { kind: 'goods', id: goods.id })
    const decision = { id: proposal!.id, decision: 'approved' } as const
    const agreed = await Promise.all([bo, an, bo].map((by) => decideProposal(db, by, decision, executors)))
    expect(agreed.filter((one) => one.ok)).toHaveLength(1)
    const given = await Promise.all(Array.from({ length: 12 }, () => give(db, goods)))
    expect(given.filter((one) => one.ok)).toHaveLength(9)
    expect(given.filter((one) => !one.ok)).toEqual(Array(3).fill({ ok: false, reason: 'more-than-left' }))
    expect((await findGoods(db, bo, goods.id))!.lines).toMatchObject([{ givenOut: 900n }])
    const id = randomUUID()
    const twice = await Promise.all([1, 2, 3].map(() => give(db, goods, { quantity: '80' }, id)))
    expect(twice.map((one) => one.ok)).toEqual([true, true, true])
    expect(await onHand(db)).toBe(0n)
    await expectBooks(db)
    await at.drop()
  })
})
