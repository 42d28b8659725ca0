import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Campaign } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { acceptHeldGift } from '~/giving/accept-held-gift.server'
import { countWaiting } from '~/giving/count-waiting.server'
import { type DecideSuspicion, decideSuspicion } from '~/giving/decide-suspicion.server'
import { detectCardTesting } from '~/giving/detect-card-testing.server'
import { exportSuspicions } from '~/giving/export-suspicions.server'
import { findSuspicions } from '~/giving/find-suspicions.server'
import { keepSuspicions } from '~/giving/keep-suspicion.server'
import { listSuspicions } from '~/giving/list-suspicions.server'
import { withdrawPledge } from '~/giving/withdraw-pledge.server'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import { actor, openPledging, pledged } from './pledges'
import { confirmedGift, expectCleanBooks, fact, settle, startedGift, walk } from './support'

const treasurer = actor('treasurer')

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  let campaign: Campaign
  beforeAll(async () => {
    opened = await open()
    await openPledging(opened.db)
    campaign = (await findCampaign(opened.db, walk.slug))!
  })
  beforeEach(async () => {
    for (const table of ['giving_watched_address', 'giving_suspicion_decision', 'giving_suspicion'])
      await opened.db.query(`DELETE FROM ${table}`)
    await opened.db.query(`UPDATE giving_refund SET asked_at = asked_at - interval '60 days'`)
    await opened.db.query(`UPDATE giving_pledge SET withdrawn_at = withdrawn_at - interval '60 days'`)
  })
  afterEach(() => expectCleanBooks(opened.db))
  afterAll(() => opened.drop())

  const find = () => findSuspicions(opened.db, new Date())
  const waiting = async () => (await listSuspicions(opened.db, { view: 'open' })).rows
  const decide = (told: Partial<DecideSuspicion> & { id: string }, by = treasurer) =>
    decideSuspicion(opened.db, by, { verdict: 'fine', reason: '', consequence: 'none', seen: 0, ...told })
  const refunded = async (giftId: string, amountFen = '1000') =>
    settle(opened.db, {
      ...{ about: 'refund', ref: `re_${randomUUID()}`, paymentRef: `pi_${giftId}`, status: 'succeeded' },
      ...{ amountFen, currency: 'CNY', at: new Date().toISOString() },
    } as never)

  test('a refund within a week of the gift is found once; a later one and the federation’s own mistake are not', async () => {
    const [quick, late, ours] = [
      await confirmedGift(opened.db, campaign),
      await confirmedGift(opened.db, campaign),
      await confirmedGift(opened.db, campaign),
    ]
    await opened.db.query(
      `UPDATE giving_gift SET confirmed_at = now() - interval '8 days' WHERE id = $1::uuid`,
      [late],
    )
    for (const id of [quick, quick, late, ours]) await refunded(id)
    await opened.db.query(`UPDATE giving_refund SET reason = 'mistake' WHERE gift_id = $1::uuid`, [ours])
    expect(await find()).toBe(1)
    expect(await find()).toBe(0)
    const [found] = await waiting()
    expect(found).toMatchObject({
      ...{ kind: 'quick-refund', campaign: walk.slug, state: 'open' },
      facts: { giftId: quick, amountFen: '6666', refundFen: '2000', days: 0, reason: 'at-provider' },
    })
    expect(JSON.stringify(found)).not.toMatch(/梁锦华|example\.org/)
    // Decided, it does not come back.
    expect(await decide({ id: found!.id })).toEqual({ ok: true })
    expect(await find()).toBe(0)
    expect(await waiting()).toEqual([])
  })

  test('three pledges taken back within a month are one suspicion, and each counts once', async () => {
    const takeBack = async (unitName: string) => {
      const { secret, id } = await pledged(opened.db, { unitName })
      expect(await withdrawPledge(opened.db, { secret } as never)).toEqual({ ok: true })
      return id
    }
    await takeBack('南村（小学）')
    await takeBack('别的单位')
    await takeBack('南村小学')
    expect(await find()).toBe(0)
    await takeBack('南村 小学')
    expect(await find()).toBe(1)
    const [found] = await waiting()
    expect(found).toMatchObject({ kind: 'pledge-on-off', facts: { times: 3, days: 30 } })
    expect(found!.facts.pledges).toHaveLength(3)
    expect(JSON.stringify(found)).not.toContain('南村')
    await takeBack('南村小学')
    await takeBack('南村小学')
    expect(await find()).toBe(0)
    await takeBack('南村小学')
    expect(await find()).toBe(1)
  })

  test('half of a pledge gone back to the same name within a month is found; less, later or another name is not', async () => {
    const [account, statement] = [randomUUID(), randomUUID()]
    await opened.db.query(
      `INSERT INTO payments_bank_account (id, number, bank, name) VALUES ($1::uuid, $2, 'b', 'n')`,
      [account, account],
    )
    await opened.db.query(
      `INSERT INTO payments_bank_statement (id, account_id, file_name, format, file_hash, lines, new_lines, from_day, to_day, imported_by)
       VALUES ($1::uuid, $2::uuid, 'f', 'table', 'h', 1, 1, now()::date, now()::date, 'x')`,
      [statement, account],
    )
    const line = async (counterparty: string, amountFen: bigint, daysAgo: number) => {
      const id = randomUUID()
      await opened.db.query(
        `INSERT INTO payments_bank_line (id, account_id, statement_id, day, amount_fen, counterparty, counter_account, remark, bank_ref, nth, open_fen)
         VALUES ($1::uuid, $2::uuid, $3::uuid, now()::date - $4::int, $5, $6, '', '', '', 1, 0)`,
        [id, account, statement, daysAgo, amountFen, counterparty],
      )
      return id
    }
    const arrived = async (unitName: string, daysAgo: number) => {
      const { id } = await pledged(opened.db, { unitName })
      const came = await line(unitName, 100_000n, daysAgo)
      await opened.db.query(
        `INSERT INTO giving_pledge_arrival (gift_id, pledge_id, bank_line_id, amount_fen) VALUES ($1::uuid, $2::uuid, $3, 100000)`,
        [randomUUID(), id, came],
      )
      return { id, came }
    }
    const first = await arrived('甲公司', 20)
    await arrived('乙公司', 20)
    await arrived('丙公司', 35)
    const back = await line('甲 公司', -50_000n, 2)
    await line('乙公司', -49_999n, 2)
    await line('丙公司', -100_000n, 2)
    await line('丁公司', -100_000n, 2)
    await line('甲公司', -100_000n, 21)
    expect(await find()).toBe(1)
    expect(await find()).toBe(0)
    const [found] = await waiting()
    expect(found).toMatchObject({
      kind: 'circular-pledge',
      facts: { arrivedFen: '100000', outFen: '50000', days: 18, lineIn: first.came, lineOut: back },
    })
    expect(found!.facts.pledges![0]!.id).toBe(first.id)
    // Made for this test alone, and in no book; bank lines are never deleted.
    await opened.db.query('DELETE FROM giving_pledge_arrival')
  })

  test('a burst of card attempts comes into the queue with its alert', async () => {
    await opened.db.query(
      `INSERT INTO giving_gift (id, campaign, amount_fen, locale, salt, donor_commitment, check_code, state)
       SELECT gen_random_uuid(), 'walk-11', 100, 'zh-CN', '\\x01', '\\x01', 'X', 'failed' FROM generate_series(1, 400)`,
    )
    expect(await detectCardTesting(opened.db, new Date())).toEqual(['walk-11'])
    expect(await detectCardTesting(opened.db, new Date())).toEqual([])
    const found = await waiting()
    expect(found).toMatchObject([{ kind: 'card-testing', campaign: 'walk-11' }])
    expect(found[0]!.facts.unpaid).toBeGreaterThanOrEqual(400)
    await opened.db.query(`DELETE FROM giving_gift WHERE check_code = 'X'`)
  })

  test('what is real needs a reason; an address is watched for as long as it stands, and never kept in clear', async () => {
    const email = 'again@example.org'
    const first = await confirmedGift(opened.db, campaign, { email })
    await refunded(first)
    await find()
    const [found] = await waiting()
    const { id } = found!
    expect(await decide({ id, verdict: 'real' })).toEqual({ ok: false, reason: 'reason-needed' })
    expect(await decide({ id, verdict: 'real', reason: 'x'.repeat(301) })).toMatchObject({
      reason: 'reason-too-long',
    })
    expect(await decide({ id, verdict: 'real', reason: '盗刷', consequence: 'watch' })).toEqual({ ok: true })
    expect(JSON.stringify(await opened.db.query('SELECT * FROM giving_watched_address'))).not.toContain(
      'again',
    )
    expect(await find()).toBe(0)
    const second = await startedGift(opened.db, campaign, { email: 'Again@example.org' })
    const held = { outcome: 'held', reason: 'watched-address' }
    expect(
      await settle(opened.db, fact(second)),
      'nothing is booked before a person has looked',
    ).toMatchObject(held)
    expect(await settle(opened.db, fact(second)), 'however often it is told').toMatchObject(held)
    expect(await acceptHeldGift(opened.db, treasurer, second)).toMatchObject({ ok: true, amountFen: 6_666n })
    expect(await settle(opened.db, fact(second))).toMatchObject({ outcome: 'already' })
    await confirmedGift(opened.db, campaign, { email: 'other@example.org' })
    expect(await find()).toBe(1)
    expect(await waiting()).toMatchObject([
      { kind: 'watched-gift', facts: { giftId: second, amountFen: '6666' } },
    ])

    // Changed with a reason: both decisions stay, and nobody is watched any more.
    expect(await decide({ id, seen: 1 })).toEqual({ ok: false, reason: 'reason-needed' })
    expect(await decide({ id, seen: 1, reason: '本人来电说明' })).toEqual({ ok: true })
    const decided = (await listSuspicions(opened.db, { view: 'decided' })).rows.find((s) => s.id === id)!
    expect(decided.history.map((d) => [d.verdict, d.reason, d.consequence])).toEqual([
      ['fine', '本人来电说明', 'none'],
      ['real', '盗刷', 'watch'],
    ])
    await confirmedGift(opened.db, campaign, { email })
    expect(await find()).toBe(0)
    const acts = await opened.db.query(
      `SELECT after FROM identity_act WHERE action = 'suspicion.decide' AND subject_id = $1`,
      [id],
    )
    expect(acts).toHaveLength(2)
  })

  test('a gift without an address cannot be watched, and then nothing is decided', async () => {
    const gift = await confirmedGift(opened.db, campaign, { email: '' })
    await keepSuspicions(opened.db, [
      { kind: 'match-splitting', key: gift, campaign: walk.slug, facts: { giftId: gift } },
    ])
    const [found] = await waiting()
    expect(await decide({ id: found!.id, verdict: 'real', reason: 'x', consequence: 'watch' })).toEqual({
      ok: false,
      reason: 'nobody-to-watch',
    })
    expect(await waiting()).toMatchObject([{ state: 'open', decisions: 0, history: [] }])
  })

  test('who may decide sees how many wait; others may not, and the file names nobody', async () => {
    const gift = await confirmedGift(opened.db, campaign)
    await refunded(gift)
    await find()
    const [found] = await waiting()
    const before = await countWaiting(opened.db, treasurer)
    expect(before.suspicions).toBe(1)
    expect((await countWaiting(opened.db, actor('organiser'))).suspicions).toBe(0)
    for (const role of ['organiser', 'auditor', 'reviewer'] as const)
      expect(await decide({ id: found!.id }, actor(role))).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await decide({ id: 'nothing' })).toEqual({ ok: false, reason: 'unknown' })
    const order = {
      format: 'csv' as const,
      locale: 'zh-CN' as const,
      outlet: { ready: async () => true },
      view: 'open' as const,
    }
    expect((await exportSuspicions(opened.db, actor('organiser'), order)).status).toBe(404)
    const text = await (await exportSuspicions(opened.db, actor('auditor'), order)).text()
    expect(text).toContain('捐后不久要求退款')
    expect(text).toContain(gift)
    expect(text).not.toMatch(/梁锦华|example\.org/)
    await decide({ id: found!.id })
    expect((await countWaiting(opened.db, treasurer)).suspicions).toBe(0)
  })
})

