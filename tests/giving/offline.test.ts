import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { closeCampaign } from '~/campaigns/close-campaign.server'
import { askLineReversal } from '~/giving/ask-line-reversal.server'
import { readPieces, sumOfPieces } from '~/giving/batch'
import { emptyLine } from '~/giving/batch-form'
import { clearCheque } from '~/giving/clear-cheque.server'
import { countBatch } from '~/giving/count-batch.server'
import { countWaiting } from '~/giving/count-waiting.server'
import { dropBatch } from '~/giving/drop-batch.server'
import { enterBatchLine } from '~/giving/enter-batch-line.server'
import { eraseDonor } from '~/giving/erase-donor.server'
import { exportBatches } from '~/giving/export-batches.server'
import { findBatch } from '~/giving/find-batch.server'
import { listBatches } from '~/giving/list-batches.server'
import { listDepositLots } from '~/giving/list-deposit-lots.server'
import { matchDeposit } from '~/giving/match-deposit.server'
import { offlineBooks } from '~/giving/offline-books.server'
import { openBatch } from '~/giving/open-batch.server'
import { countedBatches } from '~/giving/period-checks.server'
import { readCashOnHand } from '~/giving/read-cash-on-hand.server'
import { recountBatch } from '~/giving/recount-batch.server'
import { removeBatchLine } from '~/giving/remove-batch-line.server'
import { settleCampaign } from '~/giving/settle-campaign.server'
import { takeBackMatch } from '~/giving/take-back-match.server'
import { theSoftware } from '~/identity/actor'
import { decideProposal } from '~/identity/decide-proposal.server'
import { findWaitingProposals } from '~/identity/find-waiting-proposal.server'
import { auditBooks } from '~/ledger/audit-books.server'
import type { Database } from '~/platform/db.server'
import { executors } from '~/wiring.server'
import { actor, keepLines, openAccount } from '../payments/bank-desk'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import {
  an,
  beginBatch,
  bo,
  cashOf,
  countedBatch,
  enterLine,
  expectBooks,
  mei,
  today,
  totalsOf,
} from './batches'
import { openWalk } from './support'

const waiting = async (db: Database, kind: string, id: string) =>
  (await findWaitingProposals(db, { kind, id }))[0]
const approve = async (db: Database, by: typeof bo, kind: string, id: string) =>
  decideProposal(db, by, { id: (await waiting(db, kind, id))!.id, decision: 'approved' }, executors)
const everything = { q: '', state: null, kind: null }

