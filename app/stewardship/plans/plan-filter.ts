import { type PlanState, planStates } from './plan'

/** What the desk's list of plans is narrowed to; null is everything. */
export interface PlanFilter {
  /** Part of the number, the title, or the name of whoever filed it. */
  q: string
  state: PlanState | null
  fund: string | null
  project: string | null
}

const slug = (text: string | null) => (text && /^[a-z0-9-]{1,64}$/.test(text) ? text : null)

/** Reads it from an address; what names nothing narrows nothing. */
export const readPlanFilter = (query: URLSearchParams): PlanFilter => ({
  q: (query.get('q') ?? '').replaceAll('\0', '').normalize('NFKC').trim().slice(0, 80),
  state: planStates.find((state) => state === query.get('state')) ?? null,
  fund: slug(query.get('fund')),
  project: slug(query.get('project')),
})

/** Where a page of plans ended. */
export interface PlanKey {
  createdAt: Date
  id: string
}
export const spellPlanKey = ({ createdAt, id }: PlanKey) => `${createdAt.getTime()}_${id}`

export function readPlanKey(text: string | null): PlanKey | undefined {
  const match = /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text ?? '')
  return match ? { createdAt: new Date(Number(match[1])), id: match[2]! } : undefined
}
