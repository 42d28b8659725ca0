import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { closeCampaign } from '~/campaigns/close-campaign.server'
import { arrivePledge } from '~/giving/arrive-pledge.server'
import { changePledge } from '~/giving/change-pledge.server'
import { findPledge, findPledgeBySecret } from '~/giving/find-pledge.server'
import { giftBooks } from '~/giving/gift-books.server'
import { makePledge } from '~/giving/make-pledge.server'
import { pledgeBooks } from '~/giving/pledge-books.server'
import { readPledgeReference } from '~/giving/pledge-reference'
import { remindPledge } from '~/giving/remind-pledge.server'
import { remindPledges } from '~/giving/remind-pledges.server'
import { setUpPledges } from '~/giving/set-up-pledges.server'
import { settleCampaign } from '~/giving/settle-campaign.server'
import { takeBackArrival } from '~/giving/take-back-arrival.server'
import { withdrawPledge } from '~/giving/withdraw-pledge.server'
import { theSoftware } from '~/identity/actor'
import { auditBooks } from '~/ledger/audit-books.server'
import type { Fault } from '~/ledger/projection'
import { sealEntries } from '~/ledger/seal-entries.server'
import { projections } from '~/wiring.server'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import { actor, openPledging, pledged, setting, typed } from './pledges'
import { today, walk } from './support'

