import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '~/platform/dates'
import { Disclosure } from '~/ui/disclosure'
import { EmptyState } from '~/ui/empty-state'
import { Pager } from '~/ui/pager'
import { Panel } from '~/ui/panel'
import { Table, type TableColumn } from '~/ui/table'
import { Tag } from '~/ui/tag'
import { type Board, type BoardUnit, spellUnitsKey } from '~/walks/board'
import { AsOf } from './as-of'

interface BoardUnitsProps {
  board: Board
  /** The board's address, and that of who is missing. */
  here: string
  missing: string
  /** Not the first page. */
  paged: boolean
}

/** Units that are not all back, those of whom most are missing first; the others behind them. */
export function BoardUnits({ board, here, paged, missing }: BoardUnitsProps) {
  const { t } = useTranslation('board')
  const [out, back] = [true, false].map((isOut) =>
    board.units.filter((unit) => unit.finished < unit.registered === isOut),
  ) as [BoardUnit[], BoardUnit[]]
  return (
    <Panel id="units" title={t('units.title')} aside={<AsOf board={board} />}>
      {board.units.length === 0 && <EmptyState title={t('units.empty')}>{t('units.emptyHint')}</EmptyState>}
      {out.length > 0 && <UnitTable units={out} missing={missing} />}
      {back.length > 0 && (
        <Disclosure summary={t('units.back', { count: back.length, n: formatCount(back.length) })}>
          <UnitTable units={back} missing={missing} />
        </Disclosure>
      )}
      {board.allUnits > board.units.length && (
        <p className="mt-2 text-sm text-soft">{t('units.all', { n: formatCount(board.allUnits) })}</p>
      )}
      <Pager
        label={t('units.title')}
        previous={paged ? { to: `${here}#units`, label: t('firstPage') } : undefined}
        next={
          board.nextUnits
            ? { to: `${here}?units=${spellUnitsKey(board.nextUnits)}#units`, label: t('nextPage') }
            : undefined
        }
      />
    </Panel>
  )
}

function UnitTable({ units, missing }: { units: readonly BoardUnit[]; missing: string }) {
  const { t } = useTranslation('board')
  const number = (id: 'registered' | 'started' | 'finished'): TableColumn<BoardUnit> => ({
    id,
    header: t(`units.${id}`),
    align: 'end',
    cell: (unit) => formatCount(unit[id]),
  })
  return (
    <Table
      caption={t('units.title')}
      captionHidden
      rows={units}
      rowKey={(unit) => unit.id}
      columns={[
        {
          id: 'name',
          header: t('units.name'),
          rowHeader: true,
          cell: (unit) => <span className="[overflow-wrap:anywhere]">{unit.name}</span>,
        },
        {
          id: 'missing',
          header: t('units.missing'),
          align: 'end',
          cell: (unit) =>
            unit.finished >= unit.registered ? (
              <Tag tone="done">{t('units.allBack')}</Tag>
            ) : (
              <Link
                className="link inline-flex min-h-11 min-w-11 items-center justify-end font-bold"
                to={`${missing}?unit=${unit.id}`}
                aria-label={t('units.who', { name: unit.name, n: unit.registered - unit.finished })}
              >
                {formatCount(unit.registered - unit.finished)}
              </Link>
            ),
        },
        number('registered'),
        number('started'),
        number('finished'),
      ]}
    />
  )
}