describe.each(postgresOnly)('$name', ({ open }) => {
  test('two people decide at once: one is told to look again; two workers find the same once', async () => {
    const opened = await open()
    await openPledging(opened.db)
    const campaign = (await findCampaign(opened.db, walk.slug))!
    const gift = await confirmedGift(opened.db, campaign)
    await settle(opened.db, {
      ...{ about: 'refund', ref: 're_race', paymentRef: `pi_${gift}`, status: 'succeeded' },
      ...{ amountFen: '1000', currency: 'CNY', at: new Date().toISOString() },
    } as never)
    const now = new Date()
    const found = await Promise.all([1, 2, 3, 4].map(() => findSuspicions(opened.db, now)))
    expect(found.toSorted()).toEqual([0, 0, 0, 1])
    const [one] = (await listSuspicions(opened.db, { view: 'open' })).rows
    const told = { id: one!.id, reason: 'x', consequence: 'none' as const, seen: 0 }
    const answers = await Promise.all([
      decideSuspicion(opened.db, treasurer, { ...told, verdict: 'fine' }),
      decideSuspicion(opened.db, actor('administrator'), { ...told, verdict: 'real' }),
    ])
    expect(answers.filter((a) => a.ok)).toHaveLength(1)
    expect(answers.find((a) => !a.ok)).toEqual({ ok: false, reason: 'decided-meanwhile' })
    await expectCleanBooks(opened.db)
    await opened.drop()
  })
})
