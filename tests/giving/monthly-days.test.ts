import { describe, expect, test } from 'vitest'
import { termsOf } from '~/giving/internal/book-invoice.server'
import { driftsAtMonthEnd, steadyFrom, type Terms, takesMonthly } from '~/giving/monthly'
import { shanghaiDay } from '~/platform/dates'

/** The provider's calendar: the anchor's day and hour in UTC, n months later, in shorter months the last day. */
function monthsLater(anchor: Date, n: number): Date {
  const [year, month] = [anchor.getUTCFullYear(), anchor.getUTCMonth() + n]
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const day = Math.min(anchor.getUTCDate(), last)
  return new Date(Date.UTC(year, month, day, anchor.getUTCHours(), anchor.getUTCMinutes()))
}

function chargesFrom(start: Date, count: number): Date[] {
  const moved = driftsAtMonthEnd(start)
  const anchor = moved ? steadyFrom(start) : start
  const later = Array.from({ length: count - 1 }, (_, n) => monthsLater(anchor, moved ? n : n + 1))
  return [start, ...later]
}

describe('the days of a monthly gift', () => {
  test('whenever it is begun, it is charged once in each month of ours, and never sooner than 27 days after the last time', () => {
    const hourMs = 3_600_000
    for (let at = Date.UTC(2027, 0, 1); at < Date.UTC(2028, 5, 1); at += hourMs) {
      const charges = chargesFrom(new Date(at), 15)
      const months = charges.map((charge) => {
        const [year, month] = shanghaiDay(charge).split('-').map(Number) as [number, number]
        return year * 12 + month
      })
      for (const [n, month] of months.entries())
        if (month !== months[0]! + n)
          throw new Error(`begun ${new Date(at).toISOString()}: ${charges.map(shanghaiDay)}`)
      for (const [n, charge] of charges.entries())
        if (n > 0 && charge.getTime() - charges[n - 1]!.getTime() < 27 * 24 * hourMs)
          throw new Error(`begun ${new Date(at).toISOString()}: ${charges.map(shanghaiDay)}`)
    }
  })

  test('it is offered while the second charge still falls into the campaign', () => {
    const campaign = { state: 'open', startsOn: '2027-01-01', endsOn: '2027-03-31' }
    expect(takesMonthly(campaign, '2027-02-28')).toBe(true)
    expect(takesMonthly(campaign, '2027-03-01')).toBe(false)
    expect(takesMonthly(campaign, '2026-12-31')).toBe(false)
    expect(takesMonthly({ ...campaign, state: 'closed' }, '2027-02-01')).toBe(false)
  })
})

describe('the terms of an invoice', () => {
  const terms = (n: number, amountFen: bigint, funds = ['elders']): Terms => ({
    ...{ n, amountFen, feeCoverFen: 0n, target: 'default', funds },
    shareFens: [amountFen],
  })
  const versions = [terms(3, 300n), terms(2, 200n), terms(1, 100n)]

  test.each([
    ['names them', { terms: 2, amountFen: '200' }, 2],
    ['was drawn up before they changed, and became final after', { terms: 2, amountFen: '100' }, 1],
    ['does not say: the newest with its amount', { terms: null, amountFen: '100' }, 1],
    ['has an amount that none has: those it names, and the gift is held', { terms: 2, amountFen: '999' }, 2],
    ['never later ones than it names', { terms: 2, amountFen: '300' }, 2],
  ])('one that %s', (_, invoice, n) => {
    expect(termsOf(versions, invoice).n).toBe(n)
  })

  test('of two with the same amount the newer is what the donor wants now', () => {
    expect(
      termsOf([terms(2, 100n, ['children']), terms(1, 100n)], { terms: 2, amountFen: '100' }).funds,
    ).toEqual(['children'])
  })
})
