import { type PlanCategory, planCategories } from '~/stewardship/plans/plan'
import type { PlanFacts } from '~/stewardship/plans/read-plan-facts.server'
import { type Both, inBoth } from './figure'
import type { FigureDraft } from './figure-draft'

const plans = inBoth('份', 'plans')
/** A project that draws on more funds than this is told by category only: its funds have pages of their own. */
const mostFunds = 10
const categoryName = (key: string): Both => {
  const known = planCategories.find((one) => one.key === (key as PlanCategory))
  return known ? inBoth(known.zh, known.en) : inBoth(key, key)
}

/** Usage plans approved in the period, and what was paid under plans in it. None for a project that has neither. */
export function planFigures(
  { approved, paid }: PlanFacts,
  fundNames: Readonly<Record<string, Both>>,
): FigureDraft[] {
  const figures: FigureDraft[] = []
  if (approved.count > 0) {
    figures.push(
      {
        key: 'plans.approved.count',
        label: inBoth('审核通过使用方案', 'Usage plans approved'),
        count: approved.count,
        unit: plans,
      },
      {
        key: 'plans.approved.amountFen',
        label: inBoth('审核通过金额', 'Amount approved'),
        amountFen: approved.amountFen,
      },
    )
    for (const { category, count, amountFen } of approved.byCategory) {
      const name = categoryName(category)
      figures.push(
        {
          key: `plans.byCategory.${category}.count`,
          label: inBoth(`用于${name['zh-CN']}的方案`, `Plans for: ${name.en}`),
          count,
          unit: plans,
        },
        {
          key: `plans.byCategory.${category}.amountFen`,
          label: inBoth(`用于${name['zh-CN']}的金额`, `Amount for: ${name.en}`),
          amountFen,
        },
      )
    }
    const newest = newestFunds(approved.plans)
    for (const { fund, amountFen } of approved.byFund.length <= mostFunds ? approved.byFund : []) {
      const name = fundNames[fund] ?? inBoth(fund, fund)
      figures.push({
        key: `plans.byFund.${fund}.amountFen`,
        label: inBoth(`出自${name['zh-CN']}的金额`, `From ${name.en}`),
        amountFen,
      })
      // A plan over two pools counts once: with the newer one.
      const count = newest.get(fund)
      if (count !== undefined && approved.count === approved.plans.length)
        figures.push({
          key: `plans.ofFund.${fund}.count`,
          label: inBoth(`归入${name['zh-CN']}的方案`, `Plans that count with ${name.en}`),
          count,
          unit: plans,
        })
    }
  }
  if (paid.count > 0)
    figures.push(
      {
        key: 'paid.count',
        label: inBoth('本季拨付', 'Payments in the quarter'),
        count: paid.count,
        unit: inBoth('笔', 'payments'),
      },
      {
        key: 'paid.amountFen',
        label: inBoth('本季拨付金额', 'Paid in the quarter'),
        amountFen: paid.amountFen,
      },
    )
  return figures
}

/** Each plan once: with the last of its funds by slug, which is the newest edition's pool where pools are named by year. */
function newestFunds(all: PlanFacts['approved']['plans']): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { sources } of all) {
    const fund = sources
      .map((source) => source.fund)
      .sort()
      .at(-1)
    if (fund) counts.set(fund, (counts.get(fund) ?? 0) + 1)
  }
  return counts
}
