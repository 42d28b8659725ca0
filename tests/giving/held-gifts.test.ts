import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Campaign } from '~/campaigns/campaign'
import { acceptHeldGift, partsOfArrived } from '~/giving/accept-held-gift.server'
import { countWaiting } from '~/giving/count-waiting.server'
import { findGift } from '~/giving/find-gift.server'
import { keepHeldGift } from '~/giving/keep-held-gift.server'
import { listHeldGifts } from '~/giving/list-held-gifts.server'
import type { Actor } from '~/identity/actor'
import { resolveAlert } from '~/identity/resolve-alert.server'
import type { Role } from '~/identity/role'
import { askForProof, proveBooks, readLastProof } from '~/ledger/prove-books.server'
import { databases, type TestDatabase } from '../setup/databases'
import { confirmedGift, expectCleanBooks, fact, openWalk, settle, startedGift } from './support'

const person = (role: Role): Actor => ({
  kind: 'person',
  id: `p-${role}`,
  name: role,
  from: '192.0.2.1',
  grants: [{ role, scope: '*', standsInFor: null }],
})
const treasurer = person('treasurer')

test.each([
  // arrived, gift, fee → gift, fee
  [6706n, 6666n, 40n, 6666n, 40n],
  [5000n, 6666n, 40n, 5000n, 0n],
  [6680n, 6666n, 40n, 6666n, 14n],
  [9000n, 6666n, 40n, 8960n, 40n],
  [1n, 6666n, 40n, 1n, 0n],
])(
  'of %s that arrived for %s and a fee of %s, the purpose comes first',
  (arrived, gift, fee, toGift, toFee) => {
    expect(partsOfArrived(arrived, { amountFen: gift, feeCoverFen: fee })).toEqual({
      amountFen: toGift,
      feeCoverFen: toFee,
    })
  },
)

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  let campaign: Campaign
  beforeAll(async () => {
    opened = await open()
    campaign = await openWalk(opened.db)
  })
  afterEach(() => expectCleanBooks(opened.db))
  afterAll(() => opened.drop())
  const query = <Row>(text: string, params: unknown[] = []) => opened.db.query<Row>(text, params)
  const entries = async (id: string) =>
    (
      await query<{ n: bigint }>(
        `SELECT count(*)::bigint AS n FROM ledger_entry WHERE source = 'gift' AND key = $1`,
        [id],
      )
    )[0]!.n
  async function held(arrived: string, change: Parameters<typeof fact>[1] = {}) {
    const id = await startedGift(opened.db, campaign)
    const told = fact(id, { amountFen: arrived, ...change })
    expect(await settle(opened.db, told)).toMatchObject({ outcome: 'held' })
    return { id, told }
  }

  test('accepting confirms what really arrived, split as the donor split it and to the fen, with mail and act', async () => {
    const { id, told } = await held('5001')
    expect(await acceptHeldGift(opened.db, treasurer, id)).toEqual({
      ok: true,
      giftId: id,
      amountFen: 5001n,
      feeCoverFen: 0n,
    })
    const gift = (await findGift(opened.db, id))!
    expect(gift).toMatchObject({
      state: 'confirmed',
      amountFen: 5001n,
      feeCoverFen: 0n,
      paidOn: '2026-03-07',
    })
    expect(gift.shares.map((s) => [s.fund, s.amountFen])).toEqual([
      ['elders', 3501n],
      ['children', 1500n],
    ])
    const alert = await query<{ resolved: boolean }>(
      `SELECT resolved_at IS NOT NULL AS resolved FROM platform_alert WHERE kind = 'gift-held' AND subject = $1`,
      [id],
    )
    expect(alert).toEqual([{ resolved: true }])
    const mails = await query(`SELECT id FROM platform_outbox WHERE payload ->> 'giftId' = $1`, [id])
    expect(mails).toHaveLength(1)
    const acts = await query<{ action: string; after: object }>(
      'SELECT action, after FROM identity_act WHERE subject_id = $1',
      [id],
    )
    expect(acts).toEqual([
      { action: 'hold.accept', after: { state: 'confirmed', amountFen: '5001', feeCoverFen: '0' } },
    ])
    // The provider tells it again: nothing is posted twice, and no alert comes back.
    expect(await settle(opened.db, told)).toMatchObject({ outcome: 'already' })
    expect(await acceptHeldGift(opened.db, treasurer, id)).toEqual({ ok: false, reason: 'not-held' })
    expect(await entries(id)).toBe(1n)
  })

  test('two treasurers and a webhook at once post one entry', async () => {
    const { id, told } = await held('7000')
    const [a, b] = await Promise.all([
      acceptHeldGift(opened.db, treasurer, id),
      acceptHeldGift(opened.db, treasurer, id),
      settle(opened.db, told),
    ])
    expect([a.ok, b.ok].sort()).toEqual([false, true])
    expect(await entries(id)).toBe(1n)
    expect((await findGift(opened.db, id))?.amountFen).toBe(6960n)
  })

  test('a split that does not sum is made anew by the campaign’s rule', async () => {
    const id = await startedGift(opened.db, campaign)
    await query(`UPDATE giving_allocation SET amount_fen = 1 WHERE gift_id = $1::uuid AND fund = 'elders'`, [
      id,
    ])
    expect(await settle(opened.db, fact(id))).toMatchObject({ reason: 'allocation-differs' })
    expect(await acceptHeldGift(opened.db, treasurer, id)).toMatchObject({ ok: true, amountFen: 6666n })
    expect((await findGift(opened.db, id))!.shares.map((s) => [s.fund, s.amountFen])).toEqual([
      ['elders', 4666n],
      ['children', 2000n],
    ])
  })

  test('another currency and a payment that has paid already cannot be accepted, and nothing moves', async () => {
    const foreign = await held('6706', { currency: 'USD' })
    expect(await acceptHeldGift(opened.db, treasurer, foreign.id)).toEqual({
      ok: false,
      reason: 'currency-differs',
    })
    const paid = await confirmedGift(opened.db, campaign)
    const again = await held('6706', { paymentRef: `pi_${paid}` })
    expect(await acceptHeldGift(opened.db, treasurer, again.id)).toEqual({
      ok: false,
      reason: 'payment-used',
    })
    for (const { id } of [foreign, again]) {
      expect(await findGift(opened.db, id)).toMatchObject({ state: 'held', amountFen: 6666n })
      expect(await entries(id)).toBe(0n)
    }
    await query(`UPDATE giving_gift SET state = 'failed' WHERE id = ANY ($1::uuid[])`, [
      [foreign.id, again.id],
    ])
  })

  test('a hold is left with a note or marked for return; what is marked cannot be accepted until it is taken back', async () => {
    const { id } = await held('1200')
    const decide = (decision: 'keep' | 'return', note = '') =>
      keepHeldGift(opened.db, treasurer, { giftId: id, decision, note })
    expect(await decide('keep', '  ')).toEqual({ ok: false, reason: 'note-needed' })
    expect(await decide('keep', '字'.repeat(501))).toEqual({ ok: false, reason: 'note-too-long' })
    expect(await decide('return')).toEqual({ ok: true, giftId: id })
    expect(await acceptHeldGift(opened.db, treasurer, id)).toEqual({ ok: false, reason: 'marked-for-return' })
    expect(await decide('keep', '银行确认中')).toEqual({ ok: true, giftId: id })
    expect((await listHeldGifts(opened.db)).gifts.find((g) => g.giftId === id)).toMatchObject({
      reason: 'amount-differs',
      decision: 'keep',
      note: '银行确认中',
      expectedFen: 6706n,
      arrivedFen: '1200',
    })
    const trail = await query<{ all: string }>(
      `SELECT coalesce(json_agg(a)::text, '') AS all FROM identity_act a WHERE subject_id = $1`,
      [id],
    )
    expect(trail[0]!.all).toContain('hold.return')
    expect(trail[0]!.all).not.toContain('银行确认中')
  })

  test('only a treasurer decides; what is no gift is refused', async () => {
    const { id } = await held('1300')
    for (const role of ['administrator', 'organiser', 'reviewer', 'auditor'] as const) {
      expect(await acceptHeldGift(opened.db, person(role), id)).toEqual({ ok: false, reason: 'not-allowed' })
      expect(
        await keepHeldGift(opened.db, person(role), { giftId: id, decision: 'return', note: '' }),
      ).toEqual({ ok: false, reason: 'not-allowed' })
    }
    expect(await acceptHeldGift(opened.db, treasurer, "x' OR 1=1")).toEqual({
      ok: false,
      reason: 'unknown-gift',
    })
  })

  test('what waits is counted for whoever may do something about it, and for nobody else', async () => {
    const of = (role: Role) => countWaiting(opened.db, person(role))
    const before = await of('treasurer')
    const { id } = await held('1400')
    for (const kind of ['payment-unmatched', 'job-failed'])
      await query(`SELECT platform_alert($1, 'counted', '{}')::text`, [kind])
    await query(
      `INSERT INTO identity_proposal (action, subject_kind, subject_id, proposed_by) VALUES
         ('campaign.settle', 'campaign', 'q1', 'someone'), ('campaign.settle', 'campaign', 'q2', 'p-treasurer')`,
    )
    expect(await of('treasurer')).toEqual({
      messages: before.messages,
      holds: before.holds + 2,
      alerts: before.alerts + 1,
      proposals: 1,
      suspicions: before.suspicions,
      offline: before.offline,
    })
    expect((await of('treasurer')).messages).toBe(0)
    const none = { messages: 0, holds: 0, proposals: 0, alerts: 0, suspicions: 0, offline: 0 }
    expect(await of('auditor')).toEqual(none)
    await keepHeldGift(opened.db, treasurer, { giftId: id, decision: 'return', note: '' })
    expect((await of('treasurer')).holds).toBe(before.holds + 1)
  })

  test('an alert is resolved by whoever may, once, with its act; a held gift’s only by deciding the gift', async () => {
    await query(`SELECT platform_alert('job-failed', 'one', '{}')::text`)
    const idOf = async (kind: string) =>
      (
        await query<{ id: bigint }>('SELECT id FROM platform_alert WHERE kind = $1 LIMIT 1', [kind])
      )[0]!.id.toString()
    const id = await idOf('job-failed')
    expect(await resolveAlert(opened.db, person('organiser'), id)).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    expect(await resolveAlert(opened.db, treasurer, id)).toEqual({ ok: true, kind: 'job-failed' })
    expect(await resolveAlert(opened.db, treasurer, id)).toEqual({ ok: true, kind: 'job-failed' })
    const acts = await query(
      `SELECT id FROM identity_act WHERE action = 'alert.resolve' AND subject_id = $1`,
      [id],
    )
    expect(acts).toHaveLength(1)
    const { id: gift } = await held('1500')
    const [alert] = await query<{ id: bigint }>('SELECT id FROM platform_alert WHERE subject = $1', [gift])
    expect(await resolveAlert(opened.db, treasurer, alert!.id.toString())).toEqual({
      ok: false,
      reason: 'gift-waits',
    })
    expect(await resolveAlert(opened.db, treasurer, "1'")).toEqual({ ok: false, reason: 'unknown-alert' })
  })

  test('one proof of the books at a time, by whoever may; its result is kept', async () => {
    expect(await askForProof(opened.db, person('organiser'))).toEqual({ ok: false, reason: 'not-allowed' })
    const asked = await askForProof(opened.db, treasurer)
    expect(asked).toMatchObject({ ok: true })
    expect(await askForProof(opened.db, treasurer)).toEqual({ ok: false, reason: 'already-running' })
    await proveBooks(opened.db, {})
    expect(await readLastProof(opened.db)).toMatchObject({ state: 'running' })
    await proveBooks(opened.db, {}, asked.ok ? asked.proofId : '')
    expect(await readLastProof(opened.db)).toMatchObject({ state: 'clean', fault: null })
    await askForProof(opened.db, treasurer)
    await query(`UPDATE ledger_proof SET started_at = now() - interval '2 hours' WHERE state = 'running'`)
    expect(await askForProof(opened.db, treasurer)).toMatchObject({ ok: true })
  })

  test('held gifts are paged oldest first and none is lost', async () => {
    const all = (await listHeldGifts(opened.db)).gifts.map((g) => g.giftId)
    const first = await listHeldGifts(opened.db, { limit: 1 })
    const rest = await listHeldGifts(opened.db, { after: first.next! })
    expect([...first.gifts, ...rest.gifts].map((g) => g.giftId)).toEqual(all)
    expect(all.length).toBeGreaterThan(1)
  })
})
