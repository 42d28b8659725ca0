import type { RoutingInput } from './campaign-input'
import { basisPointsOf, type RoutingRule, routingRefusal } from './routing'

/** One row as it is typed: which fund, how many percent, on offer. */
export interface RouteRow {
  fund: string
  percent: string
  onOffer: boolean
}
export interface RoutingFields {
  donorMayChoose: boolean
  rows: RouteRow[]
  reason: string
}
export type RowError = 'fund-missing' | 'fund-twice' | 'percent'
export interface RoutingErrors {
  rows: Record<number, RowError>
  form?: string
  reason?: 'reason-missing' | 'too-long'
}

const mostRows = 50
export const emptyRow: RouteRow = { fund: '', percent: '', onOffer: true }
/** 3333 → "33.33", 7000 → "70". */
export const percentTyped = (basisPoints: number) => (basisPoints / 100).toFixed(2).replace(/\.?0+$/, '')

export const fieldsOfRule = (rule: RoutingRule): RoutingFields => ({
  donorMayChoose: rule.donorMayChoose,
  rows: rule.routes.map((r) => ({
    fund: r.fund,
    percent: percentTyped(r.basisPoints),
    onOffer: r.onOffer,
  })),
  reason: '',
})

/** Reads the posted rows, `fund-0`, `percent-0`, `offer-0` and so on. */
export function readRoutingFields(form: FormData): RoutingFields {
  const text = (name: string, most: number) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.slice(0, most) : ''
  }
  const count = Math.min(mostRows, Number(text('rows', 3)) || 0)
  return {
    donorMayChoose: form.get('donorMayChoose') === 'yes',
    rows: Array.from({ length: count }, (_, i) => ({
      fund: text(`fund-${i}`, 64),
      percent: text(`percent-${i}`, 16),
      onOffer: form.get(`offer-${i}`) === 'yes',
    })),
    reason: text('reason', 4_000),
  }
}

/** One row more, or one less: `add-row`, `remove-2`. Null when `intent` asks for neither. */
export function withRows(fields: RoutingFields, intent: string): RoutingFields | null {
  if (intent === 'add-row') {
    const rows = fields.rows.length < mostRows ? [...fields.rows, emptyRow] : fields.rows
    return { ...fields, rows }
  }
  const removed = /^remove-(\d{1,2})$/.exec(intent)
  return removed ? { ...fields, rows: fields.rows.filter((_, i) => i !== Number(removed[1])) } : null
}

/** The shares as they stand, in basis points; what cannot be read counts as nothing. */
export const sumOf = (rows: readonly Pick<RouteRow, 'percent'>[]) =>
  rows.reduce((sum, row) => sum + (basisPointsOf(row.percent) ?? 0), 0)

/** Checks the rows and reads them as what `changeRouting` takes. Rows that are empty are left out. */
export function readRouting(
  fields: RoutingFields,
): { ok: true; rule: RoutingInput } | { ok: false; errors: RoutingErrors } {
  const errors: RoutingErrors = { rows: {} }
  const routes: RoutingInput['routes'] = []
  const seen = new Set<string>()
  for (const [i, row] of fields.rows.entries()) {
    if (row.fund === '' && row.percent.trim() === '') continue
    const basisPoints = basisPointsOf(row.percent)
    if (row.fund === '') errors.rows[i] = 'fund-missing'
    else if (seen.has(row.fund)) errors.rows[i] = 'fund-twice'
    else if (basisPoints === null || basisPoints > 10_000) errors.rows[i] = 'percent'
    else routes.push({ fund: row.fund, basisPoints, onOffer: row.onOffer })
    seen.add(row.fund)
  }
  if (fields.reason.trim().length > 400) errors.reason = 'too-long'
  if (Object.keys(errors.rows).length === 0) {
    const whole = routes.map((r) => ({ ...r, onOffer: r.onOffer ?? true }))
    const refusal = routingRefusal({ donorMayChoose: fields.donorMayChoose, routes: whole })
    if (refusal) errors.form = refusal
  }
  if (Object.keys(errors.rows).length > 0 || errors.form || errors.reason) return { ok: false, errors }
  return { ok: true, rule: { donorMayChoose: fields.donorMayChoose, routes } }
}