const campaign = walk.slug
const organiser = actor('organiser')

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  beforeAll(async () => {
    opened = await open()
    await openPledging(opened.db)
  })
  afterAll(() => opened.drop())
  afterEach(async () => {
    await sealEntries(opened.db, projections)
    const audit = await auditBooks(opened.db, { projections, checks: [giftBooks, pledgeBooks] })
    expect(audit.faults).toEqual([])
  })

  const arrive = (pledgeId: string, amountFen: bigint, bankLineId: string = randomUUID()) =>
    opened.db.transaction((tx) => arrivePledge(tx, { pledgeId, amountFen, occurredOn: today, bankLineId }))
  const mails = async (kind: string) =>
    (
      await opened.db.query<{ id: string }>(
        `SELECT payload ->> 'pledgeId' AS id FROM platform_outbox WHERE topic = 'send-pledge-mail' AND payload ->> 'kind' = $1`,
        [kind],
      )
    ).map(({ id }) => id)
  const confirmed = async () => {
    await sealEntries(opened.db, projections)
    const [row] = await opened.db.query<{ fen: bigint; gifts: bigint }>(
      `SELECT coalesce(sum(confirmed_fen), 0)::bigint AS fen, coalesce(sum(gifts), 0)::bigint AS gifts
         FROM live_campaign_channel_total WHERE campaign = $1`,
      [campaign],
    )
    return row!
  }

  test('a form sent twice is one pledge with one letter, and no money', async () => {
    const { db } = opened
    const before = await confirmed()
    const fields = typed()
    const make = () => makePledge(db, { fields, campaign, locale: 'zh-CN', today })
    const first = await make()
    const second = await make()
    expect(first).toMatchObject({ ok: true, again: false })
    expect(second).toEqual({ ...first, again: true })
    if (!first.ok) throw new Error(first.reason)
    const pledge = (await findPledgeBySecret(db, first.secret))!
    expect(pledge).toMatchObject({
      amountFen: 1_500_000n,
      arrivedFen: 0n,
      state: 'open',
      unitName: '南村小学',
    })
    expect(readPledgeReference(pledge.reference)).toBe(pledge.reference)
    expect((await mails('made')).filter((id) => id === pledge.id)).toHaveLength(1)
    expect(await confirmed()).toEqual(before)
  })

  test('what cannot be promised is told by field', async () => {
    const fields = typed({
      unitName: ' ',
      amount: '99',
      designation: 'fund:children',
      contactEmail: 'x',
      contactPhone: 'call me',
    })
    expect(await makePledge(opened.db, { fields, campaign, locale: 'zh-CN', today })).toEqual({
      ok: false,
      reason: 'invalid',
      errors: {
        unitName: 'missing',
        amount: 'below-least',
        designation: 'unknown-designation',
        contactEmail: 'not-an-address',
        contactPhone: 'not-a-phone',
      },
    })
    const make = (slug: string, day: string) =>
      makePledge(opened.db, { fields: typed(), campaign: slug, locale: 'zh-CN', today: day })
    expect(await make('nothing', today)).toMatchObject({ reason: 'no-pledges' })
    expect(await make(campaign, '2025-12-31')).toMatchObject({ reason: 'not-open-yet' })
    expect(await make(campaign, '2026-07-01')).toMatchObject({ reason: 'closed' })
  })

  test('arrives in two transfers, over the routing; each line once; more than promised is welcome', async () => {
    const { db } = opened
    const pledge = await pledged(db, { amount: '100.01' })
    const before = await confirmed()
    const line = randomUUID()
    const first = await arrive(pledge.id, 3_333n, line)
    expect(first).toMatchObject({ ok: true })
    expect(await arrive(pledge.id, 3_333n, line)).toEqual(first)
    await expect(arrive(pledge.id, 3_334n, line)).rejects.toThrow('another amount')
    expect(await findPledge(db, pledge.id)).toMatchObject({ state: 'open', arrivedFen: 3_333n })
    await arrive(pledge.id, 7_000n)
    expect(await findPledge(db, pledge.id)).toMatchObject({ state: 'arrived', arrivedFen: 10_333n })
    const after = await confirmed()
    expect(after).toEqual({ fen: before.fen + 10_333n, gifts: before.gifts + 2n })
    if (!first.ok) throw new Error(first.reason)
    expect(
      await db.query(
        `SELECT a.fund, a.amount_fen, g.donor_name, g.via, g.channel FROM giving_allocation a JOIN giving_gift g ON g.id = a.gift_id
          WHERE g.id = $1::uuid ORDER BY a.fund DESC`,
        [first.giftId],
      ),
    ).toEqual([
      {
        fund: 'elders',
        amount_fen: 2_333n,
        donor_name: '南村小学',
        via: `pledge:${pledge.id}`,
        channel: 'bank',
      },
      {
        fund: 'children',
        amount_fen: 1_000n,
        donor_name: '南村小学',
        via: `pledge:${pledge.id}`,
        channel: 'bank',
      },
    ])
  })

  test('what was designated goes there whole', async () => {
    const pledge = await pledged(opened.db, { designation: 'region:hezhang' })
    expect(pledge).toMatchObject({ region: 'hezhang', fund: 'children' })
    const arrived = await arrive(pledge.id, 500n)
    if (!arrived.ok) throw new Error(arrived.reason)
    expect(
      await opened.db.query('SELECT fund, amount_fen FROM giving_allocation WHERE gift_id = $1::uuid', [
        arrived.giftId,
      ]),
    ).toEqual([{ fund: 'children', amount_fen: 500n }])
  })

  test('one line for two pledges is two gifts', async () => {
    const [a, b] = [await pledged(opened.db), await pledged(opened.db, { unitName: '北村小学' })]
    const line = randomUUID()
    const [first, second] = [await arrive(a.id, 1_500_000n, line), await arrive(b.id, 1_500_000n, line)]
    expect(first).not.toEqual(second)
    expect(second).toMatchObject({ ok: true })
  })

  test('taken back it leaves the total and the count, and the same line may be matched anew', async () => {
    const { db } = opened
    const pledge = await pledged(db)
    const before = await confirmed()
    const line = randomUUID()
    const first = await arrive(pledge.id, 1_500_000n, line)
    const back = () =>
      db.transaction((tx) =>
        takeBackArrival(tx, { pledgeId: pledge.id, bankLineId: line, occurredOn: today }),
      )
    expect(await back()).toEqual(first)
    expect(await back()).toEqual({ ok: false, reason: 'not-arrived' })
    expect(await findPledge(db, pledge.id)).toMatchObject({ state: 'open', arrivedFen: 0n })
    expect(await confirmed()).toMatchObject({ gifts: before.gifts })
    const again = await arrive(pledge.id, 1_500_000n, line)
    expect(again).toMatchObject({ ok: true })
    expect(again).not.toEqual(first)
    expect(await findPledge(db, pledge.id)).toMatchObject({ state: 'arrived', arrivedFen: 1_500_000n })
  })

  test('its link changes and withdraws it while nothing has arrived; the desk also later, and says why', async () => {
    const { db } = opened
    const pledge = await pledged(db)
    const change = (secret: string, version: number, amount: string) =>
      changePledge(db, { secret }, { fields: typed({ amount }), version })
    expect(await change(pledge.secret, 1, '2万')).toEqual({ ok: true, changed: true })
    expect(await change(pledge.secret, 1, '3万')).toEqual({ ok: false, reason: 'changed-meanwhile' })
    expect(await change(pledge.secret, 2, '20000')).toEqual({ ok: true, changed: false })
    expect(await change('x'.repeat(27), 2, '1万')).toEqual({ ok: false, reason: 'unknown' })
    await arrive(pledge.id, 100n)
    expect(await change(pledge.secret, 3, '1万')).toEqual({ ok: false, reason: 'arrived' })
    expect(await withdrawPledge(db, { secret: pledge.secret })).toEqual({ ok: false, reason: 'arrived' })
    const hand = { by: organiser, id: pledge.id, campaign }
    expect(await withdrawPledge(db, hand, ' ')).toEqual({ ok: false, reason: 'no-reason' })
    for (const by of [actor('treasurer'), actor('auditor'), actor('organiser', 'other')])
      expect(await withdrawPledge(db, { ...hand, by }, '不再捐赠')).toEqual({ ok: false, reason: 'unknown' })
    expect(await withdrawPledge(db, { ...hand, campaign: 'other' }, '不再捐赠')).toEqual({
      ok: false,
      reason: 'unknown',
    })
    expect(await withdrawPledge(db, hand, '不再捐赠')).toEqual({ ok: true })
    expect(await arrive(pledge.id, 100n)).toEqual({ ok: false, reason: 'withdrawn' })
    expect(await findPledge(db, pledge.id)).toMatchObject({
      state: 'withdrawn',
      arrivedFen: 100n,
      withdrawnReason: '不再捐赠',
    })
  })

  test('the desk may lower what was promised to what has come; where it goes is then fixed', async () => {
    const { db } = opened
    const pledge = await pledged(db, { amount: '200' })
    await arrive(pledge.id, 15_000n)
    const hand = { by: organiser, id: pledge.id, campaign }
    const change = (over: object) => changePledge(db, hand, { fields: typed(over), version: 2 })
    expect(await change({ amount: '150', designation: 'fund:elders' })).toEqual({
      ok: false,
      reason: 'arrived',
    })
    expect(await change({ amount: '150' })).toEqual({ ok: true, changed: true })
    expect(await findPledge(db, pledge.id)).toMatchObject({ state: 'arrived', amountFen: 15_000n })
  })

  test('reminded a week after, and once more before the end; never once it has arrived', async () => {
    const { db } = opened
    const [open, here, silent] = [
      await pledged(db),
      await pledged(db, { amount: '100' }),
      await pledged(db, { contactEmail: 'q@example.org' }),
    ]
    await db.query(`UPDATE giving_pledge SET contact_email = '' WHERE id = $1::uuid`, [silent.id])
    await arrive(here.id, 10_000n)
    const of = (ids: string[]) => [open.id, here.id, silent.id].filter((id) => ids.includes(id))
    await remindPledges(db, '2026-03-13')
    expect(of(await mails('reminder'))).toEqual([])
    await remindPledges(db, '2026-03-14')
    await remindPledges(db, '2026-03-15')
    expect((await mails('reminder')).filter((id) => id === open.id)).toHaveLength(1)
    expect(of(await mails('reminder'))).toEqual([open.id])
    await remindPledges(db, '2026-06-24')
    expect(of(await mails('last-reminder'))).toEqual([])
    await remindPledges(db, '2026-06-25')
    await remindPledges(db, '2026-06-30')
    expect((await mails('last-reminder')).filter((id) => id === open.id)).toHaveLength(1)
    expect(of(await mails('last-reminder'))).toEqual([open.id])
  })

  test('the desk reminds now, once a day', async () => {
    const { db } = opened
    const pledge = await pledged(db)
    const remind = (now: string, by = organiser) =>
      remindPledge(db, by, { id: pledge.id, campaign, now: new Date(now) })
    expect(await remind('2026-03-07T01:00:00Z', actor('treasurer'))).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    expect(await remind('2026-03-07T01:00:00Z')).toEqual({ ok: true })
    expect(await remind('2026-03-07T09:00:00Z')).toEqual({ ok: false, reason: 'reminded-today' })
    expect(await remind('2026-03-08T01:00:01Z')).toEqual({ ok: true })
  })

  test('a region that a pledge names can be renamed and not taken out', async () => {
    const { db } = opened
    await pledged(db, { designation: 'region:wuhua' })
    const set = (draft: typeof setting, version: number, by = organiser) =>
      setUpPledges(db, by, { campaign, draft, version })
    const renamed = {
      ...setting,
      regions: setting.regions.map((r) => (r.key === 'wuhua' ? { ...r, zh: '五华县' } : r)),
    }
    expect(await set(setting, 1, actor('treasurer'))).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await set({ ...setting, regions: [] }, 1)).toEqual({ ok: false, reason: 'region-in-use' })
    expect(await set({ ...setting, funds: ['nowhere'] }, 1)).toEqual({ ok: false, reason: 'unknown-fund' })
    expect(await set(renamed, 7)).toEqual({ ok: false, reason: 'changed-meanwhile' })
    expect(await set(renamed, 1)).toEqual({ ok: true, changed: true })
    expect(await set(renamed, 2)).toEqual({ ok: true, changed: false })
  })

  test('a planted fen is found and named', async () => {
    const { db } = opened
    const pledge = await pledged(db)
    await arrive(pledge.id, 700n)
    const faults = async (sql: string) => {
      let found: unknown
      await db
        .transaction(async (tx) => {
          await tx.query(sql)
          for await (const fault of pledgeBooks.run(tx) as AsyncIterable<Fault>)
            found ??= { what: fault.what, row: fault.row }
          throw new Error('undo')
        })
        .catch(() => {})
      return found
    }
    const row = `giving_pledge ${pledge.id}`
    const [arrival] = await db.query<{ gift_id: string }>(
      'SELECT gift_id::text FROM giving_pledge_arrival WHERE pledge_id = $1::uuid',
      [pledge.id],
    )
    const gift = arrival!.gift_id
    const of = `WHERE id = '${pledge.id}'`
    expect(await faults(`UPDATE giving_pledge SET arrived_fen = 701 ${of}`)).toEqual({
      what: 'pledge-arrived',
      row,
    })
    expect(await faults(`UPDATE giving_pledge SET state = 'arrived' ${of}`)).toEqual({
      what: 'pledge-state',
      row,
    })
    expect(
      await faults(`UPDATE giving_pledge_arrival SET taken_back_at = now() WHERE gift_id = '${gift}'`),
    ).toEqual({ what: 'arrival-reversal', row: `giving_pledge_arrival ${gift}` })
    expect(await faults(`UPDATE giving_pledge_arrival SET amount_fen = 1 WHERE gift_id = '${gift}'`)).toEqual(
      {
        what: 'arrival-gift',
        row: `giving_pledge_arrival ${gift}`,
      },
    )
    expect(await faults(`DELETE FROM giving_pledge_arrival WHERE gift_id = '${gift}'`)).toEqual({
      what: 'gift-arrival',
      row: `giving_gift ${gift}`,
    })
  })

  test('the form open while the campaign closes is refused, what was promised before still arrives until it is settled', async () => {
    const { db } = opened
    const fields = typed()
    const before = await makePledge(db, { fields, campaign, locale: 'zh-CN', today })
    const late = await pledged(db)
    expect(await closeCampaign(db, theSoftware, campaign)).toMatchObject({ ok: true })
    const make = (over = typed()) => makePledge(db, { fields: over, campaign, locale: 'zh-CN', today })
    expect(await make()).toEqual({ ok: false, reason: 'closed' })
    expect(await make(fields), 'it was made in time').toEqual({ ...before, again: true })
    expect(await arrive(late.id, 100n)).toMatchObject({ ok: true })
    expect(await db.transaction((tx) => settleCampaign(tx, theSoftware, campaign))).toMatchObject({
      ok: true,
    })
    expect(await arrive(late.id, 100n)).toEqual({ ok: false, reason: 'campaign-settled' })
  })
})

