import { formatFen } from '~/money/fen'
import { formatCount } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { textsIn, wordsIn } from '~/platform/texts.server'
import type { WalkReport } from './walk-report'

const plainWords = [
  'report.title',
  'report.preview',
  'report.back',
  'report.lead',
  'report.figures',
  'report.checkpoints',
  'report.levels',
  'report.units',
  'report.onSite',
  'report.visits',
  'report.stalls',
  'report.market',
  'report.raised',
  'report.sponsors',
  'report.sponsorsWorth',
  'report.placeTable',
  'report.place',
  'report.stamps',
  'report.levelTable',
  'report.level',
  'report.km',
  'report.registered',
  'report.started',
  'report.finished',
  'report.completed',
  'report.all',
  'report.toLeaderboard',
  'report.stallTable',
  'report.stall',
  'report.organisation',
  'report.receipts',
  'report.taken',
  'report.stallHint',
  'report.raisedTitle',
  'report.toLedger',
  'report.toCampaign',
  'report.editions',
  'report.edition',
  'report.day',
  'report.walkers',
  'report.editionsHint',
  'report.none',
  'report.noneHint',
] as const

/** The report's words, which travel with the page's data. */
export function reportWords(locale: Locale, report: WalkReport) {
  const t = textsIn(locale, 'results')
  const { visits, units } = report
  return {
    ...wordsIn(locale, 'results', plainWords),
    stampsHint: t('report.stampsHint', {
      visitors: formatCount(visits.byVisitors),
      cards: formatCount(visits.cards),
    }),
    unitsHint: t('report.unitsHint', { registered: units.registered, came: units.came }),
    raisedHint: t('report.raisedHint', {
      raised: formatFen(BigInt(report.raisedFen)),
      market: formatFen(BigInt(report.marketFen)),
      size: formatCount(report.treeSize),
    }),
  }
}
export type ReportWords = ReturnType<typeof reportWords>
