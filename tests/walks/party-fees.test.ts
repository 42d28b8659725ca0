import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cancelWalkers } from '~/walks/cancel-walkers.server'
import { findParty } from '~/walks/find-party.server'
import { listWalkers } from '~/walks/list-walkers.server'
import { openPayingParties } from '~/walks/paying-parties.server'
import { registrationOfGift } from '~/walks/registration-of-gift.server'
import { releaseUnpaid } from '~/walks/release-unpaid.server'
import { settlePartyFees } from '~/walks/settle-party-fees.server'
import { startPartyPayment } from '~/walks/start-party-payment.server'
import { readWalkerFilter } from '~/walks/walker-filter'
import { expectCleanBooks, fact, recordingGateway, settle } from '../giving/support'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import {
  campaign,
  config,
  later,
  now,
  openRegistration,
  party,
  partyMails,
  placesOf,
  register,
  registered,
  walker,
} from './support'

let open: TestDatabase
const { gateway, asked } = recordingGateway()
beforeEach(async () => {
  open = await databases[0]!.open()
  await openRegistration(open.db, { capacity: { '5km': 2 }, feeFen: 3000n })
  asked.length = 0
})
afterEach(() => open.drop())

const pay = (secret: string) =>
  startPartyPayment(open.db, gateway, config, { secret, locale: 'zh-CN', publicUrl: config.PUBLIC_URL, now })
/** Presses pay, and pays. */
async function paid(secret: string, change: Parameters<typeof fact>[1] = {}): Promise<string> {
  expect(await pay(secret)).toMatchObject({ ok: true })
  const { giftId, amountFen } = asked.at(-1)!
  await settle(open.db, fact(giftId, { amountFen: String(amountFen), ...change }))
  return giftId
}
const seen = async (secret: string) =>
  (await findParty(open.db, secret))!.walkers.map(({ state, bib }) => [state, bib])
const pair = () => party([walker(), walker({ name: '何大文' })])
/** Somebody else, with an address of their own. */
const another = (n: number) => party([walker()], { contactEmail: `walker${n}@example.org` })

test('places are held half an hour, and are sure once the fee is in the books', async () => {
  const secret = await registered(open.db, pair())
  expect(await seen(secret)).toEqual([
    ['unpaid', null],
    ['unpaid', null],
  ])
  expect((await findParty(open.db, secret))!.heldUntil).toEqual(later(30))
  expect(await placesOf(open.db)).toEqual({ '5km': 2, '10km': 0 })
  expect(await settlePartyFees(open.db), 'nothing has arrived').toBe(0)
  await paid(secret)
  expect(asked[0]!.amountFen, 'the fee of two').toBe(6000n)
  expect(await settlePartyFees(open.db)).toBe(1)
  expect(await settlePartyFees(open.db), 'once').toBe(0)
  expect(await seen(secret)).toEqual([
    ['registered', 1],
    ['registered', 2],
  ])
  expect(await partyMails(open.db)).toEqual(['unpaid', 'paid'])
  expect(await releaseUnpaid(open.db, later(60))).toBe(0)
  await expectCleanBooks(open.db)
})

test('pressed twice it is one gift, and what is paid or under way is not paid again', async () => {
  const secret = await registered(open.db, pair())
  const first = await pay(secret)
  expect(await pay(secret)).toEqual(first)
  expect(asked).toHaveLength(1)
  await paid(secret, { status: 'processing' })
  expect(await pay(secret)).toEqual({ ok: false, reason: 'nothing-to-pay' })
})

test('places that nobody paid for go to who waits; money under way keeps them', async () => {
  const unpaid = await registered(open.db, party())
  const underWay = await registered(open.db, another(1))
  const waits = await registered(open.db, another(2))
  await paid(underWay, { status: 'processing' })
  expect(await releaseUnpaid(open.db, later(29))).toBe(0)
  expect(await releaseUnpaid(open.db, later(31))).toBe(1)
  expect(await seen(unpaid)).toEqual([['cancelled', null]])
  expect(await seen(underWay)).toEqual([['unpaid', null]])
  expect(await seen(waits)).toEqual([['unpaid', null]])
  expect((await findParty(open.db, waits))!.heldUntil, 'a day for who may be asleep').toEqual(
    later(31 + 24 * 60),
  )
  expect(await placesOf(open.db)).toEqual({ '5km': 2, '10km': 0 })
  expect(await partyMails(open.db)).toEqual(['unpaid', 'unpaid', 'waiting', 'moved-up', 'lapsed'])
})

