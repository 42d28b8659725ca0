import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { agreeSponsor } from '~/giving/agree-sponsor.server'
import { agreementType } from '~/giving/agreement-type'
import { findAgreement, keepSponsorFiles } from '~/giving/keep-sponsor-files.server'
import { listOpenSponsors } from '~/giving/list-open-sponsors.server'
import { findSponsor, listSponsorLevels } from '~/giving/list-sponsors.server'
import { matchSponsor } from '~/giving/match-sponsor.server'
import { proposeSponsor } from '~/giving/propose-sponsor.server'
import { listSponsorNames, readSponsorBoard, readSponsorSums } from '~/giving/read-sponsors.server'
import { saveSponsor } from '~/giving/save-sponsor.server'
import { setSponsorLevels } from '~/giving/set-sponsor-levels.server'
import { emptySponsor, readLevels, readSponsorForm, type SponsorFields } from '~/giving/sponsor-form'
import { takeBackMatch } from '~/giving/take-back-match.server'
import { theSoftware } from '~/identity/actor'
import { openLiveTotals } from '~/live/live-totals.server'
import { shanghaiDay } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { storePicture } from '~/platform/pictures/store-picture.server'
import { actor, keepLines, openAccount, suspense, treasurer } from '../payments/bank-desk'
import { plainPng } from '../platform/sample-pictures'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import { expectWholeBooks, seal } from './pots'
import { confirmedGift, openWalk, walk } from './support'

const campaign = walk.slug
const today = '2026-03-07'
const typed = (change: Partial<SponsorFields> = {}): SponsorFields => ({
  ...emptySponsor(randomUUID()),
  ...{
    nameZh: '云山实业',
    nameEn: 'Yunshan Industries',
    nameConsent: 'yes',
    level: 'level-1',
    fund: 'elders',
  },
  cash: '500',
  ...change,
})
async function entered(db: Database, change: Partial<SponsorFields> = {}): Promise<string> {
  const saved = await saveSponsor(db, theSoftware, { campaign, fields: typed(change) })
  if (!saved.ok) throw new Error(JSON.stringify(saved))
  return saved.sponsorId
}
const agree = (db: Database, sponsorId: string, change: Record<string, unknown> = {}) =>
  db.transaction((tx) => agreeSponsor(tx, theSoftware, { sponsorId, step: 'agree', version: 1, ...change }))
async function agreed(db: Database, change: Partial<SponsorFields> = {}): Promise<string> {
  const id = await entered(db, change)
  expect(await agree(db, id)).toMatchObject({ ok: true })
  return id
}
const levels = [
  { key: 'level-1', nameZh: '冠名', nameEn: 'Title' },
  { key: 'level-2', nameZh: '支持', nameEn: 'Support' },
]

