import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '~/platform/dates'
import { EmptyState } from '~/ui/empty-state'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'
import { Tag } from '~/ui/tag'
import type { Board } from '~/walks/board'
import { AsOf } from './as-of'

/** Units and how many of each are not back; those of whom most are missing first. */
export function BoardUnits({ board, missing }: { board: Board; missing: string }) {
  const { t } = useTranslation('board')
  return (
    <Panel id="units" title={t('units.title')} aside={<AsOf board={board} />}>
      {board.units.length === 0 ? (
        <EmptyState title={t('units.empty')}>{t('units.emptyHint')}</EmptyState>
      ) : (
        <Table
          caption={t('units.title')}
          captionHidden
          rows={board.units}
          rowKey={(unit) => unit.id}
          columns={[
            {
              id: 'name',
              header: t('units.name'),
              rowHeader: true,
              cell: (unit) => <span className="[overflow-wrap:anywhere]">{unit.name}</span>,
            },
            {
              id: 'registered',
              header: t('units.registered'),
              align: 'end',
              cell: (unit) => formatCount(unit.registered),
            },
            {
              id: 'started',
              header: t('units.started'),
              align: 'end',
              cell: (unit) => formatCount(unit.started),
            },
            {
              id: 'finished',
              header: t('units.finished'),
              align: 'end',
              cell: (unit) => formatCount(unit.finished),
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
                    className="link inline-flex min-h-11 min-w-11 items-center justify-end"
                    to={`${missing}?unit=${unit.id}`}
                    aria-label={t('units.who', { name: unit.name, n: unit.registered - unit.finished })}
                  >
                    {formatCount(unit.registered - unit.finished)}
                  </Link>
                ),
            },
          ]}
        />
      )}
      {board.moreUnits > 0 && (
        <p className="mt-2 text-sm text-soft">{t('units.more', { n: formatCount(board.moreUnits) })}</p>
      )}
    </Panel>
  )
}