test('money that comes after the places lapsed gets places again, or waits with its fee paid', async () => {
  const late = await registered(open.db, party())
  const tooLate = await registered(open.db, another(1))
  await pay(late)
  const lateGift = asked.at(-1)!.giftId
  await pay(tooLate)
  const tooLateGift = asked.at(-1)!.giftId
  expect(await releaseUnpaid(open.db, later(31))).toBe(2)
  await settle(open.db, fact(lateGift, { amountFen: '3000' }))
  expect(await settlePartyFees(open.db)).toBe(1)
  expect(await seen(late)).toEqual([['registered', 1]])
  await registered(open.db, another(2))
  await settle(open.db, fact(tooLateGift, { amountFen: '3000', paymentRef: 'pi_second' }))
  expect(await settlePartyFees(open.db)).toBe(1)
  expect(await seen(tooLate)).toEqual([['waiting', null]])
  expect(await releaseUnpaid(open.db, later(62)), 'the third paid nothing').toBe(1)
  expect(await seen(tooLate), 'nothing more to pay').toEqual([['registered', 2]])
  expect(await placesOf(open.db)).toEqual({ '5km': 2, '10km': 0 })
})

test('who cancels after paying is shown to the desk and told what becomes of the fee, until it is given back', async () => {
  const filter = readWalkerFilter(new URLSearchParams('state=fee-held'))
  const held = async () =>
    (await listWalkers(open.db, campaign, { filter })).walkers.map(({ name, feeHeld }) => [name, feeHeld])
  const unpaid = await registered(open.db, party([walker({ name: '没付款', level: '10km' })]))
  await cancelWalkers(open.db, { secret: unpaid, walkers: 'all', now })
  expect((await findParty(open.db, unpaid))!.feesHeld).toBe(0)

  const secret = await registered(open.db, pair())
  const giftId = await paid(secret)
  await settlePartyFees(open.db)
  expect(await held()).toEqual([])
  const gone = (await findParty(open.db, secret))!.walkers[1]!
  // By the real clock, as the payment was.
  await cancelWalkers(open.db, { secret, walkers: [gone.id], now: new Date(Date.now() + 60_000) })
  expect(await held()).toEqual([['何大文', true]])
  expect((await findParty(open.db, secret))!.feesHeld).toBe(1)
  const all = await listWalkers(open.db, campaign, { filter: { ...filter, state: null } })
  expect(all.walkers.filter(({ feeHeld }) => feeHeld).map(({ name }) => name)).toEqual(['何大文'])

  await open.db.query('UPDATE giving_gift SET refunded_at = now() WHERE id = $1::uuid', [giftId])
  expect(await held()).toEqual([])
  expect((await findParty(open.db, secret))!.feesHeld).toBe(0)
})

test('money that arrives when nobody of the party walks any more is shown as well', async () => {
  const secret = await registered(open.db, pair())
  await pay(secret)
  const { giftId, amountFen } = asked.at(-1)!
  await cancelWalkers(open.db, { secret, walkers: 'all', now })
  await settle(open.db, fact(giftId, { amountFen: String(amountFen) }))
  expect((await findParty(open.db, secret))!.feesHeld).toBe(2)
})

test('an address holds places for one party at a time, whether it is to be paid or waits', async () => {
  const first = await registered(open.db, pair())
  const refused = { ok: false, reason: 'unpaid-before' }
  const written = party([walker()], { contactEmail: 'HE@example.org' })
  expect(await register(open.db, written)).toEqual(refused)
  expect(await placesOf(open.db)).toEqual({ '5km': 2, '10km': 0 })
  const waits = await registered(open.db, another(1))
  expect(await register(open.db, another(1)), 'who waits will hold places too').toEqual(refused)
  await cancelWalkers(open.db, { secret: waits, walkers: 'all', now })
  expect(await register(open.db, another(1)), 'cancelled it holds nothing').toMatchObject({ ok: true })
  await paid(first)
  await settlePartyFees(open.db)
  expect(await register(open.db, written), 'paid it is sure').toMatchObject({ ok: true })
})

test('a gift’s id leads to its registration only in the browser that holds the registration’s own link', async () => {
  const secret = await registered(open.db, pair())
  const giftId = await paid(secret)
  const other = await registered(open.db, another(1))
  expect(await registrationOfGift(open.db, giftId, [])).toEqual({ campaign, secret: null })
  expect(await registrationOfGift(open.db, giftId, [other, 'x'])).toEqual({ campaign, secret: null })
  expect(await registrationOfGift(open.db, giftId, [other, secret])).toEqual({ campaign, secret })
  const cookies = openPayingParties(config)
  const visit = (cookie = '') => new Request('https://give.example.org', { headers: { Cookie: cookie } })
  expect(await cookies.of(visit())).toEqual([])
  const first = (await cookies.and(visit(), other)).split(';')[0]!
  const both = await cookies.and(visit(first), secret)
  expect(both).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  expect(await cookies.of(visit(both.split(';')[0]))).toEqual([secret, other])
  const forged = first.replace(/=./, (start) => (start === '=a' ? '=b' : '=a'))
  expect(await cookies.of(visit(forged)), 'signed').toEqual([])
})

