import {
  amountKinds,
  dateOrders,
  type Layout,
  type LayoutColumn,
  layoutColumns,
  layoutSchema,
  missingColumns,
} from './layout'
import { bareNumber } from './statement'

export interface BankAccountInput {
  number: string
  bank: string
  name: string
  layout: Layout | null
}
export type BankAccountFault =
  | 'needed'
  | 'too-long'
  | 'number-wrong'
  | 'column-needed'
  | 'column-wrong'
  | 'rows-wrong'
export type BankAccountFaults = Partial<Record<string, BankAccountFault>>

/** Reads the form of an account. A layout is optional: left empty, the head of the first table is read. */
export function readBankAccountForm(
  form: Readonly<Record<string, string>>,
): { ok: true; input: BankAccountInput } | { ok: false; faults: BankAccountFaults } {
  const faults: BankAccountFaults = {}
  const text = (name: string) => (form[name] ?? '').normalize('NFC').trim()
  for (const name of ['bank', 'name'] as const) {
    if (text(name) === '') faults[name] = 'needed'
    else if ([...text(name)].length > 80) faults[name] = 'too-long'
  }
  const number = bareNumber(text('number'))
  if (number === '') faults.number = 'needed'
  else if (number.length < 6 || number.length > 40) faults.number = 'number-wrong'
  const layout = readLayout(text, faults)
  return Object.keys(faults).length > 0
    ? { ok: false, faults }
    : { ok: true, input: { number, bank: text('bank'), name: text('name'), layout } }
}

function readLayout(text: (name: string) => string, faults: BankAccountFaults): Layout | null {
  const columns: Partial<Record<LayoutColumn, number>> = {}
  for (const column of layoutColumns) {
    const typed = text(`column-${column}`).normalize('NFKC')
    if (typed === '') continue
    const at = columnNumber(typed)
    if (at === null) faults[`column-${column}`] = 'column-wrong'
    else columns[column] = at
  }
  if (Object.keys(columns).length === 0) return null
  const rows = text('headRows').normalize('NFKC') || '1'
  if (!/^\d{1,2}$/.test(rows)) faults.headRows = 'rows-wrong'
  const layout = layoutSchema.safeParse({
    headRows: Number(rows),
    dateOrder: dateOrders.find((o) => o === text('dateOrder')) ?? 'ymd',
    amounts: amountKinds.find((k) => k === text('amounts')) ?? 'signed',
    columns,
  })
  if (!layout.success) return null
  for (const column of missingColumns(layout.data)) faults[`column-${column}`] ??= 'column-needed'
  return layout.data
}

/** A column as people name it: 3, or C as spreadsheets do. Null when it is neither, or beyond 64. */
export function columnNumber(typed: string): number | null {
  if (/^\d{1,2}$/.test(typed)) return Number(typed) >= 1 && Number(typed) <= 64 ? Number(typed) : null
  if (!/^[a-z]{1,2}$/i.test(typed)) return null
  const at = [...typed.toUpperCase()].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0)
  return at <= 64 ? at : null
}
