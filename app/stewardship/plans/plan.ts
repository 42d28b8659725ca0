import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'

/** What a plan is for, in the words that are published. Keys stand in records and never change. */
export const planCategories = [
  { key: 'festival-visits', zh: '节日慰问', en: 'Visits at festivals' },
  { key: 'emergency-relief', zh: '临时生活救济', en: 'Relief in need' },
  { key: 'public-facilities', zh: '社区公共设施改造', en: 'Community facilities' },
  { key: 'volunteer-teams', zh: '志愿团队孵化', en: 'Volunteer teams' },
  { key: 'community-activities', zh: '社区公益活动', en: 'Community activities' },
  { key: 'elders', zh: '扶老', en: 'Care for elders' },
  { key: 'children', zh: '助困境儿童', en: 'Children in need' },
  { key: 'disability', zh: '助残', en: 'People with disabilities' },
  { key: 'education', zh: '教育', en: 'Education' },
  { key: 'health', zh: '医疗健康', en: 'Health' },
  { key: 'rural', zh: '乡村振兴', en: 'Rural revival' },
  { key: 'other', zh: '其他公益', en: 'Other charitable uses' },
] as const
export type PlanCategory = (typeof planCategories)[number]['key']
export const isPlanCategory = (key: string): key is PlanCategory =>
  planCategories.some((category) => category.key === key)

/**
 * draft → submitted → (half-approved →) approved → closed. A reviewer returns it to whoever filed it (returned → submitted) or
 * rejects it; whoever filed it may withdraw it before it is approved.
 */
export const planStates = [
  ...(['draft', 'submitted', 'returned', 'half-approved', 'approved', 'rejected', 'withdrawn'] as const),
  'closed',
] as const
export type PlanState = (typeof planStates)[number]

/** Up to here one approver is enough; above it a second one, a third person, agrees too. */
export const oneApproverUpToFen = 5_000_000n
/** A plan for more than this brings a file that explains it. */
export const fileNeededAboveFen = 1_000_000n

export interface PlanSource {
  fund: string
  amountFen: Fen
  paidFen: Fen
  returnedFen: Fen
}
export interface PlanLine {
  no: number
  title: string
  amountFen: Fen
  paidFen: Fen
}

/** A plan as lists show it. */
export interface Plan {
  id: string
  number: string
  project: string | null
  titleZh: string
  titleEn: string
  category: string
  state: PlanState
  amountFen: Fen
  paidFen: Fen
  beneficiaries: number
  fromOn: Day
  toOn: Day
  approvedOn: Day | null
  closedOn: Day | null
  filedBy: string
  filedName: string
  halfBy: string | null
  version: number
  createdAt: Date
  funds: string[]
}

/** How far a line was paid beyond its plan: by more than a tenth of it, or by less. */
export type Drift = 'over' | 'slightly-over' | null

/**
 * Plan against actual. A line may be paid beyond its plan as long as the plan as a whole is not: the money comes from lines that
 * cost less. Up to a tenth that is told; beyond a tenth of the line it is drift, and is flagged wherever the plan is shown.
 */
export function driftOf({ amountFen, paidFen }: Pick<PlanLine, 'amountFen' | 'paidFen'>): Drift {
  if (paidFen <= amountFen) return null
  return (paidFen - amountFen) * 10n > amountFen ? 'over' : 'slightly-over'
}
