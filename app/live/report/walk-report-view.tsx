import type { ReactNode } from 'react'
import type { SponsorBoard } from '~/giving/read-sponsors.server'
import { SponsorBoardView } from '~/giving/sponsor-board'
import { formatCount, formatDay } from '~/platform/dates'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { EmptyState } from '~/ui/empty-state'
import { Money } from '~/ui/money'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'
import type { ReportWords } from './report-words.server'
import type { WalkReport } from './walk-report'

interface ReportProps {
  locale: Locale
  slug: string
  report: WalkReport
  words: ReportWords
  sponsors: SponsorBoard | null
}

const plainLink = 'link inline-flex min-h-11 items-center'

/** All figures of an edition; each leads to the records that it was counted from. */
export function WalkReportView(props: ReportProps) {
  const { report, words } = props
  const hasWalk = report.levels.length > 0
  return (
    <>
      <section aria-label={words.figures}>
        <dl className="figure-tiles">
          {hasWalk && (
            <>
              <Tile term={words.checkpoints} to="#checkpoints" value={report.checkpoints.length} />
              <Tile term={words.levels} to="#levels" value={report.levels.length} />
              <Tile term={words.units} to="#levels" value={report.units.registered} />
              <Tile term={words.onSite} to="#levels" value={report.walkers.onSite} />
              <Tile term={words.visits} to="#checkpoints" value={report.visits.all} />
            </>
          )}
          {report.stalls.length > 0 && <Tile term={words.stalls} to="#stalls" value={report.stalls.length} />}
          <Tile
            term={words.market}
            to={report.stalls.length > 0 ? '#stalls' : '#money'}
            value={<Money fen={report.marketFen} />}
          />
          {report.sponsors.count > 0 && (
            <>
              <Tile term={words.sponsors} to="#sponsors" value={report.sponsors.count} />
              <Tile
                term={words.sponsorsWorth}
                to="#sponsors"
                value={<Money fen={report.sponsors.worthFen} />}
              />
            </>
          )}
          <Tile term={words.raised} to="#money" value={<Money fen={report.raisedFen} />} />
        </dl>
      </section>
      {hasWalk ? (
        <>
          <Checkpoints {...props} />
          <Levels {...props} />
        </>
      ) : (
        <EmptyState title={words.none}>{words.noneHint}</EmptyState>
      )}
      {report.stalls.length > 0 && <Stalls {...props} />}
      {props.sponsors && <SponsorBoardView board={props.sponsors} />}
      <Raised {...props} />
      <Editions {...props} />
    </>
  )
}

function Tile({ term, to, value }: { term: string; to: string; value: ReactNode }) {
  return (
    <div className="figure-tile">
      <dt className="text-sm text-soft">{term}</dt>
      <dd>
        <a className="link tabular inline-flex min-h-11 items-center text-xl font-bold" href={to}>
          {typeof value === 'number' ? formatCount(value) : value}
        </a>
      </dd>
    </div>
  )
}

const nameIn = (locale: Locale, { nameZh, nameEn }: { nameZh: string; nameEn: string }) =>
  inLocale(locale, { zh: nameZh, en: nameEn })

function Checkpoints({ locale, report, words }: ReportProps) {
  return (
    <Panel id="checkpoints" title={words.placeTable}>
      <Table
        caption={words.placeTable}
        captionHidden
        rows={report.checkpoints}
        rowKey={(place) => place.key}
        columns={[
          { id: 'place', header: words.place, rowHeader: true, cell: (place) => nameIn(locale, place) },
          { id: 'stamps', header: words.stamps, align: 'end', cell: (place) => formatCount(place.stamps) },
        ]}
        foot={[words.all, formatCount(report.visits.all)]}
      />
      <p className="mt-2 text-sm text-soft">{words.stampsHint}</p>
    </Panel>
  )
}

