import { topLevel } from '../monitoring-moves'

/** Money by moment: each hour where $4, else each day. */
const moments = (rows: string) => `
  SELECT coalesce(json_agg(json_build_object('day', day::text, 'hour', hour, 'confirmedFen', fen::text,
           'refundedFen', refunded::text, 'gifts', gifts) ORDER BY day, hour), '[]')
    FROM (SELECT day, CASE WHEN $4::boolean THEN hour END AS hour, sum(confirmed_fen) AS fen, sum(refunded_fen) AS refunded,
                 sum(gifts) AS gifts FROM ${rows} GROUP BY 1, 2) m`

/** The days that have figures at all. */
export const daysWithMoney = `
  SELECT (SELECT min(day)::text FROM live_campaign_hour WHERE campaign = $1) AS first,
         (SELECT max(day)::text FROM live_campaign_hour WHERE campaign = $1) AS last`

/**
 * All figures of campaign $1 from day $2 to $3 in one statement, so that they are of one moment; $5 where bands begin.
 *
 * The median walks down the prefixes of the amount, sixteen rows at each level, with the rank that is left; a band's
 * rank adds up what stands left of its start at each level. LATERAL with OFFSET 0 is a fence: each step is a look-up in
 * the primary key however stale the planner's figures are.
 */
export const figuresOfRange = `
  WITH RECURSIVE hours AS MATERIALIZED (
    SELECT day, hour, channel, confirmed_fen, refunded_fen, gifts FROM live_campaign_hour
     WHERE campaign = $1 AND day BETWEEN $2::date AND $3::date
  ), given AS MATERIALIZED (
    SELECT coalesce(sum(gifts), 0)::bigint AS gifts, coalesce(sum(fen), 0)::bigint AS fen
      FROM live_campaign_amount WHERE campaign = $1 AND level = ${topLevel}
  ), walk AS (
    SELECT n, ${topLevel + 1} AS level, 0::bigint AS prefix, CASE n WHEN 0 THEN (gifts - 1) / 2 ELSE gifts / 2 END AS left_over
      FROM given, (VALUES (0), (1)) AS middle (n) WHERE gifts > 0
    UNION ALL
    SELECT w.n, w.level - 1, a.prefix, w.left_over - a.before
      FROM walk w CROSS JOIN LATERAL (
        SELECT prefix, gifts, (sum(gifts) OVER (ORDER BY prefix) - gifts)::bigint AS before FROM live_campaign_amount
         WHERE campaign = $1 AND level = w.level - 1 AND prefix >= w.prefix * 16 AND prefix < (w.prefix + 1) * 16 OFFSET 0
      ) a WHERE w.level > 0 AND a.before <= w.left_over AND w.left_over < a.before + a.gifts
  )
  SELECT
    (SELECT json_build_object('gifts', gifts, 'averageFen', ((fen + gifts / 2) / gifts)::text, 'fen', fen::text, 'medianFen',
            (SELECT ((sum(prefix)::bigint + 1) / 2)::text FROM walk WHERE level = 0)) FROM given WHERE gifts > 0) AS gift,
    (SELECT coalesce(json_agg(json_build_object('gifts', b.gifts, 'fen', b.fen::text) ORDER BY b.start), '[]')
       FROM (SELECT start, coalesce(sum(a.gifts), 0) AS gifts, coalesce(sum(a.fen), 0)::bigint AS fen
               FROM unnest($5::bigint[]) AS start CROSS JOIN generate_series(0, ${topLevel}) AS l (at)
               LEFT JOIN LATERAL (
                SELECT gifts, fen FROM live_campaign_amount WHERE campaign = $1 AND level = l.at
                   AND prefix >= ((start >> (4 * l.at + 4)) << 4) AND prefix < (start >> (4 * l.at)) OFFSET 0
              ) a ON true GROUP BY start) b) AS below,
    (SELECT json_build_object('confirmedFen', coalesce(sum(confirmed_fen), 0)::text, 'refundedFen',
            coalesce(sum(refunded_fen), 0)::text, 'gifts', coalesce(sum(gifts), 0)) FROM hours) AS "inRange",
    (SELECT coalesce(sum(confirmed_fen), 0)::text FROM live_campaign_hour WHERE campaign = $1 AND day <= $3::date) AS "byThenFen",
    (${moments('hours')}) AS moments,
    (SELECT coalesce(json_agg(json_build_object('channel', channel, 'confirmedFen', fen::text, 'gifts', gifts) ORDER BY fen DESC, channel), '[]')
       FROM (SELECT channel, sum(confirmed_fen) AS fen, sum(gifts) AS gifts FROM hours GROUP BY channel) c) AS "byChannel",
    (SELECT coalesce(json_agg(json_build_object('fund', fund, 'nameZh', coalesce(f.name_zh, fund), 'nameEn', coalesce(f.name_en, fund),
            'confirmedFen', fen::text, 'gifts', gifts) ORDER BY fen DESC, fund), '[]')
       FROM (SELECT fund, sum(confirmed_fen) AS fen, sum(gifts) AS gifts FROM live_campaign_fund_day
              WHERE campaign = $1 AND day BETWEEN $2::date AND $3::date GROUP BY fund) d LEFT JOIN ledger_fund f ON f.slug = d.fund) AS "byFund",
    (SELECT json_build_object('confirmedFen', confirmed_fen::text, 'pendingFen', pending_fen::text, 'refundedFen', refunded_fen::text,
            'gifts', gifts, 'pendingGifts', pending_gifts, 'treeSize', tree_size, 'asOf', as_of)
       FROM live_campaign_total WHERE campaign = $1) AS totals,
    (SELECT coalesce(json_object_agg(channel, json_build_object('confirmedFen', confirmed_fen::text, 'gifts', gifts) ORDER BY channel), '{}')
       FROM live_campaign_channel_total WHERE campaign = $1) AS channels`

/** The last $5 editions before campaign $1, each with its money in the days that lie beside $2 to $3. */
export const earlierEditions = `
  WITH e AS MATERIALIZED (
    SELECT c.slug, c.edition, c.name_zh, c.name_en, $2::date + a.days AS first, $3::date + a.days AS last,
           CASE WHEN c.event_on IS NULL OR this.event_on IS NULL THEN 'first-day' ELSE 'event' END AS alignment
      FROM campaigns_campaign this JOIN campaigns_campaign c ON c.series_slug = this.series_slug AND c.edition < this.edition
     CROSS JOIN LATERAL (SELECT coalesce(c.event_on - this.event_on, c.starts_on - this.starts_on) AS days) a
     WHERE this.slug = $1 AND c.state <> 'draft' ORDER BY c.edition DESC LIMIT $5
  )
  SELECT e.slug, e.edition, e.name_zh AS "nameZh", e.name_en AS "nameEn", e.alignment,
         json_build_object('from', e.first::text, 'to', e.last::text) AS range,
         (${moments('live_campaign_hour WHERE campaign = e.slug AND day BETWEEN e.first AND e.last')}) AS moments,
         (SELECT coalesce(sum(confirmed_fen), 0)::text FROM live_campaign_hour WHERE campaign = e.slug AND day <= e.last) AS "byThenFen",
         EXISTS (SELECT FROM live_campaign_hour WHERE campaign = e.slug AND day BETWEEN e.first AND e.last AND hour = -1
                    AND confirmed_fen <> 0) AS "hasDayOnly",
         coalesce(t.confirmed_fen, 0)::text AS "inAllFen", coalesce(t.gifts, 0)::int AS gifts
    FROM e LEFT JOIN live_campaign_total t ON t.campaign = e.slug ORDER BY e.edition DESC`
