import { z } from 'zod'

/** Which way a bank writes a day whose year is not first. */
export const dateOrders = ['ymd', 'dmy', 'mdy'] as const
export type DateOrder = (typeof dateOrders)[number]
/** `signed`: one column, minus is a debit; `two`: credit and debit apart; `marked`: one column, and another that says which. */
export const amountKinds = ['signed', 'two', 'marked'] as const
export type AmountKind = (typeof amountKinds)[number]

export const layoutColumns = [
  'day',
  'amount',
  'direction',
  'credit',
  'debit',
  'balance',
  'counterparty',
  'counterAccount',
  'remark',
  'purpose',
  'bankRef',
] as const
export type LayoutColumn = (typeof layoutColumns)[number]

const place = z.int().min(1).max(64).optional()
/** How a bank's tables (CSV, XLSX) are laid out. Columns are counted from 1; the encoding is read from the bytes. */
export const layoutSchema = z.object({
  /** Rows before the first line, its head included; empty rows are not counted. */
  headRows: z.int().min(0).max(100),
  dateOrder: z.enum(dateOrders),
  amounts: z.enum(amountKinds),
  columns: z.object(
    Object.fromEntries(layoutColumns.map((c) => [c, place])) as Record<LayoutColumn, typeof place>,
  ),
})
export type Layout = z.infer<typeof layoutSchema>

const needed: Record<AmountKind, readonly LayoutColumn[]> = {
  signed: ['day', 'amount'],
  two: ['day', 'credit', 'debit'],
  marked: ['day', 'amount', 'direction'],
}
/** The columns that this layout cannot do without and does not have. */
export const missingColumns = ({ amounts, columns }: Layout): LayoutColumn[] =>
  needed[amounts].filter((c) => columns[c] === undefined)

const heads: Record<LayoutColumn, RegExp> = {
  day: /^(交易|记账|入账|发生|会计)?(日期|时间)|^(transaction |booking |posting |value )?(date|time)/i,
  credit: /贷方|收入|转入|存入|^credit|deposit|money in/i,
  debit: /借方|支出|转出|支取|^debit|withdrawal|money out/i,
  direction: /借贷|收支|方向|标志|debit\/credit|dr\/cr|d\/c|direction/i,
  amount: /金额|发生额|^amount/i,
  balance: /余额|^balance/i,
  counterparty:
    /(对方|对手|付款人|往来)[^账帐号行]*(户名|名称|姓名|单位)|^付款人$|counter ?party|payer|^name/i,
  counterAccount: /(对方|对手|付款人|往来)[^名]*(账号|帐号|账户)|counter ?account|payer account/i,
  remark: /附言|备注|留言|remark|memo|note/i,
  purpose: /摘要|用途|purpose|description|details/i,
  bankRef: /流水|交易号|凭证号|序号|^reference|transaction (id|number)|serial/i,
}

/** Reads a table's head row: the layout that its words say, or null when it is none. `row` counts from 1. */
export function guessLayout(cells: readonly string[], row: number): Layout | null {
  const columns: Partial<Record<LayoutColumn, number>> = {}
  const names = cells.map((cell) => cell.normalize('NFKC').trim())
  // What is said most exactly first: 借贷标志 is no debit, and 对方账号 no account of ours.
  for (const column of [
    'day',
    'direction',
    'counterAccount',
    'counterparty',
    'credit',
    'debit',
    'balance',
    'amount',
    'remark',
    'purpose',
    'bankRef',
  ] as const) {
    const at = names.findIndex(
      (name, i) => heads[column].test(name) && !Object.values(columns).includes(i + 1),
    )
    if (at >= 0) columns[column] = at + 1
  }
  const amounts: AmountKind =
    columns.credit && columns.debit ? 'two' : columns.direction ? 'marked' : 'signed'
  const layout = { headRows: row, dateOrder: 'ymd' as const, amounts, columns }
  return missingColumns(layout).length === 0 ? layout : null
}