function Levels({ locale, slug, report, words }: ReportProps) {
  const { walkers } = report
  return (
    <Panel id="levels" title={words.levelTable}>
      <Table
        caption={words.levelTable}
        captionHidden
        rows={report.levels}
        rowKey={(level) => level.key}
        columns={[
          { id: 'level', header: words.level, rowHeader: true, cell: (level) => nameIn(locale, level) },
          {
            id: 'registered',
            header: words.registered,
            align: 'end',
            cell: (level) => formatCount(level.registered),
          },
          { id: 'started', header: words.started, align: 'end', cell: (level) => formatCount(level.started) },
          {
            id: 'finished',
            header: words.finished,
            align: 'end',
            cell: (level) => formatCount(level.finished),
          },
          {
            id: 'completed',
            header: words.completed,
            align: 'end',
            cell: (level) => formatCount(level.completed),
          },
        ]}
        foot={[
          words.all,
          formatCount(walkers.registered),
          formatCount(walkers.onSite),
          formatCount(walkers.finished),
          formatCount(walkers.completed),
        ]}
      />
      <p className="mt-2 text-sm text-soft">{words.unitsHint}</p>
      <a className={plainLink} href={pathIn(locale, `/campaigns/${slug}/leaderboard`)}>
        {words.toLeaderboard}
      </a>
    </Panel>
  )
}

function Stalls({ locale, report, words }: ReportProps) {
  const sum = report.stalls.reduce((all, stall) => all + BigInt(stall.takenFen), 0n)
  const receipts = report.stalls.reduce((all, stall) => all + stall.receipts, 0)
  return (
    <Panel id="stalls" title={words.stallTable}>
      <Table
        caption={words.stallTable}
        captionHidden
        rows={report.stalls}
        rowKey={(stall) => stall.key}
        columns={[
          {
            id: 'stall',
            header: words.stall,
            rowHeader: true,
            cell: (stall) => (
              <>
                {stall.number} · {nameIn(locale, stall)}
                <span className="block text-sm font-normal text-soft">{stall.organisation}</span>
              </>
            ),
          },
          {
            id: 'receipts',
            header: words.receipts,
            align: 'end',
            cell: (stall) => formatCount(stall.receipts),
          },
          { id: 'taken', header: words.taken, align: 'end', cell: (stall) => <Money fen={stall.takenFen} /> },
        ]}
        foot={[words.all, formatCount(receipts), <Money key="sum" fen={sum} />]}
      />
      <p className="mt-2 text-sm text-soft">{words.stallHint}</p>
    </Panel>
  )
}

function Raised({ locale, slug, words }: ReportProps) {
  return (
    <Panel id="money" title={words.raisedTitle}>
      <p>{words.raisedHint}</p>
      <p className="flex flex-wrap gap-x-6">
        <a className={plainLink} href={pathIn(locale, '/ledger')}>
          {words.toLedger}
        </a>
        <a className={plainLink} href={pathIn(locale, `/campaigns/${slug}`)}>
          {words.toCampaign}
        </a>
      </p>
    </Panel>
  )
}

function Editions({ locale, report, words }: ReportProps) {
  const { editions } = report
  const sum = (of: 'visits' | 'walkers') => formatCount(editions.reduce((all, one) => all + one[of], 0))
  const raised = editions.reduce((all, one) => all + BigInt(one.raisedFen), 0n)
  return (
    <Panel id="editions" title={words.editions}>
      <Table
        caption={words.editions}
        captionHidden
        rows={editions}
        rowKey={(one) => one.slug}
        columns={[
          {
            id: 'edition',
            header: words.edition,
            rowHeader: true,
            cell: (one) => (
              <>
                <a className="link" href={pathIn(locale, `/campaigns/${one.slug}`)}>
                  {nameIn(locale, one)}
                </a>
                {one.day && (
                  <span className="block text-sm font-normal text-soft">{formatDay(locale, one.day)}</span>
                )}
              </>
            ),
          },
          { id: 'walkers', header: words.walkers, align: 'end', cell: (one) => formatCount(one.walkers) },
          { id: 'visits', header: words.stamps, align: 'end', cell: (one) => formatCount(one.visits) },
          { id: 'raised', header: words.raised, align: 'end', cell: (one) => <Money fen={one.raisedFen} /> },
        ]}
        foot={[words.all, sum('walkers'), sum('visits'), <Money key="sum" fen={raised} />]}
      />
      <p className="mt-2 text-sm text-soft">{words.editionsHint}</p>
    </Panel>
  )
}
