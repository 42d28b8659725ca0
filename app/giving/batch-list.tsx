import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatCount, formatDay } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { SelectField } from '~/ui/desk/select-field'
import { Money } from '~/ui/money'
import { Table } from '~/ui/table'
import { Tag, type TagTone } from '~/ui/tag'
import { TextField } from '~/ui/text-field'
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
  return (
    <Form method="get" action={here} className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-4">
      <TextField name="q" label={t('search.q')} defaultValue={filter.q} />
      <SelectField
        name="state"
        label={t('search.state')}
        emptyLabel={t('search.all')}
        defaultValue={filter.state ?? ''}
        options={batchStates.map((state) => ({ value: state, label: t(`state.${state}`) }))}
      />
      <SelectField
        name="kind"
        label={t('search.kind')}
        emptyLabel={t('search.all')}
        defaultValue={filter.kind ?? ''}
        options={batchKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
      />
      <Button variant="secondary">{t('search.do')}</Button>
    </Form>
  )
}
