import { type Fen, parseYuan, yuanText } from '~/money/fen'
import { most, mostSaleFen } from './market-limits'
import { type Goods, type Stall, type StallInput, stallInput } from './stall'

export const stallFieldNames = ['number', 'nameZh', 'nameEn', 'organisation', 'fund', 'goods'] as const
export type StallField = (typeof stallFieldNames)[number]
/** As they were typed. Goods: a line each, `name | English name | yuan`. */
export type StallFields = Record<StallField, string>
export type StallFieldErrors = Partial<Record<StallField, string>>

export const readStallFields = (form: FormData): StallFields =>
  Object.fromEntries(
    stallFieldNames.map((name) => {
      const value = form.get(name)
      return [name, typeof value === 'string' ? value.slice(0, 8_000) : '']
    }),
  ) as StallFields

export const fieldsOfStall = (stall: Stall): StallFields => ({
  number: String(stall.number),
  nameZh: stall.nameZh,
  nameEn: stall.nameEn,
  organisation: stall.organisation,
  fund: stall.fund,
  goods: stall.goods.map((g) => `${g.nameZh} | ${g.nameEn} | ${yuanText(g.priceFen)}`).join('\n'),
})

/** A stall's key, made of its number: it stands in passes and never changes. */
export function keyFor(number: number, taken: readonly string[]): string {
  for (let n = 1; ; n++) {
    const key = n === 1 ? `s${number}` : `s${number}-${n}`
    if (!taken.includes(key)) return key
  }
}

/** Reads what was typed as what `setUpStalls` and `editStall` take. */
export function readStallForm(
  fields: StallFields,
  key: string,
): { ok: true; stall: StallInput } | { ok: false; errors: StallFieldErrors } {
  const goods = readGoodsLines(fields.goods)
  const { nameZh, nameEn, organisation, fund } = fields
  const number = /^\d{1,2}$/.test(fields.number.trim()) ? Number(fields.number) : 0
  const stall = { key, number, nameZh, nameEn, organisation, fund, goods: goods ?? [] }
  const parsed = stallInput.safeParse(stall)
  const wrong = parsed.success ? [] : parsed.error.issues.map((issue) => String(issue.path[0]))
  const errors: StallFieldErrors = {}
  for (const name of stallFieldNames) if (wrong.includes(name)) errors[name] = name
  if (!goods) errors.goods = 'goods'
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, stall }
}

/** Null when a line is none. */
function readGoodsLines(text: string): Goods[] | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  if (lines.length > most.goods) return null
  const goods: Goods[] = []
  for (const [i, line] of lines.entries()) {
    const parts = line.split(/[|｜]/).map((part) => part.trim())
    const price = parsePrice(parts.at(-1))
    if (parts.length < 2 || parts.length > 3 || price === null) return null
    const [nameZh, nameEn] = parts.length === 3 ? [parts[0]!, parts[1]!] : [parts[0]!, parts[0]!]
    goods.push({ key: `g${i + 1}`, nameZh, nameEn, priceFen: price })
  }
  return goods
}

function parsePrice(typed = ''): Fen | null {
  const parsed = parseYuan(typed)
  return parsed.ok && parsed.fen <= mostSaleFen ? parsed.fen : null
}
