import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { SearchForm } from '~/ui/desk/search-form'
import { Money } from '~/ui/money'
import { Table } from '~/ui/table'
import { Tag, type TagTone } from '~/ui/tag'
import { type Goods, type GoodsFilter, type GoodsState, goodsStates } from './goods'

const tones: Record<GoodsState, TagTone> = {
  entered: 'info',
  waiting: 'attention',
  confirmed: 'done',
  dropped: 'neutral',
}

export function GoodsStateTag({ state }: { state: GoodsState }) {
  const { t } = useTranslation('goods')
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
}

interface GoodsListProps {
  locale: Locale
  here: string
  goods: readonly Goods[]
  /** Names of campaigns and of funds, by slug. */
  names: Readonly<Record<string, string>>
}

/** Gifts of goods, each a way to its own page. */
export function GoodsList({ locale, here, goods, names }: GoodsListProps) {
  const { t } = useTranslation('goods')
  return (
    <Table
      caption={t('list.caption')}
      captionHidden
      rows={goods}
      rowKey={(g) => g.id}
      columns={[
        {
          id: 'what',
          header: t('column.what'),
          rowHeader: true,
          cell: (g) => (
            <>
              <Link className="link [overflow-wrap:anywhere]" to={`${here}/${g.id}`}>
                {g.about || t('list.nothingYet')}
              </Link>
              <span className="block text-sm font-normal text-soft">
                {g.donorName || t('one.anonymous')} · {names[g.campaign ?? g.fund] ?? g.fund}
              </span>
            </>
          ),
        },
        { id: 'state', header: t('column.state'), cell: (g) => <GoodsStateTag state={g.state} /> },
        { id: 'value', header: t('column.value'), align: 'end', cell: (g) => <Money fen={g.valueFen} /> },
        {
          id: 'given',
          header: t('column.givenOut'),
          align: 'end',
          wideOnly: true,
          cell: (g) => <Money fen={g.givenFen} />,
        },
        {
          id: 'on',
          header: t('column.receivedOn'),
          noWrap: true,
          wideOnly: true,
          cell: (g) => formatDay(locale, g.receivedOn),
        },
      ]}
    />
  )
}

/** Narrows the list by donor or thing, and state. */
export function GoodsSearchForm({ here, filter }: { here: string; filter: GoodsFilter }) {
  const { t } = useTranslation('goods')
  const states = goodsStates.map((value) => ({ value, label: t(`state.${value}`) }))
  return (
    <SearchForm
      here={here}
      typed={{ label: t('search.q'), value: filter.q }}
      choices={[{ name: 'state', label: t('search.state'), value: filter.state, options: states }]}
    />
  )
}
