import { useTranslation } from 'react-i18next'
import { formatCount, formatDay } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { DefinitionList } from '~/ui/definition-list'
import { Money } from '~/ui/money'
import type { FoundPlan } from './find-plan.server'
import { planCategories } from './plan'

interface PlanFactsProps {
  locale: Locale
  found: FoundPlan
  projectName: string | null
}

/** What a plan says of itself. */
export function PlanFacts({ locale, found: { plan, draft }, projectName }: PlanFactsProps) {
  const { t } = useTranslation('plans')
  const category = planCategories.find(({ key }) => key === draft.category)
  const purpose = inLocale(locale, { zh: draft.purposeZh, en: draft.purposeEn || draft.purposeZh })
  const period = { from: formatDay(locale, draft.fromOn), to: formatDay(locale, draft.toOn) }
  const days = [
    { term: t('column.approvedOn'), day: plan.approvedOn },
    { term: t('one.closedOn'), day: plan.closedOn },
  ]
  return (
    <>
      <p className="mb-4 whitespace-pre-line [overflow-wrap:anywhere]">{purpose || t('one.noPurpose')}</p>
      <DefinitionList
        items={[
          { term: t('column.amount'), detail: <Money fen={plan.amountFen} className="font-bold" /> },
          { term: t('form.category'), detail: category ? inLocale(locale, category) : draft.category },
          { term: t('form.project'), detail: projectName ?? t('form.noProject') },
          {
            term: t('form.beneficiaries'),
            detail: draft.beneficiaries === 0 ? '—' : formatCount(draft.beneficiaries),
          },
          { term: t('one.period'), detail: t('one.fromTo', period) },
          ...days.flatMap(({ term, day }) => (day ? [{ term, detail: formatDay(locale, day) }] : [])),
        ]}
      />
    </>
  )
}
