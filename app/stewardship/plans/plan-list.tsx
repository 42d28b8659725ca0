import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { SearchForm } from '~/ui/desk/search-form'
import { Money } from '~/ui/money'
import { Table } from '~/ui/table'
import { Tag, type TagTone } from '~/ui/tag'
import { type Plan, type PlanState, planStates } from './plan'
import type { PlanFilter } from './plan-filter'

const tones: Record<PlanState, TagTone> = {
  draft: 'neutral',
  submitted: 'pending',
  returned: 'attention',
  'half-approved': 'pending',
  approved: 'done',
  rejected: 'refused',
  withdrawn: 'neutral',
  closed: 'done',
}

export function PlanStateTag({ state }: { state: PlanState }) {
  const { t } = useTranslation('plans')
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
}

/** A plan's name as it is read: in the language of the page where it has one. */
export const titleOf = (locale: Locale, { titleZh, titleEn }: Pick<Plan, 'titleZh' | 'titleEn'>) =>
  inLocale(locale, { zh: titleZh, en: titleEn || titleZh })

interface PlanListProps {
  locale: Locale
  here: string
  caption: string
  plans: readonly Plan[]
  /** Names of funds by slug. */
  names: Readonly<Record<string, string>>
}

/** Usage plans, each a way to its own page. */
export function PlanList({ locale, here, caption, plans, names }: PlanListProps) {
  const { t } = useTranslation('plans')
  return (
    <Table
      caption={caption}
      captionHidden
      rows={plans}
      rowKey={(p) => p.id}
      columns={[
        {
          id: 'title',
          header: t('column.title'),
          rowHeader: true,
          cell: (p) => (
            <>
              <Link className="link [overflow-wrap:anywhere]" to={`${here}/${p.id}`}>
                {titleOf(locale, p)}
              </Link>
              <span className="block text-sm font-normal text-soft">
                {[p.number, ...p.funds.map((fund) => names[fund] ?? fund)].join(' · ')}
              </span>
            </>
          ),
        },
        { id: 'state', header: t('column.state'), cell: (p) => <PlanStateTag state={p.state} /> },
        { id: 'amount', header: t('column.amount'), align: 'end', cell: (p) => <Money fen={p.amountFen} /> },
        {
          id: 'paid',
          header: t('column.paid'),
          align: 'end',
          wideOnly: true,
          cell: (p) => <Money fen={p.paidFen} />,
        },
        {
          id: 'approved',
          header: t('column.approvedOn'),
          noWrap: true,
          wideOnly: true,
          cell: (p) => (p.approvedOn ? formatDay(locale, p.approvedOn) : '—'),
        },
      ]}
    />
  )
}

interface PlanSearchProps {
  here: string
  filter: PlanFilter
  funds: readonly { value: string; label: string }[]
  projects: readonly { value: string; label: string }[]
}

/** Narrows the list by number, title or name, by state, fund and project. */
export function PlanSearchForm({ here, filter, funds, projects }: PlanSearchProps) {
  const { t } = useTranslation('plans')
  const states = planStates.map((value) => ({ value, label: t(`state.${value}`) }))
  return (
    <SearchForm
      here={here}
      typed={{ label: t('search.q'), value: filter.q }}
      choices={[
        { name: 'state', label: t('column.state'), value: filter.state, options: states },
        { name: 'fund', label: t('search.fund'), value: filter.fund, options: funds },
        { name: 'project', label: t('form.project'), value: filter.project, options: projects },
      ]}
    />
  )
}