describe.each(databases)('sponsors on $name', ({ open }) => {
  let at: TestDatabase
  let db: Database
  beforeEach(async () => {
    at = await open()
    db = at.db
    await openWalk(db)
    expect(await setSponsorLevels(db, theSoftware, { campaign, levels })).toEqual({ ok: true })
  })
  afterEach(async () => {
    await seal(db)
    await expectWholeBooks(db)
    await at.drop()
  })
  async function lines(...amounts: string[]): Promise<string[]> {
    const account = await openAccount(db)
    const day = shanghaiDay(new Date())
    await keepLines(
      db,
      account,
      amounts.map((yuan, n) => ({ day, yuan, who: n === 0 ? '云山实业' : `别人${n}`, remark: '' })),
    )
    return (
      await db.query<{ id: string }>('SELECT id::text FROM payments_bank_line ORDER BY amount_fen DESC')
    ).map((l) => l.id)
  }
  const arrivedFen = async (id: string) => (await findSponsor(db, campaign, id))!.sponsor.arrivedFen

  test('a sponsor’s cash comes by a bank line, in parts, and is never the public’s', async () => {
    await confirmedGift(db, (await findCampaign(db, campaign))!)
    await seal(db)
    const live = await openLiveTotals(db)
    const before = (await live.find(campaign))!.json
    const id = await agreed(db)
    const [first, second] = await lines('300.00', '250.00')
    expect(
      (await listOpenSponsors(db, { openFen: 30_000n, counterparty: '云山实业' })).map((s) => s.id),
    ).toEqual([id])
    const match = (lineId: string, amountFen: bigint, by = treasurer) =>
      matchSponsor(db, by, { lineId, sponsorId: id, amountFen })
    expect(await match(first!, 30_000n, actor('organiser'))).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await match(first!, 30_001n)).toEqual({ ok: false, reason: 'not-so-much-open' })
    expect(await match(first!, 20_000n)).toMatchObject({ ok: true })
    expect(await match(first!, 10_000n)).toEqual({ ok: false, reason: 'already-matched' })
    expect(await match(second!, 25_000n)).toMatchObject({ ok: true })
    expect(await arrivedFen(id)).toBe(45_000n)
    expect(await suspense(db)).toBe(10_000n)
    const third = await entered(db)
    expect(await matchSponsor(db, treasurer, { lineId: first!, sponsorId: third, amountFen: 1n })).toEqual({
      ok: false,
      reason: 'not-agreed',
    })
    const more = await agreed(db, { cash: '50' })
    expect(await matchSponsor(db, treasurer, { lineId: first!, sponsorId: more, amountFen: 6_000n })).toEqual(
      { ok: false, reason: 'more-than-agreed' },
    )

    const [kept] = await db.query<{ id: string }>(
      'SELECT id::text FROM payments_bank_match WHERE amount_fen = 25000',
    )
    expect(
      await takeBackMatch(db, treasurer, { matchId: kept!.id, note: '错了', now: new Date() }),
    ).toMatchObject({ ok: true })
    expect(await arrivedFen(id)).toBe(20_000n)
    expect(await suspense(db)).toBe(35_000n)
    expect(await match(second!, 25_000n)).toMatchObject({ ok: true })
    await seal(db)
    const again = await openLiveTotals(db)
    expect((await again.find(campaign))!.json).toBe(before)
    await Promise.all([live.stop(), again.stop()])
  })
  test('two people state cash that no bank line shows; what was agreed to stays', async () => {
    const id = await entered(db)
    const person = actor('organiser', randomUUID())
    const cash = { sponsorId: id, campaign, today, step: 'cash' as const, amount: '500', arrivedOn: today }
    expect(await proposeSponsor(db, person, cash)).toEqual({ ok: false, reason: 'not-agreed' })
    expect(await agree(db, id, { version: 2 })).toEqual({ ok: false, reason: 'changed-since' })
    expect(await agree(db, id)).toMatchObject({ ok: true })
    expect(await agree(db, id, { version: 2 })).toEqual({ ok: false, reason: 'changed-since' })
    expect(await proposeSponsor(db, person, { ...cash, step: 'agree' })).toEqual({
      ok: false,
      reason: 'agreed-already',
    })
    expect(await proposeSponsor(db, person, { ...cash, amount: '500.01' })).toEqual({
      ok: false,
      reason: 'more-than-agreed',
    })
    expect(await proposeSponsor(db, person, { ...cash, amount: 'x' })).toEqual({
      ok: false,
      reason: 'amount-wrong',
    })
    expect(await proposeSponsor(db, person, { ...cash, arrivedOn: '2026-03-08' })).toEqual({
      ok: false,
      reason: 'day-wrong',
    })
    const came = { step: 'cash', amountFen: '50000', arrivedOn: today }
    expect(await agree(db, id, came)).toMatchObject({ ok: true })
    expect(await arrivedFen(id)).toBe(50_000n)
    expect(await agree(db, id, came)).toEqual({ ok: false, reason: 'more-than-agreed' })

    const { sponsor } = (await findSponsor(db, campaign, id))!
    const change = (more: Partial<SponsorFields>) =>
      saveSponsor(db, theSoftware, {
        campaign,
        fields: { ...typed(), formId: id, version: String(sponsor.version), ...more },
      })
    expect(await change({ cash: '600' })).toMatchObject({ reason: 'agreed-stays' })
    expect(await change({ version: '1' })).toMatchObject({ reason: 'changed-since' })
    expect(await change({ link: 'https://yunshan.example/', level: 'level-2' })).toMatchObject({ ok: true })
  })

  test('the public sees who was agreed to, by level and by consent; the sum is of all', async () => {
    expect(await readSponsorBoard(db, campaign, 'en')).toBeNull()
    await agreed(db, { nameZh: '甲', nameEn: 'Alpha', level: 'level-2', cash: '100' })
    await agreed(db, {
      nameZh: '乙',
      nameEn: 'Beta',
      cash: '',
      goods: '200',
      goodsZh: '水',
      goodsEn: 'Water',
    })
    await agreed(db, { nameZh: '不具名', nameEn: 'Secret', nameConsent: '', cash: '1' })
    await entered(db, { nameZh: '草稿', nameEn: 'Draft' })
    const board = (await readSponsorBoard(db, campaign, 'en'))!
    expect(board.levels.map((l) => [l.name, l.sponsors.map((s) => s.name)])).toEqual([
      ['Title', ['Beta']],
      ['Support', ['Alpha']],
    ])
    expect([board.sum, board.unnamed]).toEqual([
      '3 sponsors, worth ¥301.00',
      '1 more is not named in public.',
    ])
    expect(JSON.stringify(board)).not.toMatch(/Secret|不具名|Draft|草稿/)
    expect(await listSponsorNames(db, campaign, 'zh-CN')).toEqual(['乙', '甲'])
    expect(await readSponsorSums(db, campaign)).toEqual({ count: 3, worthFen: 30_100n, goodsFen: 20_000n })
    const inKind = await db.query(
      `SELECT l.account, l.fund, e.kind, sum(l.amount_fen)::bigint AS fen FROM ledger_line l JOIN ledger_entry e ON e.id = l.entry_id
        WHERE e.source = 'sponsor-goods' GROUP BY 1, 2, 3 ORDER BY 1`,
    )
    expect(inKind, 'in the books as goods, and in no account of money').toEqual([
      { account: 'in-kind-gifts', fund: expect.any(String), kind: 'goods', fen: -20_000n },
      { account: 'in-kind-given', fund: expect.any(String), kind: 'goods', fen: 20_000n },
    ])
    expect(await setSponsorLevels(db, theSoftware, { campaign, levels: levels.slice(1) })).toEqual({
      ok: false,
      reason: 'level-used',
    })
    expect(await setSponsorLevels(db, theSoftware, { campaign, levels: [...levels].reverse() })).toEqual({
      ok: true,
    })
    expect((await listSponsorLevels(db, campaign)).map((l) => l.key)).toEqual(['level-2', 'level-1'])
  })

  test('an agreement is for the desk alone and judged by its content; a logo is shown by consent only', async () => {
    const id = await agreed(db, { logoConsent: '' })
    const keep = (agreement: { name: string; bytes: Uint8Array }) =>
      keepSponsorFiles(db, treasurer, { sponsorId: id, campaign, agreement })
    expect(await keep({ name: 'x.pdf', bytes: Buffer.from('<html>') })).toEqual({
      ok: false,
      reason: 'agreement-type',
    })
    const large = Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(10 * 1024 * 1024)])
    expect(await keep({ name: 'x.pdf', bytes: large })).toEqual({ ok: false, reason: 'agreement-large' })
    expect(await keep({ name: '协议.pdf', bytes: Buffer.from('%PDF-1.7 x') })).toEqual({ ok: true })
    const find = (role: Parameters<typeof actor>[0]) =>
      findAgreement(db, actor(role), { sponsorId: id, campaign })
    expect(await find('auditor')).toMatchObject({ name: '协议.pdf', type: 'application/pdf' })
    expect(await find('reviewer')).toBeNull()
    expect(await findAgreement(db, treasurer, { sponsorId: id, campaign: 'other' })).toBeNull()
    expect(await db.query('SELECT 1 FROM platform_file')).toEqual([])
    expect(await keepSponsorFiles(db, treasurer, { sponsorId: id, campaign, logo: 'f'.repeat(64) })).toEqual({
      ok: false,
      reason: 'logo-gone',
    })
    expect(await keepSponsorFiles(db, treasurer, { sponsorId: id, campaign })).toEqual({
      ok: false,
      reason: 'no-file',
    })

    const files = {
      kind: 'disk' as const,
      put: async () => ({ created: true }),
      get: async () => null,
      remove: async () => {},
    }
    const stored = await storePicture(
      { db, files },
      { bytes: await plainPng(40, 20, '#c8362b'), type: 'image/png' },
    )
    if (!stored.ok) throw new Error(stored.reason)
    expect(
      await keepSponsorFiles(db, treasurer, { sponsorId: id, campaign, logo: stored.picture.id }),
    ).toEqual({ ok: true })
    const logo = async () => (await readSponsorBoard(db, campaign, 'en'))!.levels[0]!.sponsors[0]!.logo
    expect(await logo()).toBeNull()
    const { sponsor } = (await findSponsor(db, campaign, id))!
    const fields = { ...typed({ logoConsent: 'yes' }), formId: id, version: String(sponsor.version) }
    expect(await saveSponsor(db, theSoftware, { campaign, fields })).toMatchObject({ ok: true })
    expect(await logo()).toMatchObject({ src: expect.stringMatching(/^\/files\/[0-9a-f]{64}\//) })
  })
})

