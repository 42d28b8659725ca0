import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatCount, formatDay } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { SearchForm } from '~/ui/desk/search-form'
import { Money } from '~/ui/money'
import { Table } from '~/ui/table'
import { Tag, type TagTone } from '~/ui/tag'
import { type Batch, type BatchState, batchKinds, batchStates } from './batch'
import type { BatchFilter } from './batch-filter'

const tones: Record<BatchState, TagTone> = {
  open: 'info',
  counting: 'attention',
  clearing: 'pending',
  'on-hand': 'pending',
  banked: 'done',
  dropped: 'neutral',
}

export function BatchStateTag({ state }: { state: BatchState }) {
  const { t } = useTranslation('offline')
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
}

interface BatchListProps {
  locale: Locale
  here: string
  batches: readonly Batch[]
  /** Names of campaigns by slug. */
  campaigns: Readonly<Record<string, string>>
}

/** Batches of cash and cheques, each a way to its own page. */
export function BatchList({ locale, here, batches, campaigns }: BatchListProps) {
  const { t } = useTranslation('offline')
  return (
    <Table
      caption={t('list.caption')}
      captionHidden
      rows={batches}
      rowKey={(b) => b.id}
      columns={[
        {
          id: 'place',
          header: t('column.place'),
          rowHeader: true,
          cell: (b) => (
            <>
              <Link className="link [overflow-wrap:anywhere]" to={`${here}/${b.id}`}>
                {b.place}
              </Link>
              <span className="block text-sm font-normal text-soft">
                {campaigns[b.campaign] ?? b.campaign} · {t(`kind.${b.kind}`)}
              </span>
            </>
          ),
        },
        { id: 'state', header: t('column.state'), cell: (b) => <BatchStateTag state={b.state} /> },
        {
          id: 'lines',
          header: t('column.lines'),
          align: 'end',
          wideOnly: true,
          cell: (b) => formatCount(b.lines),
        },
        {
          id: 'sum',
          header: t('column.sum'),
          align: 'end',
          cell: (b) =>
            b.sumFen === null ? <span className="text-soft">{t('hidden')}</span> : <Money fen={b.sumFen} />,
        },
        {
          id: 'on',
          header: t('column.receivedOn'),
          noWrap: true,
          wideOnly: true,
          cell: (b) => formatDay(locale, b.receivedOn),
        },
      ]}
    />
  )
}

/** Narrows the list by place, donor or cheque, state and kind. */
export function BatchSearchForm({ here, filter }: { here: string; filter: BatchFilter }) {
  const { t } = useTranslation('offline')
  const states = batchStates.map((value) => ({ value, label: t(`state.${value}`) }))
  const kinds = batchKinds.map((value) => ({ value, label: t(`kind.${value}`) }))
  return (
    <SearchForm
      here={here}
      typed={{ label: t('search.q'), value: filter.q }}
      choices={[
        { name: 'state', label: t('search.state'), value: filter.state, options: states },
        { name: 'kind', label: t('search.kind'), value: filter.kind, options: kinds },
      ]}
    />
  )
}
