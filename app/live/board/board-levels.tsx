import { useTranslation } from 'react-i18next'
import { formatCount } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { EmptyState } from '~/ui/empty-state'
import { Panel } from '~/ui/panel'
import { Table, type TableColumn } from '~/ui/table'
import type { Board } from '~/walks/board'
import { AsOf } from './as-of'

interface Row {
  key: string
  name: string
  registered: number | null
  started: number
  out: number
  finished: number
  completed: number
}

/** The same by level; visitors without registration stand below, and pass no finish. */
export function BoardLevels({ locale, board }: { locale: Locale; board: Board }) {
  const { t } = useTranslation('board')
  const of = (key: string, name: string, registered: number | null): Row => {
    const at = (figure: keyof Board['figures']) => board.figures[figure][key] ?? 0
    const [started, finished] = [at('started'), at('finished')]
    return { key, name, registered, started, out: started - finished, finished, completed: at('completed') }
  }
  const rows = [
    ...board.levels.map((l) => of(l.key, inLocale(locale, { zh: l.nameZh, en: l.nameEn }), l.registered)),
    of('-', t('levels.visitors'), null),
  ]
  const number = (id: keyof Row & ('started' | 'out' | 'finished' | 'completed')): TableColumn<Row> => ({
    id,
    header: t(`levels.${id}`),
    align: 'end',
    cell: (row) => formatCount(row[id]),
  })
  const sum = (id: 'started' | 'out' | 'finished' | 'completed') =>
    formatCount(rows.reduce((all, row) => all + row[id], 0))
  const registered = board.levels.reduce((all, level) => all + level.registered, 0)
  return (
    <Panel id="levels" title={t('levels.title')} aside={<AsOf board={board} />}>
      {registered === 0 && rows.every((row) => row.started === 0) ? (
        <EmptyState title={t('levels.empty')}>{t('levels.emptyHint')}</EmptyState>
      ) : (
        <>
          <Table
            caption={t('levels.title')}
            captionHidden
            rows={rows}
            rowKey={(row) => row.key}
            columns={[
              {
                id: 'level',
                header: t('levels.level'),
                rowHeader: true,
                noWrap: true,
                cell: (row) => row.name,
              },
              {
                id: 'registered',
                header: t('levels.registered'),
                align: 'end',
                cell: (row) => (row.registered === null ? '–' : formatCount(row.registered)),
              },
              number('started'),
              number('out'),
              number('finished'),
              number('completed'),
            ]}
            foot={[
              t('levels.all'),
              formatCount(registered),
              sum('started'),
              sum('out'),
              sum('finished'),
              sum('completed'),
            ]}
          />
          <p className="mt-2 text-sm text-soft">{t('levels.hint')}</p>
        </>
      )}
    </Panel>
  )
}
