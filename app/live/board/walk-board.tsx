import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatCount, formatInstant } from '~/platform/dates'
import { type Locale, pathIn } from '~/platform/i18n'
import { Notice } from '~/ui/notice'
import type { Board } from '~/walks/board'
import { useNewer } from '../use-newer'
import { AsOf } from './as-of'
import { BoardDevices } from './board-devices'
import { BoardHeads } from './board-heads'
import { BoardLevels } from './board-levels'
import { BoardStampTimes } from './board-stamp-times'
import { BoardTiles } from './board-tiles'
import { BoardUnits } from './board-units'
import { useWalkMoves } from './use-walk-moves'

export interface WalkBoardProps {
  locale: Locale
  first: Board
  /** Where newer figures are. */
  figuresUrl: string
  paged: boolean
}

/** The organiser's board of the day, kept up to date over the walk's feed without a page load. */
export function LiveWalkBoard({ locale, first, figuresUrl, paged }: WalkBoardProps) {
  const { live, moved } = useWalkMoves(first.campaign)
  const { newest, stale } = useNewer(first, figuresUrl, moved)
  return <WalkBoard locale={locale} board={newest} live={live && !stale} paged={paged} />
}

interface BoardProps {
  locale: Locale
  board: Board
  live: boolean | null
  /** Shows a later page of the units. */
  paged: boolean
}

export function WalkBoard({ locale, board, live, paged }: BoardProps) {
  const { t } = useTranslation('board')
  const time = formatInstant(locale, new Date(board.asOf))
  const here = pathIn(locale, `/desk/campaigns/${board.campaign}`)
  return (
    <div className="space-y-5">
      <p
        className="flex flex-wrap items-center gap-x-3 text-sm text-soft"
        role={live === false ? 'status' : undefined}
      >
        <span>
          {live && <span className="live-dot" aria-hidden="true" />}
          {live === false ? t('stale', { time }) : live ? `${t('live')} · ${time}` : time}
        </span>
        <AsOf board={board} />
        {board.unfolded > 0 && (
          <span>{t('unfolded', { count: board.unfolded, n: formatCount(board.unfolded) })}</span>
        )}
      </p>
      {board.flags > 0 && (
        <Notice kind="attention">
          <Link className="link inline-flex min-h-11 items-center" to={`${here}/flags`}>
            {t('flagsWait', { count: board.flags, n: formatCount(board.flags) })}
          </Link>
        </Notice>
      )}
      <BoardTiles board={board} missing={`${here}/missing`} />
      <BoardLevels locale={locale} board={board} />
      <BoardHeads locale={locale} board={board} />
      <BoardStampTimes locale={locale} board={board} here={`${here}/board`} />
      <BoardDevices
        locale={locale}
        board={board}
        passes={pathIn(locale, `/desk/passes?campaign=${board.campaign}`)}
      />
      <BoardUnits board={board} here={`${here}/board`} missing={`${here}/missing`} paged={paged} />
    </div>
  )
}