describe.each(postgresOnly)('at once, on $name', ({ open }) => {
  test('ten arrivals, a withdrawal and the same form ten times: every fen once', async () => {
    const opened = await open()
    const { db } = opened
    try {
      await openPledging(db)
      const fields = typed()
      const made = await Promise.all(
        Array.from({ length: 10 }, () => makePledge(db, { fields, campaign, locale: 'zh-CN', today })),
      )
      expect(new Set(made.map((m) => (m.ok ? m.secret : m.reason))).size).toBe(1)
      expect(made.filter((m) => m.ok && !m.again)).toHaveLength(1)
      const pledge = await pledged(db, { amount: '100' })
      const line = randomUUID()
      const arrive = (bankLineId: string) =>
        db.transaction((tx) =>
          arrivePledge(tx, { pledgeId: pledge.id, amountFen: 1_000n, occurredOn: today, bankLineId }),
        )
      const same = await Promise.all(Array.from({ length: 5 }, () => arrive(line)))
      expect(new Set(same.map((a) => (a.ok ? a.giftId : a.reason))).size).toBe(1)
      const [withdrawn, ...arrivals] = await Promise.all([
        withdrawPledge(db, { by: organiser, id: pledge.id, campaign }, '不再转账'),
        ...Array.from({ length: 9 }, () => arrive(randomUUID())),
      ])
      const came = BigInt(arrivals.filter((a) => a.ok).length + 1)
      const found = (await findPledge(db, pledge.id))!
      expect(found.arrivedFen).toBe(1_000n * came)
      expect(found.state).toBe(withdrawn.ok ? 'withdrawn' : 'arrived')
      await sealEntries(db, projections)
      expect((await auditBooks(db, { projections, checks: [giftBooks, pledgeBooks] })).faults).toEqual([])
    } finally {
      await opened.drop()
    }
  })
})
