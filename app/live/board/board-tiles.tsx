import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatClock, formatCount } from '~/platform/dates'
import { type Board, ofWalkers, silentWalkerMinutes } from '~/walks/board'
import { AsOf } from './as-of'

interface CountTileProps {
  term: string
  count: number
  hint?: ReactNode
  tone?: 'arrived' | 'pending'
}

function CountTile({ term, count, hint, tone }: CountTileProps) {
  return (
    <div className="figure-tile" data-tone={tone}>
      <dt className="text-sm text-soft">{term}</dt>
      <dd>
        <span className="tabular text-xl font-bold">{formatCount(count)}</span>
        {hint && <span className="block text-sm text-soft">{hint}</span>}
      </dd>
    </div>
  )
}

/** Who registered, started, is on the way, came back, is looked for; and all stamps. */
export function BoardTiles({ board, missing }: { board: Board; missing: string }) {
  const { t } = useTranslation('board')
  const { figures } = board
  const registered = board.levels.reduce((sum, level) => sum + level.registered, 0)
  const [started, finished] = [ofWalkers(figures.started), ofWalkers(figures.finished) - board.unsure]
  const stamps = figures.stamps['*'] ?? 0
  const backBy = formatClock(new Date(board.backBy)).slice(0, 5)
  return (
    <section aria-label={t('figures.title')} id="figures" className="space-y-2">
      <dl className="figure-tiles">
        <CountTile
          term={t('figures.registered')}
          count={registered}
          hint={t('figures.notStarted', { n: formatCount(Math.max(0, registered - started)) })}
        />
        <CountTile term={t('figures.started')} count={started} />
        <CountTile term={t('figures.out')} count={started - finished} tone="pending" />
        <CountTile
          term={t('figures.finished')}
          count={finished}
          tone="arrived"
          hint={
            board.unsure > 0 && (
              <Link className="link inline-flex min-h-11 items-center" to={`${missing}?of=poster`}>
                {t('figures.unsure', { count: board.unsure, n: formatCount(board.unsure) })}
              </Link>
            )
          }
        />
        <CountTile
          term={t('figures.overdue')}
          count={board.overdue}
          hint={
            board.overdue > 0 ? (
              <Link className="link inline-flex min-h-11 items-center" to={missing}>
                {t('figures.whoOverdue')}
              </Link>
            ) : (
              t('figures.overdueHint', { time: backBy, minutes: silentWalkerMinutes })
            )
          }
        />
        <CountTile
          term={t('figures.stamps')}
          count={stamps}
          hint={t('figures.cards', { n: formatCount(figures.cards['*'] ?? 0) })}
        />
      </dl>
      <p>
        <AsOf board={board} />
      </p>
    </section>
  )
}