test('whoever knows a party’s id and all that it pays cannot reckon its gift’s id: the house’s secret is in it', async () => {
  const secret = await registered(open.db, pair())
  const input = { secret, locale: 'zh-CN' as const, publicUrl: config.PUBLIC_URL, now }
  const from = async (house: { SESSION_SECRET: string }) => {
    expect(await startPartyPayment(open.db, gateway, house, input)).toMatchObject({ ok: true })
    return new Set(asked.map(({ giftId }) => giftId)).size
  }
  expect(await from(config)).toBe(1)
  expect(await from(config)).toBe(1)
  expect(await from({ SESSION_SECRET: 'a secret of another house, long enough' })).toBe(2)
})

test('the fee is the one at which a party registered, whatever the organiser asks of later ones', async () => {
  const ask = (feeFen: bigint) =>
    open.db.query('UPDATE walks_walk SET fee_fen = $2 WHERE campaign = $1', [campaign, feeFen])
  const first = await registered(open.db, pair())
  const waits = await registered(open.db, another(1))
  await ask(5000n)
  expect((await findParty(open.db, first))!.feeFen).toBe(3000n)
  await paid(first)
  expect(asked.at(-1)!.amountFen, 'what the page had promised').toBe(6000n)
  expect(await settlePartyFees(open.db), 'and that is enough').toBe(1)
  await cancelWalkers(open.db, { secret: first, walkers: 'all', now })
  const dearer = await registered(open.db, another(2))
  await paid(dearer)
  expect(asked.at(-1)!.amountFen, 'who comes later pays what is asked by then').toBe(5000n)
  await settlePartyFees(open.db)

  await ask(0n)
  expect(await seen(waits), 'who registered for a fee still owes it').toEqual([['unpaid', null]])
  const free = await registered(open.db, another(3))
  await ask(3000n)
  await cancelWalkers(open.db, { secret: waits, walkers: 'all', now })
  expect(await seen(free), 'promised as free, it is free').toEqual([['registered', 4]])
  const { walkers } = await listWalkers(open.db, campaign, {
    filter: readWalkerFilter(new URLSearchParams()),
  })
  expect(walkers.map(({ feeFen }) => feeFen)).toEqual([3000n, 3000n, 3000n, 5000n, 0n])
})

test('a fee that was given back pays for nothing: who waits pays anew, nobody walks for free', async () => {
  const refund = (gift: string) =>
    open.db.query('UPDATE giving_gift SET refunded_at = now() WHERE id = $1::uuid', [gift])
  const late = await registered(open.db, party())
  await pay(late)
  const lateGift = asked.at(-1)!.giftId
  await releaseUnpaid(open.db, later(31))
  const holders = await registered(open.db, party([walker(), walker()], { contactEmail: 'a@example.org' }))
  await settle(open.db, fact(lateGift, { amountFen: '3000' }))
  await settlePartyFees(open.db)
  expect(await seen(late), 'paid too late, and in line').toEqual([['waiting', null]])
  expect((await findParty(open.db, late))!.payment).toBe('confirmed')
  await refund(lateGift)
  expect((await findParty(open.db, late))!.payment).toBeNull()
  await cancelWalkers(open.db, { secret: holders, walkers: 'all', now: later(40) })
  expect(await seen(late), 'a place, to be paid').toEqual([['unpaid', null]])
  expect(await settlePartyFees(open.db), 'what went back is not in the books').toBe(0)
  const again = await paid(late, { paymentRef: 'pi_again' })
  expect(again).not.toBe(lateGift)
  await refund(again)
  expect(await settlePartyFees(open.db)).toBe(0)
  expect(await releaseUnpaid(open.db, later(31 + 2 * 24 * 60))).toBe(1)
  expect(await seen(late)).toEqual([['cancelled', null]])
})

describe.each(postgresOnly)('at once, on $name', ({ open: fresh }) => {
  test('ten parties from one address hold the places of one', async () => {
    await open.drop()
    open = await fresh()
    await openRegistration(open.db, { feeFen: 3000n })
    const answers = await Promise.all(Array.from({ length: 10 }, () => register(open.db, pair())))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await placesOf(open.db)).toEqual({ '5km': 2, '10km': 0 })
  }, 60_000)
})
