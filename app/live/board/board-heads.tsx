import { useTranslation } from 'react-i18next'
import { formatCount } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { EmptyState } from '~/ui/empty-state'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'
import type { Board, BoardPlace } from '~/walks/board'
import { AsOf } from './as-of'

/** The safety head count: of everybody who is out, where they were last seen, and so between which places they are. */
export function BoardHeads({ locale, board }: { locale: Locale; board: Board }) {
  const { t } = useTranslation('board')
  const nameOf = (place: BoardPlace) => inLocale(locale, { zh: place.nameZh, en: place.nameEn })
  const rows = board.places.filter(({ kind }) => kind !== 'finish')
  const whereOf = (place: BoardPlace) => {
    const next = board.places[board.places.indexOf(place) + 1]
    return board.stampOrder === 'fixed' && next
      ? t('heads.between', { from: nameOf(place), to: nameOf(next) })
      : t('heads.after', { place: nameOf(place) })
  }
  const sum = (of: 'walkers' | 'visitors') => rows.reduce((all, row) => all + row[of], 0)
  const isEmpty = sum('walkers') + sum('visitors') === 0
  return (
    <Panel id="heads" title={t('heads.title')} aside={<AsOf board={board} />}>
      {isEmpty ? (
        <EmptyState title={t('heads.empty')}>{t('heads.emptyHint')}</EmptyState>
      ) : (
        <>
          <Table
            caption={t('heads.title')}
            captionHidden
            rows={rows}
            rowKey={(place) => place.key}
            columns={[
              { id: 'place', header: t('heads.place'), rowHeader: true, cell: whereOf },
              {
                id: 'walkers',
                header: t('heads.walkers'),
                align: 'end',
                cell: (place) => formatCount(place.walkers),
              },
              {
                id: 'visitors',
                header: t('heads.visitors'),
                align: 'end',
                cell: (place) => formatCount(place.visitors),
              },
            ]}
            foot={[t('heads.all'), formatCount(sum('walkers')), formatCount(sum('visitors'))]}
          />
          <p className="mt-2 text-sm text-soft">{t('heads.hint')}</p>
        </>
      )}
    </Panel>
  )
}
