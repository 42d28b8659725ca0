import { endOfDay, type PeriodCheck } from '~/ledger/period-check'

const held = `
  SELECT count(*) FILTER (WHERE hold_decision IS NULL)::int AS open, count(*) FILTER (WHERE hold_decision IS NOT NULL)::int AS kept
    FROM giving_gift WHERE state = 'held' AND coalesce((held_fact ->> 'at')::timestamptz, held_at) < ${endOfDay}`

/** Money that arrived in these days and is in no book, because nobody has decided about it. */
export const openHolds: PeriodCheck = {
  name: 'holds-open',
  async look(sql, through) {
    const [row] = await sql.query<{ open: number }>(held, [through])
    return { level: row!.open > 0 ? 'blocks' : 'fine', count: row!.open, at: null }
  },
}

/** Somebody has looked and said why it stays held, or that it goes back: that need not keep the books open. */
export const keptHolds: PeriodCheck = {
  name: 'holds-kept',
  async look(sql, through) {
    const [row] = await sql.query<{ kept: number }>(held, [through])
    return { level: row!.kept > 0 ? 'warns' : 'fine', count: row!.kept, at: null }
  },
}

/** Payments under way since these days: when they arrive they are booked on the day they arrive. */
export const paymentsUnderWay: PeriodCheck = {
  name: 'payments-pending',
  async look(sql, through) {
    const [row] = await sql.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM giving_gift WHERE state = 'pending' AND created_at < ${endOfDay}`,
      [through],
    )
    return { level: row!.n > 0 ? 'warns' : 'fine', count: row!.n, at: null }
  },
}

/** Cash and cheques of these days that two people have not counted: they lie in a drawer and in no book. */
export const countedBatches: PeriodCheck = {
  name: 'batches-uncounted',
  async look(sql, through) {
    const [row] = await sql.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM giving_batch WHERE state = 'open' AND received_on <= $1::date`,
      [through],
    )
    return { level: row!.n > 0 ? 'blocks' : 'fine', count: row!.n, at: null }
  },
}

/** Cheques of these days whose end is not known: cleared, they are booked on the day the bank honours them. */
export const clearedCheques: PeriodCheck = {
  name: 'cheques-uncleared',
  async look(sql, through) {
    const [row] = await sql.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM giving_batch_line l JOIN giving_batch b ON b.id = l.batch_id
        WHERE l.state = 'handed-in' AND b.received_on <= $1::date`,
      [through],
    )
    return { level: row!.n > 0 ? 'warns' : 'fine', count: row!.n, at: null }
  },
}

/** Refunds asked for in these days that somebody has to pay: they are booked on the day they are paid. */
export const paidRefunds: PeriodCheck = {
  name: 'refunds-unpaid',
  async look(sql, through) {
    const [row] = await sql.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM giving_refund r JOIN giving_gift g ON g.id = r.gift_id
        WHERE r.state = 'asked' AND g.payment_ref IS NULL AND r.asked_at < ${endOfDay}`,
      [through],
    )
    return { level: row!.n > 0 ? 'warns' : 'fine', count: row!.n, at: null }
  },
}

/** Matches of gifts of these days that wait for a person: decided, they are posted on that day. */
export const decidedMatches: PeriodCheck = {
  name: 'matches-held',
  async look(sql, through) {
    const [row] = await sql.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM giving_match WHERE state = 'held' AND created_at < ${endOfDay}`,
      [through],
    )
    return { level: row!.n > 0 ? 'warns' : 'fine', count: row!.n, at: null }
  },
}
