import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { SearchForm } from '~/ui/desk/search-form'
import { Money } from '~/ui/money'
import { Table } from '~/ui/table'
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
  const states = pledgeStates.map((value) => ({ value, label: t(`state.${value}`) }))
  const places = regions.map((region) => ({ value: region.key, label: inLocale(locale, region) }))
  return (
    <SearchForm
      here={here}
      typed={{ label: t('search.q'), value: filter.q }}
      choices={[
        { name: 'state', label: t('search.state'), value: filter.state, options: states },
        { name: 'region', label: t('search.designation'), value: filter.region, options: places },
      ]}
    />
  )
}
