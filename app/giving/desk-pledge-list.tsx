import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { SelectField } from '~/ui/desk/select-field'
import { Money } from '~/ui/money'
import { Table } from '~/ui/table'
import { TextField } from '~/ui/text-field'
import { designationOf, type Pledge, type PledgeRegion, pledgeStates } from './pledge'
import type { PledgeFilter } from './pledge-filter'
import { PledgeStateTag } from './pledge-state-tag'

type Listed = Pick<
  Pledge,
  'id' | 'reference' | 'unitName' | 'amountFen' | 'arrivedFen' | 'state' | 'pledgedOn' | 'region' | 'fund'
>

interface DeskPledgeListProps {
  locale: Locale
  here: string
  pledges: readonly Listed[]
  designations: readonly { value: string; zh: string; en: string }[]
}

/** Pledges of a campaign, each a way to its own page. */
export function DeskPledgeList({ locale, here, pledges, designations }: DeskPledgeListProps) {
  const { t } = useTranslation('pledging')
  const names = new Map(designations.map(({ value, ...name }) => [value, inLocale(locale, name)]))
  const designated = (p: Listed) => {
    const value = designationOf(p)
    return value === '' ? t('federation') : (names.get(value) ?? value.replace(/^\w+:/, ''))
  }
  return (
    <Table
      caption={t('list.caption')}
      captionHidden
      rows={pledges}
      rowKey={(p) => p.id}
      columns={[
        {
          id: 'unit',
          header: t('column.unitName'),
          rowHeader: true,
          cell: (p) => (
            <>
              <Link
                className="link"
                to={`${here}/${p.id}`}
                lang={/\p{Script=Han}/u.test(p.unitName) ? 'zh-CN' : undefined}
              >
                {p.unitName}
              </Link>
              <code className="block text-sm font-normal text-soft">{p.reference}</code>
            </>
          ),
        },
        { id: 'amount', header: t('column.amount'), align: 'end', cell: (p) => <Money fen={p.amountFen} /> },
        {
          id: 'arrived',
          header: t('column.arrived'),
          align: 'end',
          cell: (p) => <Money fen={p.arrivedFen} />,
        },
        {
          id: 'state',
          header: t('column.state'),
          cell: (p) => <PledgeStateTag state={p.state} label={t(`state.${p.state}`)} />,
        },
        { id: 'for', header: t('column.designation'), wideOnly: true, cell: designated },
        {
          id: 'on',
          header: t('column.pledgedOn'),
          noWrap: true,
          wideOnly: true,
          cell: (p) => formatDay(locale, p.pledgedOn),
        },
      ]}
    />
  )
}

interface PledgeSearchFormProps {
  locale: Locale
  here: string
  filter: PledgeFilter
  regions: readonly PledgeRegion[]
}

/** Narrows the list by name or reference, state and region. */
export function PledgeSearchForm({ locale, here, filter, regions }: PledgeSearchFormProps) {
  const { t } = useTranslation('pledging')
  return (
    <Form method="get" action={here} className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-4">
      <TextField name="q" label={t('search.q')} defaultValue={filter.q} />
      <SelectField
        name="state"
        label={t('search.state')}
        emptyLabel={t('search.all')}
        defaultValue={filter.state ?? ''}
        options={pledgeStates.map((state) => ({ value: state, label: t(`state.${state}`) }))}
      />
      <SelectField
        name="region"
        label={t('search.designation')}
        emptyLabel={t('search.all')}
        defaultValue={filter.region ?? ''}
        options={regions.map((r) => ({ value: r.key, label: inLocale(locale, r) }))}
      />
      <Button variant="secondary">{t('search.do')}</Button>
    </Form>
  )
}
