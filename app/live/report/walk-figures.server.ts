import { type Figure, inBoth } from '~/disclosures/statement/figure'
import type { FigureSource } from '~/disclosures/statement/figure-source'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { readWalkReport } from './read-walk-report.server'
import type { WalkReport } from './walk-report'

const units = {
  units: inBoth('个单位', 'units'),
  people: inBoth('人', 'people'),
  visits: inBoth('人次', 'visits'),
  views: inBoth('次', 'views'),
  places: inBoth('个', 'places'),
  sponsors: inBoth('家', 'sponsors'),
  editions: inBoth('届', 'editions'),
}
const heldAndViews = `
  SELECT c.event_on AS "eventOn", coalesce(sum(v.views), 0)::int AS views
    FROM campaigns_campaign c LEFT JOIN campaigns_views v ON v.campaign_slug = c.slug AND v.page = 'live'
   WHERE c.slug = $1 GROUP BY c.slug`

/**
 * What a walk, its market and its sponsors came to, as figures of the quarter in which it was held. Each leads to the walk's report,
 * where it is counted place by place.
 */
export const walkFigures: FigureSource = {
  name: 'walk',
  async read(sql: Sql, { campaign, from, to }) {
    if (campaign === null) return []
    const [held] = await sql.query<{ eventOn: string | null; views: number }>(heldAndViews, [campaign])
    if (!held?.eventOn || held.eventOn < from || held.eventOn > to) return []
    return figuresOf(await readWalkReport(sql, campaign), {
      views: held.views,
      records: `/campaigns/${campaign}/report`,
      to,
    })
  },
}

function figuresOf(
  report: WalkReport,
  { views, records, to }: { views: number; records: string; to: Day },
): Figure[] {
  const count = (key: string, zh: string, en: string, value: number, unit: Figure['unit']): Figure => ({
    ...{ key: `walk.${key}`, label: inBoth(zh, en), count: value, unit, records },
  })
  const money = (key: string, zh: string, en: string, amountFen: string): Figure => ({
    ...{ key: `walk.${key}`, label: inBoth(zh, en), amountFen, records },
  })
  // What came after the quarter is no part of it.
  const editions = report.editions.filter(({ day }) => day !== null && day <= to)
  const raisedFen = editions.reduce((sum, one) => sum + BigInt(one.raisedFen), 0n)
  const took = (what: 'visits' | 'walkers') => editions.reduce((sum, one) => sum + one[what], 0)
  return [
    count('units.registered', '组队单位', 'Units registered', report.units.registered, units.units),
    count('units.came', '到场单位', 'Units that came', report.units.came, units.units),
    count('walkers.registered', '报名人数', 'Walkers registered', report.walkers.registered, units.people),
    count('walkers.onSite', '到场人数', 'Walkers on site', report.walkers.onSite, units.people),
    count('walkers.finished', '走完人数', 'Walkers who finished', report.walkers.finished, units.people),
    count('visits.all', '集章人次', 'Stamps collected', report.visits.all, units.visits),
    count(
      'visits.byVisitors',
      '其中公众人次',
      'Of these by visitors',
      report.visits.byVisitors,
      units.visits,
    ),
    // Nothing was counted here where the coverage ran elsewhere.
    ...(views > 0 ? [count('views', '直播观看', 'Views of the live coverage', views, units.views)] : []),
    count('checkpoints', '打卡点', 'Checkpoints', report.checkpoints.length, units.places),
    count('stalls', '摊位', 'Stalls', report.stalls.length, units.places),
    ...report.levels.map(({ key, nameZh, nameEn, started }) =>
      count(`level.${key}.started`, `${nameZh}出发`, `Started: ${nameEn}`, started, units.people),
    ),
    money('marketFen', '义卖善款', 'Market takings', report.marketFen),
    money('raisedFen', '筹得善款', 'Raised', report.raisedFen),
    count('sponsors.count', '赞助单位', 'Sponsors', report.sponsors.count, units.sponsors),
    money('sponsors.worthFen', '赞助款物', 'Sponsorship in cash and goods', report.sponsors.worthFen),
    count('editions.count', '已举办', 'Editions', editions.length, units.editions),
    money('editions.raisedFen', '历届筹得善款', 'Raised by all editions', raisedFen.toString()),
    count('editions.visits', '历届集章人次', 'Stamps of all editions', took('visits'), units.visits),
    count('editions.walkers', '历届到场人数', 'Walkers of all editions', took('walkers'), units.people),
  ]
}