describe.each(databases)('cash and cheques: $name', ({ open }) => {
  let at: TestDatabase
  beforeEach(async () => {
    at = await open()
    await openWalk(at.db)
  })
  afterEach(async () => {
    await expectBooks(at.db)
    await at.drop()
  })

  test('two people count alike: every line is a gift on its real day, with its shares, name and mail, in one go', async () => {
    const { db } = at
    const id = await beginBatch(db, mei)
    await enterLine(db, mei, id, '100', {
      donorName: '陈先生',
      nameConsent: 'yes',
      contactEmail: 'chen@example.org',
    })
    await enterLine(db, mei, id, '66.60')
    await enterLine(db, mei, id, '20', { fund: 'children' })
    expect(await countBatch(db, mei, { batchId: id, countedFen: 18_660n, pieces: { 10000: 1 } })).toEqual({
      ok: true,
    })
    expect(await totalsOf(db), 'one person’s word books nothing').toEqual({ fen: 0n, gifts: 0 })
    expect(await recountBatch(db, bo, { batchId: id, countedFen: 18_660n })).toEqual({
      ok: true,
      agreed: true,
      differenceFen: 0n,
    })
    expect(await totalsOf(db)).toEqual({ fen: 18_660n, gifts: 3 })
    expect(await cashOf(db)).toBe(18_660n)
    const gifts = await db.query(
      `SELECT g.amount_fen AS fen, g.donor_name AS name, g.name_consent AS consent, g.contact_email AS mail, g.channel, g.paid_on AS day,
              (SELECT string_agg(fund || ' ' || amount_fen, ', ' ORDER BY fund DESC) FROM giving_allocation WHERE gift_id = g.id) AS shares,
              g.via = $1 AS ours FROM giving_gift g ORDER BY fen DESC`,
      [`batch:${id}`],
    )
    const rest = { channel: 'cash', day: '2026-03-07', ours: true }
    expect(gifts).toEqual([
      {
        fen: 10_000n,
        name: '陈先生',
        consent: true,
        mail: 'chen@example.org',
        shares: 'elders 7000, children 3000',
        ...rest,
      },
      { fen: 6_660n, name: '', consent: false, mail: '', shares: 'elders 4662, children 1998', ...rest },
      { fen: 2_000n, name: '', consent: false, mail: '', shares: 'children 2000', ...rest },
    ])
    expect(
      await db.query(`SELECT count(*)::int AS n FROM platform_outbox WHERE topic = 'send-acknowledgement'`),
    ).toEqual([{ n: 1 }])
    expect(
      await db.query(`SELECT id FROM giving_batch_line WHERE donor_name <> '' OR contact_email <> ''`),
      'the gift alone knows who gave',
    ).toEqual([])
    expect((await findBatch(db, an, id))!.batch).toMatchObject({ state: 'on-hand', sumFen: 18_660n })
    expect((await findBatch(db, an, id))!.lines.map((l) => l.donorName)).toEqual(['陈先生', '', ''])
  })

  test('what differs is named and booked nowhere: counts from lines, and the second count from the first; then two count anew', async () => {
    const { db } = at
    const id = await beginBatch(db, mei)
    expect(await countBatch(db, mei, { batchId: id, countedFen: 1n })).toEqual({
      ok: false,
      reason: 'no-lines',
    })
    await enterLine(db, mei, id, '100')
    expect(await countBatch(db, mei, { batchId: id, countedFen: 9_950n })).toEqual({
      ok: false,
      reason: 'lines-differ',
      differenceFen: -50n,
    })
    expect(await countBatch(db, mei, { batchId: id, countedFen: 10_000n })).toEqual({ ok: true })
    expect(await recountBatch(db, bo, { batchId: id, countedFen: 9_900n })).toEqual({
      ok: true,
      agreed: false,
      differenceFen: -100n,
    })
    expect(await totalsOf(db)).toEqual({ fen: 0n, gifts: 0 })
    expect(await recountBatch(db, bo, { batchId: id, countedFen: 10_000n }), 'guessing is no way').toEqual({
      ok: false,
      reason: 'not-counting',
    })
    const found = (await findBatch(db, bo, id))!
    expect(found.batch.state).toBe('open')
    expect(found.counts.map(({ round, nth, countedFen }) => [round, nth, countedFen])).toEqual([
      [1, 1, null],
      [1, 2, 9_900n],
    ])
    expect((await findBatch(db, mei, id))!.counts.map((c) => c.countedFen)).toEqual([10_000n, 9_900n])
    await enterLine(db, mei, id, '5')
    expect(await countBatch(db, mei, { batchId: id, countedFen: 10_500n })).toEqual({ ok: true })
    expect(await recountBatch(db, an, { batchId: id, countedFen: 10_500n })).toMatchObject({ agreed: true })
    expect(await totalsOf(db)).toEqual({ fen: 10_500n, gifts: 2 })
    await expect(db.query('UPDATE giving_batch_count SET counted_fen = 1')).rejects.toThrow(
      'ledger_append_only',
    )
  })

  test('the same person never counts twice, nor who entered a line, nor by agreeing without a count', async () => {
    const { db } = at
    const id = await beginBatch(db, mei)
    await enterLine(db, mei, id, '10')
    await enterLine(db, bo, id, '5')
    const count = { batchId: id, countedFen: 1_500n }
    expect(await countBatch(db, an, count), 'whoever knows nothing counts second').toEqual({
      ok: false,
      reason: 'not-entered',
    })
    expect(await countBatch(db, mei, count)).toEqual({ ok: true })
    expect(await countBatch(db, bo, count)).toEqual({ ok: false, reason: 'not-open' })
    expect(await recountBatch(db, mei, count)).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await recountBatch(db, bo, count), 'knows the sum').toEqual({ ok: false, reason: 'entered-it' })
    const standIn = {
      ...an,
      id: 'si',
      grants: [{ role: 'treasurer' as const, scope: '*', standsInFor: 'mei' }],
    }
    expect(await recountBatch(db, standIn, count)).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await recountBatch(db, actor('auditor'), count)).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await approve(db, an, 'batch', id), 'agreeing is counting').toEqual({
      ok: false,
      reason: 'refused',
      why: 'count-first',
    })
    expect(await db.query('SELECT nth FROM giving_batch_count'), 'who may not leaves nothing').toEqual([
      { nth: 1 },
    ])
    expect(await recountBatch(db, an, count)).toMatchObject({ agreed: true })
    expect(await recountBatch(db, an, count)).toEqual({ ok: false, reason: 'not-counting' })
    expect(await totalsOf(db)).toEqual({ fen: 1_500n, gifts: 2 })
  })

  test('whoever has to count second sees no amount: not on the page, in the list, in the file, in the trail, in the proposal', async () => {
    const { db } = at
    const id = await beginBatch(db, mei)
    await enterLine(db, mei, id, '123.45')
    const look = async () => {
      const found = (await findBatch(db, bo, id))!
      const listed = (await listBatches(db, bo, { filter: everything, limit: 10 })).rows
      const outlet = { ready: async () => true }
      const file = await (
        await exportBatches(db, bo, { filter: everything, format: 'csv', locale: 'en', outlet })
      ).text()
      const acts = await db.query(`SELECT before, after, note FROM identity_act WHERE subject_kind = 'batch'`)
      const proposals = await db.query('SELECT payload, note FROM identity_proposal')
      const text = JSON.stringify([found, listed, file, acts, proposals], (_, v) =>
        typeof v === 'bigint' ? `${v}` : v,
      )
      expect(text).not.toMatch(/12345|123\.45/)
      expect(found.lines).toMatchObject([{ amountFen: null }])
      return found
    }
    await look()
    expect(await countBatch(db, mei, { batchId: id, countedFen: 12_345n })).toEqual({ ok: true })
    expect(await look()).toMatchObject({
      countedBy: 'mei',
      counts: [],
      batch: { state: 'counting', sumFen: null },
    })
    expect(await findBatch(db, mei, id)).toMatchObject({
      countedFirst: true,
      counts: [{ countedFen: 12_345n }],
    })
    expect((await countWaiting(db, bo)).offline).toBe(1)
    expect((await countWaiting(db, bo)).proposals).toBe(1)
  })

  test('while it is counted nothing changes; taken back it can; a batch that was a mistake is dropped with a word and books nothing', async () => {
    const { db } = at
    const id = await beginBatch(db, mei)
    const line = await enterLine(db, mei, id, '10')
    await countBatch(db, mei, { batchId: id, countedFen: 1_000n })
    const again = { ...emptyLine(line), amount: '99' }
    const enter = () => enterBatchLine(db, mei, { batchId: id, fields: again, locale: 'en' })
    expect(await enter()).toEqual({ ok: false, reason: 'not-open' })
    expect(await removeBatchLine(db, mei, { batchId: id, lineId: line })).toEqual({
      ok: false,
      reason: 'not-open',
    })
    expect(await dropBatch(db, mei, { batchId: id, note: 'x' })).toEqual({ ok: false, reason: 'not-open' })
    const { id: proposal } = (await waiting(db, 'batch', id))!
    expect(await decideProposal(db, mei, { id: proposal, decision: 'withdrawn' }, executors)).toMatchObject({
      ok: true,
    })
    expect((await findBatch(db, bo, id))!.counts, 'still nothing to copy').toMatchObject([
      { countedFen: null },
    ])
    expect(await enter()).toEqual({ ok: true, lineId: line })
    expect((await findBatch(db, mei, id))!.lines).toMatchObject([{ amountFen: 9_900n }])
    expect(await removeBatchLine(db, mei, { batchId: id, lineId: line })).toEqual({ ok: true })
    expect(await removeBatchLine(db, mei, { batchId: id, lineId: line })).toEqual({
      ok: false,
      reason: 'line-gone',
    })
    expect(await dropBatch(db, mei, { batchId: id, note: ' ' })).toEqual({ ok: false, reason: 'note-needed' })
    expect(await dropBatch(db, mei, { batchId: id, note: '登记了两次' })).toEqual({ ok: true })
    expect(await enter()).toEqual({ ok: false, reason: 'not-open' })
    expect(await totalsOf(db)).toEqual({ fen: 0n, gifts: 0 })
  })

  test('a day in a closed period: the gift keeps its real day and adjusts, posted on the first open day', async () => {
    const { db } = at
    await db.query(`INSERT INTO ledger_period_close (closed_through, closed_by) VALUES ('2026-03-31', 'x')`)
    await countedBatch(db, ['30'])
    expect(
      await db.query(
        `SELECT occurred_on::text AS day, adjusts_on::text AS adjusts FROM ledger_entry WHERE source = 'gift'`,
      ),
    ).toEqual([{ day: '2026-04-01', adjusts: '2026-03-07' }])
    expect(await db.query('SELECT paid_on AS day FROM giving_gift')).toEqual([{ day: '2026-03-07' }])
  })

  test('a period and a campaign are not closed over batches that nobody counted', async () => {
    const { db } = at
    const id = await beginBatch(db, mei)
    expect(await countedBatches.look(db, '2026-03-06')).toMatchObject({ level: 'fine' })
    expect(await countedBatches.look(db, '2026-03-31')).toMatchObject({ level: 'blocks', count: 1 })
    expect(await closeCampaign(db, theSoftware, 'walk-11')).toMatchObject({ ok: true })
    const settle = () => db.transaction((tx) => settleCampaign(tx, theSoftware, 'walk-11'))
    expect(await settle()).toEqual({ ok: false, reason: 'batches-unsettled' })
    await dropBatch(db, mei, { batchId: id, note: '没有' })
    expect(await countedBatches.look(db, '2026-03-31')).toMatchObject({ level: 'fine' })
    expect(await settle()).toMatchObject({ ok: true })
  })

  test('a cheque is booked on the day it clears; bounced, it is in no book', async () => {
    const { db } = at
    const cheque = { chequeNumber: '10203040', chequeBank: '工商银行' }
    const bare = await beginBatch(db, mei, { kind: 'cheque' })
    expect(
      await enterBatchLine(db, mei, {
        batchId: bare,
        fields: { ...emptyLine(randomUUID()), amount: '1' },
        locale: 'en',
      }),
    ).toMatchObject({ reason: 'invalid', errors: { chequeNumber: 'missing', chequeBank: 'missing' } })
    await dropBatch(db, mei, { batchId: bare, note: 'x' })
    const { id, lines } = await countedBatch(db, ['5000', '800'], { kind: 'cheque', line: cheque })
    expect(await totalsOf(db)).toEqual({ fen: 0n, gifts: 0 })
    expect(await readCashOnHand(db)).toMatchObject({ onHandFen: 0n, chequesFen: 580_000n, cheques: 2 })
    const tell = (by: typeof bo, lineId: string, fate: Parameters<typeof clearCheque>[2]['fate']) =>
      clearCheque(db, by, { batchId: id, lineId, fate, today })
    expect(await tell(mei, lines[0]!, { cleared: true, on: '2026-03-10' })).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    for (const on of ['2026-03-06', '2026-11-28', 'x'])
      expect(await tell(bo, lines[0]!, { cleared: true, on }), on).toEqual({ ok: false, reason: 'day-wrong' })
    expect(await tell(bo, lines[0]!, { cleared: true, on: '2026-03-10' })).toMatchObject({ ok: true })
    expect(await tell(bo, lines[0]!, { cleared: true, on: '2026-03-10' })).toEqual({
      ok: false,
      reason: 'not-handed-in',
    })
    expect(await tell(bo, lines[1]!, { cleared: false, why: '' })).toEqual({
      ok: false,
      reason: 'note-needed',
    })
    expect(await tell(bo, lines[1]!, { cleared: false, why: '余额不足' })).toEqual({ ok: true, giftId: null })
    expect(await totalsOf(db)).toEqual({ fen: 500_000n, gifts: 1 })
    expect(await db.query('SELECT channel, paid_on AS day FROM giving_gift')).toEqual([
      { channel: 'cheque', day: '2026-03-10' },
    ])
    expect((await findBatch(db, bo, id))!.lines).toMatchObject([
      { state: 'booked' },
      { state: 'bounced', note: '余额不足', giftId: null },
    ])
  })

  test('a line entered wrongly is reversed by two people with a reason, and leaves total and count', async () => {
    const { db } = at
    const { id, lines } = await countedBatch(db, ['100', '40'])
    const ask = (note: string) => askLineReversal(db, bo, { batchId: id, lineId: lines[0]!, note })
    expect(await askLineReversal(db, mei, { batchId: id, lineId: lines[0]!, note: 'x' })).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    expect(await ask('')).toEqual({ ok: false, reason: 'note-needed' })
    expect(await ask('记错了人')).toEqual({ ok: true })
    expect(await ask('记错了人')).toEqual({ ok: false, reason: 'already-proposed' })
    expect(await approve(db, bo, 'batch-line', lines[0]!)).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await totalsOf(db)).toEqual({ fen: 14_000n, gifts: 2 })
    expect(await approve(db, an, 'batch-line', lines[0]!)).toMatchObject({ ok: true })
    expect(await totalsOf(db)).toEqual({ fen: 4_000n, gifts: 1 })
    expect(await ask('再来')).toEqual({ ok: false, reason: 'refunded' })
    expect(await cashOf(db)).toBe(4_000n)
    await expect(db.query('UPDATE giving_batch_line SET amount_fen = 1')).rejects.toThrow(
      'giving_batch_line_kept',
    )
    await expect(db.query('DELETE FROM giving_batch_line')).rejects.toThrow('giving_batch_line_kept')
  })

  test('cash paid in: the bank line takes it, on hand is zero; taken back it is in the house again; a banked line is not reversed', async () => {
    const { db } = at
    const one = await countedBatch(db, ['100', '40'])
    const two = await countedBatch(db, ['7.50'], { place: '晚会募捐箱' })
    const account = await openAccount(db)
    await keepLines(db, account, [
      { day: '2026-03-09', yuan: '147.50', who: '现金', remark: '存现' },
      { day: '2026-03-09', yuan: '100.00', who: '现金', remark: '少了' },
    ])
    const bank = await db.query<{ id: string; fen: bigint }>(
      'SELECT id::text, amount_fen AS fen FROM payments_bank_line ORDER BY amount_fen DESC',
    )
    const [whole, less] = bank.map(({ id }) => id)
    const lots = await listDepositLots(db)
    expect(lots.map(({ kind, zh, amountFen }) => [kind, zh, amountFen])).toEqual([
      ['batch', '起点服务台', 14_000n],
      ['batch', '晚会募捐箱', 750n],
    ])
    const keys = lots.map(({ key }) => key)
    const pay = (lineId: string, chosen: string[]) => matchDeposit(db, bo, { lineId, lots: chosen })
    expect(await matchDeposit(db, mei, { lineId: whole!, lots: keys })).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    expect(await pay(whole!, [])).toEqual({ ok: false, reason: 'nothing-chosen' })
    expect(await pay(less!, [keys[0]!])).toEqual({ ok: false, reason: 'not-so-much-open' })
    expect(await pay(whole!, keys)).toMatchObject({ ok: true, amountFen: 14_750n })
    expect(await pay(less!, [keys[1]!])).toEqual({ ok: false, reason: 'lot-gone' })
    expect(await cashOf(db)).toBe(0n)
    expect(await totalsOf(db), 'no total moves').toEqual({ fen: 14_750n, gifts: 3 })
    const atBank = await db.query(
      `SELECT fund, sum(amount_fen)::bigint AS fen FROM ledger_line WHERE account = 'bank' GROUP BY fund HAVING sum(amount_fen) <> 0 ORDER BY fund`,
    )
    expect(atBank).toEqual([
      { fund: 'children', fen: 4_425n },
      { fund: 'elders', fen: 10_325n },
      { fund: 'suspense', fen: 10_000n },
    ])
    expect((await findBatch(db, bo, one.id))!.batch.state).toBe('banked')
    const reversal = { batchId: one.id, lineId: one.lines[0]!, note: '错' }
    expect(await askLineReversal(db, bo, reversal)).toEqual({ ok: false, reason: 'banked' })
    await expectBooks(db)
    const [match] = await db.query<{ id: string }>('SELECT id::text FROM payments_bank_match')
    expect(
      await takeBackMatch(db, bo, { matchId: match!.id, note: '认错了', now: new Date() }),
    ).toMatchObject({ ok: true })
    expect(await cashOf(db)).toBe(14_750n)
    expect((await findBatch(db, bo, two.id))!.batch.state).toBe('on-hand')
    expect(await pay(whole!, keys)).toMatchObject({ ok: true })
    expect(await cashOf(db)).toBe(0n)
  })

  test('organisers enter and see their own campaign’s; what is typed wrongly is said beside its field; a form sent twice is one', async () => {
    const { db } = at
    const other = {
      ...mei,
      id: 'other',
      grants: [{ role: 'organiser' as const, scope: 'relief-day', standsInFor: null }],
    }
    const fields = {
      formId: randomUUID(),
      kind: 'cash',
      place: '摊位',
      to: 'walk-11',
      receivedOn: '2026-03-07',
    }
    expect(await openBatch(db, other, { fields, today })).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await openBatch(db, mei, { fields, today })).toEqual({ ok: true, id: fields.formId })
    expect(await openBatch(db, mei, { fields, today })).toEqual({ ok: true, id: fields.formId })
    expect(await findBatch(db, other, fields.formId)).toBeNull()
    expect((await listBatches(db, other, { filter: everything, limit: 10 })).rows).toEqual([])
    const wrong = {
      formId: randomUUID(),
      kind: '',
      place: '',
      to: 'walk-11 nowhere',
      receivedOn: '2026-11-28',
    }
    expect(await openBatch(db, mei, { fields: wrong, today })).toMatchObject({
      errors: { kind: 'missing', place: 'missing', receivedOn: 'not-yet' },
    })
    const nowhere = { ...wrong, kind: 'cash', place: 'x', receivedOn: today }
    expect(await openBatch(db, mei, { fields: nowhere, today })).toMatchObject({
      errors: { to: 'unknown-place' },
    })
    const line = { ...emptyLine(randomUUID()), amount: '１００', donorName: '' }
    const enter = (change: object) =>
      enterBatchLine(db, mei, { batchId: fields.formId, fields: { ...line, ...change }, locale: 'zh-CN' })
    expect(
      await enter({ amount: '1.005', nameConsent: 'yes', contactEmail: 'x', fund: 'nowhere' }),
    ).toMatchObject({
      errors: {
        amount: 'fraction-of-fen',
        donorName: 'name-for-consent',
        contactEmail: 'not-an-address',
        fund: 'unknown-fund',
      },
    })
    expect(await enter({})).toMatchObject({ ok: true })
    expect(await enter({})).toMatchObject({ ok: true })
    expect((await findBatch(db, mei, fields.formId))!.batch).toMatchObject({ lines: 1, sumFen: 10_000n })
    await dropBatch(db, mei, { batchId: fields.formId, note: 'x' })
  })

  test('books that were meddled with are named', async () => {
    const { db } = at
    await countedBatch(db, ['10'])
    const [gift] = await db.query<{ id: string }>('SELECT id::text FROM giving_gift')
    await db.query(`UPDATE giving_gift SET via = 'batch:nobody' WHERE id = $1::uuid`, [gift!.id])
    expect((await auditBooks(db, { checks: [offlineBooks] })).faults).toMatchObject([{ what: 'batch-gift' }])
    await db.query(
      `UPDATE giving_gift SET via = (SELECT 'batch:' || id FROM giving_batch) WHERE id = $1::uuid`,
      [gift!.id],
    )
  })

  test('a donor who is forgotten is forgotten in a batch that was not booked, too', async () => {
    const { db } = at
    const id = await beginBatch(db, mei)
    await enterLine(db, mei, id, '10', { donorName: '王女士', contactEmail: 'wang@example.org' })
    await db.query(
      `INSERT INTO identity_user (id, name, email, email_verified, created_at, updated_at) VALUES ('w', 'w', 'wang@example.org', true, now(), now())`,
    )
    const donor = { ...actor('auditor', 'w'), grants: [] }
    expect(await eraseDonor(db, { actor: donor, verifiedEmail: 'Wang@example.org' })).toMatchObject({
      ok: true,
    })
    expect(await db.query('SELECT donor_name AS name, contact_email AS mail FROM giving_batch_line')).toEqual(
      [{ name: '', mail: '' }],
    )
  })
})