describe.each(postgresOnly)('two at once on $name', ({ open }) => {
  test('two bank lines for one sponsor’s cash: never more than was agreed', async () => {
    const at = await open()
    await openWalk(at.db)
    await setSponsorLevels(at.db, theSoftware, { campaign, levels })
    const id = await agreed(at.db)
    const account = await openAccount(at.db)
    const day = shanghaiDay(new Date())
    await keepLines(
      at.db,
      account,
      [400, 400].map((yuan, n) => ({ day, yuan: `${yuan}.00`, who: `${n}`, remark: '' })),
    )
    const ids = await at.db.query<{ id: string }>('SELECT id::text FROM payments_bank_line')
    const answers = await Promise.all(
      ids.map((l) => matchSponsor(at.db, treasurer, { lineId: l.id, sponsorId: id, amountFen: 40_000n })),
    )
    expect(answers.map((a) => (a.ok ? 'ok' : a.reason)).sort()).toEqual(['more-than-agreed', 'ok'])
    await seal(at.db)
    await expectWholeBooks(at.db)
    await at.drop()
  })
})

describe('what the desk types', () => {
  const there = { levels: ['level-1'], funds: ['elders'] }
  test.each([
    ['nothing given', { cash: '' }, { cash: 'no-worth' }],
    ['goods without words', { goods: '10' }, { goodsZh: 'both-languages', goodsEn: 'both-languages' }],
    ['a link that runs', { link: 'javascript:alert(1)' }, { link: 'link' }],
    ['another level', { level: 'level-9' }, { level: 'unknown-level' }],
    ['one language', { nameEn: ' ' }, { nameEn: 'missing' }],
    ['half a fen', { cash: '1.005' }, { cash: 'amount' }],
  ])('%s', (_, change, errors) => {
    expect(readSponsorForm(typed(change), there)).toEqual({ ok: false, errors })
  })
  test('full-width digits and separators are amounts', () => {
    expect(readSponsorForm(typed({ cash: '１,２００.50' }), there)).toMatchObject({
      ok: true,
      draft: { cashFen: 120_050n },
    })
  })
  test('levels keep their keys, a new one gets one that is free, an emptied row goes', () => {
    const form = new FormData()
    const rows = [
      ['level-2', '甲', 'A'],
      ['', '乙', 'B'],
      ['level-1', '', ''],
    ]
    for (const [n, [key, zh, en]] of rows.entries()) {
      form.set(`key${n}`, key!)
      form.set(`zh${n}`, zh!)
      form.set(`en${n}`, en!)
    }
    expect(readLevels(form)?.map((l) => l.key)).toEqual(['level-2', 'level-1'])
    form.set('en0', '')
    expect(readLevels(form)).toBeNull()
  })
  test('a file is what its content is', () => {
    expect(agreementType(Buffer.from('%PDF-1.4'))).toBe('application/pdf')
    expect(agreementType(Buffer.from('MZ'))).toBeNull()
  })
})
