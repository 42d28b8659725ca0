import { nameFunds } from '~/ledger/name-funds.server'
import { formatFen } from '~/money/fen'
import { formatCount, formatDay } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { textsIn, wordsIn } from '~/platform/texts.server'
import { nameProjects } from '~/projects/name-projects.server'
import { smallest } from '../assistance/hide-small'
import type { PublicPlan } from './find-public-plan.server'
import { driftOf, planCategories } from './plan'

const quarterOf = (day: string) => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`

/** An approved plan in the words of its page; how few people it serves is not told exactly (docs/decisions/0032). `quarters`: those in which it was approved or paid, for their disclosures. */
export async function showPublicPlan(sql: Sql, locale: Locale, plan: PublicPlan) {
  const t = textsIn(locale, 'accountable')
  const names = await nameFunds(
    sql,
    plan.sources.map((source) => source.fund),
  )
  const key = plan.project
  const project = key === null ? null : (await nameProjects(sql, [key]))[key]
  const category = planCategories.find((one) => one.key === plan.category)
  const day = (on: string) => formatDay(locale, on)
  return {
    words: wordsIn(locale, 'accountable', [
      ...(['plans.back', 'plan.facts', 'plan.project', 'plan.disclosure', 'plan.sources'] as const),
      ...(['plan.amount', 'plan.lines', 'plan.line', 'plan.planned', 'plan.paid', 'plan.payments'] as const),
      ...(['plan.noPayments', 'plan.day', 'plan.payee', 'plan.rule', 'plan.ruleLink'] as const),
    ]),
    title: inLocale(locale, { zh: plan.titleZh, en: plan.titleEn || plan.titleZh }),
    number: t('plan.number', { number: plan.number }),
    state: t(`plan.state.${plan.state}`),
    closed: plan.state === 'closed',
    purpose: inLocale(locale, { zh: plan.purposeZh, en: plan.purposeEn || plan.purposeZh }),
    amountFen: plan.amountFen,
    facts: [
      [t('plan.category'), category ? inLocale(locale, category) : plan.category],
      [
        t('plan.beneficiaries'),
        plan.beneficiaries < smallest
          ? t('plan.fewPeople', { n: smallest })
          : t('plan.people', { count: plan.beneficiaries, n: formatCount(plan.beneficiaries) }),
      ],
      [t('plan.period'), t('plan.span', { from: day(plan.fromOn), to: day(plan.toOn) })],
      [t('plan.approvedOn'), day(plan.approvedOn)],
      ...(plan.closedOn ? [[t('plan.closedOn'), day(plan.closedOn)]] : []),
    ] as [string, string][],
    project:
      key !== null && project
        ? { key, label: inLocale(locale, project), to: pathIn(locale, `/projects/${key}`) }
        : null,
    quarters: [
      ...new Set([plan.approvedOn, ...plan.payments.map((one) => one.paidOn)].map(quarterOf)),
    ].sort(),
    sources: plan.sources.map((source) => ({
      fund: source.fund,
      to: pathIn(locale, `/funds/${source.fund}`),
      label: names[source.fund] ? inLocale(locale, names[source.fund]!) : source.fund,
      amountFen: source.amountFen,
      detail: t(source.returnedFen > 0n ? 'plan.sourceReturned' : 'plan.sourceDetail', {
        paid: formatFen(source.paidFen),
        returned: formatFen(source.returnedFen),
      }),
      state:
        source.paidFen + source.returnedFen === source.amountFen ? ('done' as const) : ('waiting' as const),
    })),
    lines: plan.lines.map((line) => {
      const drift = driftOf(line)
      return { ...line, drift, driftSays: drift && t(`plan.drift.${drift}`) }
    }),
    payments: plan.payments.map((one) => ({
      id: one.id,
      day: day(one.paidOn),
      payee: one.payee || t('plan.person'),
      amountFen: one.amountFen,
      leaf:
        one.leaf === null
          ? { label: t('plan.unsealed'), to: null }
          : {
              label: t('plan.leaf', { index: one.leaf.toString() }),
              to: `/api/v1/log/entries?start=${one.leaf}&end=${one.leaf + 1n}`,
            },
    })),
    rulePath: pathIn(locale, '/rules/first-in-first-out'),
  }
}
export type PublicPlanShown = Awaited<ReturnType<typeof showPublicPlan>>
