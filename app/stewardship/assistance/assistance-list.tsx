import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatCount, formatDay } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { SearchForm } from '~/ui/desk/search-form'
import { Money } from '~/ui/money'
import { Table } from '~/ui/table'
import { Tag, type TagTone } from '~/ui/tag'
import {
  type AssistanceBatch,
  type AssistanceFilter,
  type AssistanceState,
  assistanceStates,
} from './assistance'

const tones: Record<AssistanceState, TagTone> = {
  open: 'info',
  proposed: 'attention',
  paid: 'done',
  'taken-back': 'refused',
  dropped: 'neutral',
}

export function AssistanceStateTag({ state }: { state: AssistanceState }) {
  const { t } = useTranslation('assistance')
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
}

interface AssistanceListProps {
  locale: Locale
  here: string
  batches: readonly AssistanceBatch[]
  /** Names of funds by slug. */
  names: Readonly<Record<string, string>>
}

/** Batches of assistance, each a way to its own page; nobody is named. */
export function AssistanceList({ locale, here, batches, names }: AssistanceListProps) {
  const { t } = useTranslation('assistance')
  return (
    <Table
      caption={t('list.caption')}
      captionHidden
      rows={batches}
      rowKey={(b) => b.id}
      columns={[
        {
          id: 'title',
          header: t('column.title'),
          rowHeader: true,
          cell: (b) => (
            <>
              <Link className="link [overflow-wrap:anywhere]" to={`${here}/${b.id}`}>
                {b.title}
              </Link>
              <span className="block text-sm font-normal text-soft">
                {formatDay(locale, b.paidOn)} · {names[b.fund] ?? b.fund}
              </span>
            </>
          ),
        },
        { id: 'state', header: t('column.state'), cell: (b) => <AssistanceStateTag state={b.state} /> },
        {
          id: 'cases',
          header: t('column.cases'),
          align: 'end',
          wideOnly: true,
          cell: (b) => formatCount(b.cases),
        },
        { id: 'amount', header: t('column.amount'), align: 'end', cell: (b) => <Money fen={b.amountFen} /> },
      ]}
    />
  )
}

/** Narrows the list by name and state. */
export function AssistanceSearchForm({ here, filter }: { here: string; filter: AssistanceFilter }) {
  const { t } = useTranslation('assistance')
  const states = assistanceStates.map((value) => ({ value, label: t(`state.${value}`) }))
  return (
    <SearchForm
      here={here}
      typed={{ label: t('search.q'), value: filter.q }}
      choices={[{ name: 'state', label: t('search.state'), value: filter.state, options: states }]}
    />
  )
}