describe.each(postgresOnly)('at once: $name', ({ open }) => {
  let at: TestDatabase
  beforeEach(async () => {
    at = await open()
    await openWalk(at.db)
  })
  afterEach(async () => {
    await expectBooks(at.db)
    await at.drop()
  })

  test('a batch confirmed by several at the same moment is booked once; two tellers of a cheque book it once', async () => {
    const { db } = at
    const id = await beginBatch(db, mei)
    for (const amount of ['10', '20', '30']) await enterLine(db, mei, id, amount)
    await countBatch(db, mei, { batchId: id, countedFen: 6_000n })
    const seconds = [bo, bo, an, actor('treasurer', 'x'), actor('organiser', 'y')]
    const counted = await Promise.all(
      seconds.map((by) => recountBatch(db, by, { batchId: id, countedFen: 6_000n })),
    )
    expect(counted.filter((c) => c.ok)).toHaveLength(1)
    expect(counted.filter((c) => !c.ok)).toEqual(Array(4).fill({ ok: false, reason: 'not-counting' }))
    expect(await totalsOf(db)).toEqual({ fen: 6_000n, gifts: 3 })
    const cheque = { chequeNumber: '1', chequeBank: '银行' }
    const { id: batchId, lines } = await countedBatch(db, ['9'], { kind: 'cheque', line: cheque })
    const fate = { cleared: true, on: '2026-03-10' } as const
    const told = await Promise.all(
      [1, 2, 3].map(() => clearCheque(db, bo, { batchId, lineId: lines[0]!, fate, today })),
    )
    expect(told.filter((one) => one.ok)).toHaveLength(1)
    expect(await totalsOf(db)).toEqual({ fen: 6_900n, gifts: 4 })
  })

  test('one batch paid in with two bank lines at once, and reversed meanwhile: its money is in one place', async () => {
    const { db } = at
    const account = await openAccount(db)
    const day = '2026-03-09'
    await keepLines(
      db,
      account,
      [1, 2, 3].map((n) => ({ day, yuan: '50.00', who: `现金${n}`, remark: '存' })),
    )
    const bank = await db.query<{ id: string }>('SELECT id::text FROM payments_bank_line')
    const { id, lines } = await countedBatch(db, ['20', '30'])
    await askLineReversal(db, bo, { batchId: id, lineId: lines[0]!, note: '错' })
    const [lot] = await listDepositLots(db)
    const [first, ...rest] = await Promise.all([
      approve(db, an, 'batch-line', lines[0]!),
      ...bank.map(({ id: lineId }) => matchDeposit(db, bo, { lineId, lots: [lot!.key] })),
    ])
    const paid = rest.filter((one) => one.ok)
    // Reversed first, the rest of the batch may be paid in; paid in first, nothing is reversed.
    expect(paid.length).toBeLessThanOrEqual(1)
    const cash = await cashOf(db)
    if (first!.ok) expect([0n, 3_000n]).toContain(cash)
    else expect(cash).toBe(0n)
  })
})

test('notes and coins: an empty field is none, anything but a whole number is refused, and the sum is exact', () => {
  const read = (typed: Record<string, string>) => readPieces((name) => typed[name] ?? '')
  expect(read({ 'piece-10000': '３', 'piece-50': '7', 'piece-1': '' })).toEqual({ 10000: 3, 50: 7 })
  expect(sumOfPieces({ 10000: 3, 50: 7, 1: 2 })).toBe(30_352n)
  for (const typed of ['1.5', '-1', 'x', '12345678']) expect(read({ 'piece-100': typed }), typed).toBeNull()
})
