import type { Fault, Projection } from '~/ledger/projection'
import type { Sql } from '~/platform/db.server'
import { type MonitoringMoves, monitoringMovesOf } from './monitoring-moves'

const moveHours = `
  INSERT INTO live_campaign_hour AS t (campaign, day, hour, channel, confirmed_fen, refunded_fen, gifts)
  SELECT * FROM unnest($1::text[], $2::date[], $3::smallint[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[])
  ON CONFLICT (campaign, day, hour, channel) DO UPDATE SET confirmed_fen = t.confirmed_fen + excluded.confirmed_fen,
    refunded_fen = t.refunded_fen + excluded.refunded_fen, gifts = t.gifts + excluded.gifts`
const moveFundDays = `
  INSERT INTO live_campaign_fund_day AS t (campaign, day, fund, confirmed_fen, gifts)
  SELECT * FROM unnest($1::text[], $2::date[], $3::text[], $4::bigint[], $5::bigint[])
  ON CONFLICT (campaign, day, fund) DO UPDATE
    SET confirmed_fen = t.confirmed_fen + excluded.confirmed_fen, gifts = t.gifts + excluded.gifts`
const moveAmounts = `
  INSERT INTO live_campaign_amount AS t (campaign, level, prefix, gifts, fen)
  SELECT * FROM unnest($1::text[], $2::smallint[], $3::bigint[], $4::bigint[], $5::bigint[])
  ON CONFLICT (campaign, level, prefix) DO UPDATE SET gifts = t.gifts + excluded.gifts, fen = t.fen + excluded.fen`

/** Rows as one array for each column, as `unnest` takes them. */
const columns = <Row extends object>(rows: readonly Row[], names: readonly (keyof Row)[]) =>
  names.map((name) => rows.map((row) => row[name]))

/**
 * Figures behind the organisers' dashboard, moved in the sealing transaction: by hour and channel, by day and fund, and
 * how often which amount was given. One statement for each table and batch, whatever the size of the books.
 */
export const campaignMonitoring: Projection = {
  name: 'campaign monitoring',
  async apply(tx, batch) {
    const { hours, fundDays, amounts }: MonitoringMoves = monitoringMovesOf(batch)
    if (hours.length === 0) return
    await tx.query(
      moveHours,
      columns(hours, ['campaign', 'day', 'hour', 'channel', 'confirmedFen', 'refundedFen', 'gifts']),
    )
    await tx.query(moveFundDays, columns(fundDays, ['campaign', 'day', 'fund', 'confirmedFen', 'gifts']))
    if (amounts.length > 0)
      await tx.query(moveAmounts, columns(amounts, ['campaign', 'level', 'prefix', 'gifts', 'fen']))
  },
  async check(tx) {
    for (const figures of proven) {
      const faults = await differing(tx, figures)
      if (faults.length > 0) return faults
    }
    return []
  },
}

interface Figures {
  what: string
  kept: string
  truth: string
  key: readonly string[]
  values: readonly string[]
}
/** Each table with the view (migration `monitoring`) that makes it anew from raw sealed rows. */
const proven: readonly Figures[] = [
  {
    what: 'campaign hour',
    kept: 'live_campaign_hour',
    truth: 'live_true_hour',
    key: ['campaign', 'day', 'hour', 'channel'],
    values: ['confirmed_fen', 'refunded_fen', 'gifts'],
  },
  {
    what: 'campaign fund',
    kept: 'live_campaign_fund_day',
    truth: 'live_true_fund_day',
    key: ['campaign', 'day', 'fund'],
    values: ['confirmed_fen', 'gifts'],
  },
  {
    what: 'campaign amount',
    kept: 'live_campaign_amount',
    truth: 'live_true_amount',
    key: ['campaign', 'level', 'prefix'],
    values: ['gifts', 'fen'],
  },
]

/** The first row that is not what the entries say. A row of zeros and no row mean the same. */
function differing(tx: Sql, { what, kept, truth, key, values }: Figures): Promise<Fault[]> {
  const said = (row: string) => values.map((v) => `coalesce(${row}.${v}, 0) || ' ${v}'`).join(` || ', ' || `)
  return tx.query<Fault>(
    `SELECT $1::text AS what, ${key.map((k) => `coalesce(k.${k}, t.${k})`).join(` || ' ' || `)} AS row,
            'kept ' || ${said('k')} || '; the entries say ' || ${said('t')} AS detail
       FROM ${kept} k FULL JOIN ${truth} t ON ${key.map((k) => `k.${k} = t.${k}`).join(' AND ')}
      WHERE ${values.map((v) => `coalesce(k.${v}, 0) <> coalesce(t.${v}, 0)`).join(' OR ')} ORDER BY 2 LIMIT 1`,
    [what],
  )
}
