import type { Fen } from '~/money/fen'
import { type AmountRefusal, parseYuan } from '~/money/fen'
import { type Day, isDay } from '~/platform/dates'
import { cleanText, lengthOf } from './gift-form'

/** How the worth of a thing was found: an invoice, the price at which it is sold, or somebody who knows. */
export const valuations = ['invoice', 'market-price', 'expert'] as const
export type Valuation = (typeof valuations)[number]

/** entered (things are written down) → waiting (for the second person) → confirmed (in the books) · dropped. */
export const goodsStates = ['entered', 'waiting', 'confirmed', 'dropped'] as const
export type GoodsState = (typeof goodsStates)[number]

export interface Goods {
  id: string
  donorName: string
  nameConsent: boolean
  campaign: string | null
  fund: string
  receivedOn: Day
  state: GoodsState
  note: string
  enteredByName: string
  lines: number
  valueFen: Fen
  /** What of the value was given out. */
  givenFen: Fen
  /** What the first line is, for the list. */
  about: string
  createdAt: Date
}

export interface GoodsLine {
  id: string
  description: string
  quantity: bigint
  unit: string
  unitValueFen: Fen
  valuation: Valuation
  valuedBy: string
  evidence: string
  evidenceName: string
  givenOut: bigint
}

export interface GoodsOut {
  id: string
  lineId: string
  quantity: bigint
  recipients: string
  givenOn: Day
  evidence: string
  evidenceName: string
  givenByName: string
  takenBackWhy: string | null
}

export const longestGoods = {
  donorName: 60,
  description: 120,
  unit: 12,
  valuedBy: 60,
  recipients: 120,
  note: 400,
} as const
export const mostGoodsLines = 50
const mostQuantity = 10_000_000n
const mostUnitFen = 10n ** 10n

export type GoodsFault =
  | 'missing'
  | 'too-long'
  | 'not-a-day'
  | 'not-yet'
  | 'unknown-place'
  | 'name-for-consent'
  | 'not-whole'
  | 'too-many'
  | Exclude<AmountRefusal, 'empty'>
/** Faults by the field's name. */
export type GoodsErrors = Readonly<Record<string, GoodsFault>>

type Text = (name: string) => string
type Read<Draft> = { ok: true; draft: Draft } | { ok: false; errors: GoodsErrors }

export interface GoodsDraft {
  donorName: string
  nameConsent: boolean
  /** `<campaign> <fund>`, or ` <fund>` for no campaign. */
  campaign: string | null
  fund: string
  receivedOn: Day
}

function readDay(typed: string, today: Day): GoodsFault | null {
  if (typed === '') return 'missing'
  if (!isDay(typed) || typed < '2000-01-01') return 'not-a-day'
  return typed > today ? 'not-yet' : null
}

/** Who gave, for what, and when. */
export function readGoodsForm(text: Text, today: Day): Read<GoodsDraft> {
  const errors: Record<string, GoodsFault> = {}
  const donorName = cleanText(text('donorName'), 'one')
  const nameConsent = text('nameConsent') === 'yes'
  if (lengthOf(donorName) > longestGoods.donorName) errors.donorName = 'too-long'
  else if (donorName === '' && nameConsent) errors.donorName = 'name-for-consent'
  const [campaign = '', fund = ''] = text('to').split(' ')
  if (fund === '') errors.to = 'missing'
  const receivedOn = text('receivedOn').trim()
  const day = readDay(receivedOn, today)
  if (day) errors.receivedOn = day
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  return { ok: true, draft: { donorName, nameConsent, campaign: campaign || null, fund, receivedOn } }
}

export interface GoodsLineDraft {
  description: string
  quantity: bigint
  unit: string
  unitValueFen: Fen
  valuation: Valuation
  valuedBy: string
}

export function readQuantity(typed: string): bigint | 'missing' | 'not-whole' | 'too-many' {
  const plain = typed.normalize('NFKC').replace(/[,\s]/g, '')
  if (plain === '') return 'missing'
  if (!/^\d{1,12}$/.test(plain) || BigInt(plain) === 0n) return 'not-whole'
  return BigInt(plain) > mostQuantity ? 'too-many' : BigInt(plain)
}

/** One kind of thing. Its worth is more than nothing: what is worth nothing is not entered. */
export function readGoodsLine(text: Text): Read<GoodsLineDraft> {
  const errors: Record<string, GoodsFault> = {}
  const clean = (name: 'description' | 'unit' | 'valuedBy') => {
    const value = cleanText(text(name), 'one')
    if (value === '') errors[name] = 'missing'
    else if (lengthOf(value) > longestGoods[name]) errors[name] = 'too-long'
    return value
  }
  const [description, unit, valuedBy] = [clean('description'), clean('unit'), clean('valuedBy')]
  const quantity = readQuantity(text('quantity'))
  if (typeof quantity === 'string') errors.quantity = quantity
  const value = parseYuan(text('unitValue'))
  if (!value.ok) errors.unitValue = value.reason === 'empty' ? 'missing' : value.reason
  else if (value.fen > mostUnitFen) errors.unitValue = 'too-large'
  const valuation = valuations.find((one) => one === text('valuation'))
  if (!valuation) errors.valuation = 'missing'
  if (Object.keys(errors).length > 0 || typeof quantity === 'string' || !value.ok || !valuation)
    return { ok: false, errors }
  return { ok: true, draft: { description, quantity, unit, unitValueFen: value.fen, valuation, valuedBy } }
}

export interface GoodsOutDraft {
  quantity: bigint
  recipients: string
  givenOn: Day
}

/** To which group how much went, and when. */
export function readGoodsOut(text: Text, today: Day): Read<GoodsOutDraft> {
  const errors: Record<string, GoodsFault> = {}
  const quantity = readQuantity(text('quantity'))
  if (typeof quantity === 'string') errors.quantity = quantity
  const recipients = cleanText(text('recipients'), 'one')
  if (recipients === '') errors.recipients = 'missing'
  else if (lengthOf(recipients) > longestGoods.recipients) errors.recipients = 'too-long'
  const givenOn = text('givenOn').trim()
  const day = readDay(givenOn, today)
  if (day) errors.givenOn = day
  if (Object.keys(errors).length > 0 || typeof quantity === 'string') return { ok: false, errors }
  return { ok: true, draft: { quantity, recipients, givenOn } }
}

/** What the desk's list of goods is narrowed to; null is everything. */
export interface GoodsFilter {
  /** Part of the donor's name, or of what was given. */
  q: string
  state: GoodsState | null
}

/** Reads it from an address; what names nothing narrows nothing. */
export const readGoodsFilter = (query: URLSearchParams): GoodsFilter => ({
  q: (query.get('q') ?? '').replaceAll('\0', '').normalize('NFKC').trim().slice(0, 80),
  state: goodsStates.find((state) => state === query.get('state')) ?? null,
})
