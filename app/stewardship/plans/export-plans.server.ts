import type { Actor } from '~/identity/actor'
import { canSomewhere } from '~/identity/can'
import { exportList } from '~/identity/export-list.server'
import type { Sql } from '~/platform/db.server'
import type { ExportColumn } from '~/platform/export-column'
import type { ExportOrder } from '~/platform/export-order'
import type { Locale } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { listPlans } from './list-plans.server'
import type { Plan } from './plan'
import { planCategories } from './plan'
import type { PlanFilter, PlanKey } from './plan-filter'

/** The plans that the list shows, as a file. Told in the trail. 404 for whoever may see none at all. */
export async function exportPlans(
  sql: Sql,
  by: Actor,
  { filter, ...order }: ExportOrder & { filter: PlanFilter },
): Promise<Response> {
  if (!canSomewhere(by, 'plan.see')) return new Response(null, { status: 404 })
  return exportList(sql, by, {
    ...order,
    what: 'plan',
    asked: { ...filter },
    filename: 'plans',
    columns: columnsIn(order.locale),
    read: (after: PlanKey | undefined) => listPlans(sql, by, { filter, after, limit: 500 }),
  })
}

function columnsIn(locale: Locale): ExportColumn<Plan>[] {
  const t = textsIn(locale, 'plans')
  const text = (header: string, width: number, cell: (p: Plan) => string): ExportColumn<Plan> => ({
    kind: 'text',
    header,
    width,
    cell,
  })
  const inWords = (key: string) => {
    const words = planCategories.find((category) => category.key === key)
    return words ? words[locale === 'en' ? 'en' : 'zh'] : key
  }
  return [
    text(t('column.number'), 14, (p) => p.number),
    text(t('column.title'), 30, (p) => p.titleZh),
    text(t('form.titleEn'), 30, (p) => p.titleEn),
    text(t('column.state'), 14, (p) => t(`state.${p.state}`)),
    text(t('form.category'), 18, (p) => inWords(p.category)),
    text(t('form.project'), 20, (p) => p.project ?? ''),
    text(t('column.funds'), 30, (p) => p.funds.join(' ')),
    { kind: 'money', header: t('column.amount'), width: 14, cell: (p) => p.amountFen },
    { kind: 'money', header: t('column.paid'), width: 14, cell: (p) => p.paidFen },
    { kind: 'count', header: t('form.beneficiaries'), width: 10, cell: (p) => BigInt(p.beneficiaries) },
    { kind: 'day', header: t('form.fromOn'), width: 12, cell: (p) => p.fromOn },
    { kind: 'day', header: t('form.toOn'), width: 12, cell: (p) => p.toOn },
    text(t('column.approvedOn'), 12, (p) => p.approvedOn ?? ''),
    text(t('column.filedBy'), 14, (p) => p.filedName),
  ]
}
