import { readSponsorSums } from '~/giving/read-sponsors.server'
import type { Sql } from '~/platform/db.server'
import { ofWalkers } from '~/walks/board'
import { readFigures } from '~/walks/read-figures.server'
import type { WalkReport } from './walk-report'

const readRecords = `
  SELECT
    (SELECT coalesce(json_agg(json_build_object('key', p.key, 'nameZh', p.name_zh, 'nameEn', p.name_en, 'stamps',
              (SELECT coalesce(sum(m.stamps), 0) FROM walks_place_minute m WHERE m.campaign = $1 AND m.place = p.key))
              ORDER BY p.position, p.key), '[]')
       FROM walks_place p WHERE p.campaign = $1 AND p.kind = 'checkpoint') AS checkpoints,
    (SELECT coalesce(json_agg(json_build_object('key', key, 'nameZh', name_zh, 'nameEn', name_en, 'km', km,
              'registered', taken) ORDER BY position, key), '[]') FROM walks_level WHERE campaign = $1) AS levels,
    (SELECT count(DISTINCT unit_id)::int FROM walks_walker WHERE campaign = $1 AND state = 'registered') AS units,
    (SELECT count(*)::int FROM walks_unit_figure WHERE campaign = $1 AND started > 0) AS "unitsThatCame",
    (SELECT coalesce(json_agg(json_build_object('key', s.key, 'number', s.number, 'nameZh', s.name_zh, 'nameEn', s.name_en,
              'organisation', s.organisation, 'receipts', r.n, 'takenFen', (c.fen + q.fen)::text) ORDER BY s.number), '[]')
       FROM market_stall s,
       LATERAL (SELECT count(*) AS n FROM market_sale WHERE campaign = $1 AND stall = s.key) r,
       LATERAL (SELECT coalesce(sum(counted_fen), 0) AS fen FROM market_count
                 WHERE campaign = $1 AND stall = s.key AND agreed_at IS NOT NULL) c,
       LATERAL (SELECT coalesce(sum(g.amount_fen), 0) AS fen FROM market_sale m JOIN giving_gift g ON g.via = 'sale:' || m.id
                 WHERE m.campaign = $1 AND m.stall = s.key AND m.method = 'qr' AND g.state = 'confirmed' AND g.refunded_at IS NULL) q
      WHERE s.campaign = $1) AS stalls,
    (SELECT json_build_object('raisedFen', confirmed_fen::text, 'treeSize', tree_size) FROM live_campaign_total
      WHERE campaign = $1) AS totals,
    (SELECT confirmed_fen::text FROM live_campaign_channel_total WHERE campaign = $1 AND channel = 'market') AS "sumsFen"`
const readEditions = `
  SELECT c.slug, c.edition, c.name_zh AS "nameZh", c.name_en AS "nameEn", c.event_on::text AS day,
         coalesce(t.confirmed_fen, 0)::text AS "raisedFen", coalesce(f.visits, 0)::int AS visits, coalesce(f.walkers, 0)::int AS walkers
    FROM campaigns_campaign o JOIN campaigns_campaign c ON c.series_slug = o.series_slug AND c.state <> 'draft'
    LEFT JOIN live_campaign_total t ON t.campaign = c.slug
    LEFT JOIN LATERAL (SELECT sum(value) FILTER (WHERE name = 'stamps' AND level = '*') AS visits,
                sum(CASE level WHEN '*' THEN value ELSE -value END) FILTER (WHERE name = 'started' AND level IN ('*', '-')) AS walkers
                FROM walks_figure WHERE campaign = c.slug) f ON true
   WHERE o.slug = $1 ORDER BY c.edition DESC`

type Level = Omit<WalkReport['levels'][number], 'started' | 'finished' | 'completed'>
interface Row extends Pick<WalkReport, 'checkpoints' | 'stalls'> {
  levels: Level[]
  units: number
  unitsThatCame: number
  totals: { raisedFen: string; treeSize: number } | null
  sumsFen: string | null
}

/**
 * What a campaign's walk, market and fundraising came to, and all editions of its series: every figure is counted from records,
 * none is typed. Reads folded figures, units, stalls and sealed totals; the cost does not follow the scans.
 */
export async function readWalkReport(sql: Sql, campaign: string): Promise<WalkReport> {
  const [figures, [row], editions, sponsors] = await Promise.all([
    readFigures(sql, campaign),
    sql.query<Row>(readRecords, [campaign]),
    sql.query<WalkReport['editions'][number]>(readEditions, [campaign]),
    readSponsorSums(sql, campaign),
  ])
  const { checkpoints, levels, stalls, totals, sumsFen, units, unitsThatCame } = row!
  const of = (name: keyof typeof figures, level: string) => figures[name][level] ?? 0
  const takenFen = stalls.reduce((sum, stall) => sum + BigInt(stall.takenFen), 0n)
  return {
    checkpoints,
    levels: levels.map((level) => ({
      ...level,
      started: of('started', level.key),
      finished: of('finished', level.key),
      completed: of('completed', level.key),
    })),
    units: { registered: units, came: unitsThatCame },
    walkers: {
      registered: levels.reduce((sum, level) => sum + level.registered, 0),
      onSite: ofWalkers(figures.started),
      finished: ofWalkers(figures.finished),
      completed: ofWalkers(figures.completed),
    },
    visits: {
      all: of('stamps', '*'),
      byVisitors: of('stamps', '-'),
      cards: of('cards', '*'),
      visitorCards: of('cards', '-'),
    },
    stalls,
    marketFen: (takenFen + BigInt(sumsFen ?? 0)).toString(),
    sponsors: { count: sponsors.count, worthFen: sponsors.worthFen.toString() },
    raisedFen: totals?.raisedFen ?? '0',
    treeSize: totals?.treeSize ?? 0,
    editions,
  }
}
