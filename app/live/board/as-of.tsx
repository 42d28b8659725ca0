import { useTranslation } from 'react-i18next'
import { formatClock } from '~/platform/dates'
import { type Board, isUnsynced } from '~/walks/board'

/** As of when a number stands, and what it may not know: said with every number of the board. */
export function AsOf({ board }: { board: Board }) {
  const { t } = useTranslation('board')
  const count = board.devices.filter((device) => isUnsynced(device, board)).length
  const time = formatClock(new Date(board.asOf)).slice(0, 5)
  return (
    <span
      className={count > 0 ? 'tabular text-sm font-semibold text-amber-text' : 'tabular text-sm text-soft'}
    >
      {count > 0 ? t('asOf.unsynced', { count, time }) : t('asOf.all', { time })}
    </span>
  )
}
