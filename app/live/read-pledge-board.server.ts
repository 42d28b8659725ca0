import type { Campaign } from '~/campaigns/campaign'
import { findPledgeSetting } from '~/giving/find-pledge-setting.server'
import { readPledgeWall } from '~/giving/read-pledge-sums.server'
import { formatCount, formatDay } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { textsIn, wordsIn } from '~/platform/texts.server'
import { compareEditions } from './compare-editions.server'

/** Since 2010: of what was pledged before this system there is no record. */
const reliefDay = 'poverty-relief-day'

/** So many names are seen at once; the others open. */
const firstUnits = 12

/**
 * What a campaign's page says of pledges, with its words (the page's scripts are weighed): sums, the wall of units that agreed to
 * be named, regions, and the editions of its series beside each other. Null for a campaign that never took pledges.
 */
export async function readPledgeBoard(
  sql: Sql,
  campaign: Pick<Campaign, 'slug' | 'series'>,
  { locale, open }: { locale: Locale; open: boolean },
) {
  const setting = await findPledgeSetting(sql, campaign.slug)
  if (!setting) return null
  const [wall, editions] = await Promise.all([
    readPledgeWall(sql, campaign.slug),
    compareEditions(sql, campaign.series.slug),
  ])
  const t = textsIn(locale, 'pledges')
  const stateWord = (unit: (typeof wall.named)[number]) =>
    unit.state === 'arrived' ? t('wall.hasArrived') : unit.partly ? t('wall.partly') : t('wall.awaited')
  const shown = (unit: (typeof wall.named)[number]) => ({
    name: unit.unitName,
    amountFen: unit.amountFen,
    arrived: unit.state === 'arrived',
    state: stateWord(unit),
  })
  const more = { count: wall.more, n: formatCount(wall.more) }
  const rest = wall.named.length - firstUnits
  const names = new Map(setting.regions.map((r) => [r.key, inLocale(locale, r)]))
  return {
    words: wordsIn(locale, 'pledges', [
      ...([
        'wall.title',
        'wall.pledged',
        'wall.arrived',
        'wall.awaited',
        'wall.notMoney',
        'wall.list',
      ] as const),
      ...(['wall.unit', 'wall.amount', 'wall.region', 'wall.regions', 'wall.go'] as const),
      ...(['editions.edition', 'editions.days', 'editions.unknown'] as const),
    ]),
    editionWords: wordsIn(locale, 'pledges', ['editions.title', 'editions.arrived']),
    go: open && setting.takesPledges ? pathIn(locale, `/campaigns/${campaign.slug}/pledge`) : null,
    pledgedFen: wall.pledgedFen,
    arrivedFen: wall.arrivedFen,
    awaitedFen: wall.awaitedFen,
    count: wall.units > 0 ? t('wall.units', { count: wall.units, n: formatCount(wall.units) }) : null,
    none: open ? t('wall.none') : t('wall.noneClosed'),
    rest: rest > 0 ? t('wall.rest', { count: rest, n: formatCount(rest) }) : null,
    units: wall.named.slice(0, firstUnits).map(shown),
    others: wall.named.slice(firstUnits).map(shown),
    more: wall.more > 0 ? (wall.named.length > 0 ? t('wall.more', more) : t('wall.moreShown', more)) : null,
    regions: wall.regions.map((r) => ({ ...r, region: names.get(r.region) ?? r.region })),
    editions: editions.map((e) => ({
      slug: e.slug,
      name: t('editions.name', { edition: e.edition }),
      here: e.slug === campaign.slug ? t('editions.this') : null,
      to: pathIn(locale, `/campaigns/${e.slug}`),
      days: `${formatDay(locale, e.startsOn)} – ${formatDay(locale, e.endsOn)}`,
      pledgedFen: e.pledgedFen,
      confirmedFen: e.confirmedFen,
    })),
    editionNote:
      editions.length === 1
        ? t('editions.only')
        : campaign.series.slug === reliefDay
          ? t('editions.note')
          : t('editions.noteOther'),
  }
}
export type PledgeBoard = NonNullable<Awaited<ReturnType<typeof readPledgeBoard>>>
