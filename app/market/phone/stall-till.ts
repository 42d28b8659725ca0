import { mostSaleFen } from '../market-limits'
import type { SaleItemJson } from '../sale'
import type { StallPlan } from '../stall-plan'

/** A receipt as its phone keeps it: what is sent, and whose row it stands in. */
export interface TillReceipt {
  sale: SaleItemJson
  campaign: string
  stall: string
  device: string
}

/** What is being sold. Amounts are typed digit by digit as fen, so that no point is needed: 1, 5, 0, 0 is ¥15.00. */
export interface Till {
  kind: 'sale' | 'donation'
  /** `amount`: what it costs · `cash`: what was handed over · `qr`: the buyer scans · `done`: the receipt stands · `list`: the receipts of this phone. */
  step: 'amount' | 'cash' | 'qr' | 'done' | 'list'
  /** Typed; nothing while goods are counted. */
  typedFen: bigint
  /** How many of which goods, by their keys. */
  basket: Readonly<Record<string, number>>
  tenderedFen: bigint
  /** The receipt that was written last. */
  written: string | null
}

export const emptyTill: Till = {
  kind: 'sale',
  step: 'amount',
  typedFen: 0n,
  basket: {},
  tenderedFen: 0n,
  written: null,
}

export type Press =
  | { press: 'kind'; kind: Till['kind'] }
  | { press: 'digit'; digit: number }
  | { press: 'double-zero' }
  | { press: 'back' }
  | { press: 'clear' }
  | { press: 'goods'; key: string }
  | { press: 'less'; key: string }
  | { press: 'cash' }
  | { press: 'tender'; fen: bigint }
  | { press: 'written'; sale: string; method: 'cash' | 'qr' }
  | { press: 'next' }
  | { press: 'list' }

const mostOfOne = 99
const withDigit = (fen: bigint, digit: number): bigint => {
  const longer = fen * 10n + BigInt(digit)
  return longer > mostSaleFen ? fen : longer
}

/** What a press makes of the till. Pure: writing the receipt is its caller's, before `written` is pressed. */
export function pressTill(till: Till, pressed: Press): Till {
  const typing = till.step === 'cash' ? ('tenderedFen' as const) : ('typedFen' as const)
  switch (pressed.press) {
    case 'kind':
      return { ...till, kind: pressed.kind, basket: {} }
    case 'digit':
      // Typing an amount puts the goods back: one or the other says what it costs.
      return {
        ...till,
        [typing]: withDigit(till[typing], pressed.digit),
        ...(typing === 'typedFen' && { basket: {} }),
      }
    case 'double-zero':
      return pressTill(pressTill(till, { press: 'digit', digit: 0 }), { press: 'digit', digit: 0 })
    case 'back':
      if (till[typing] > 0n) return { ...till, [typing]: till[typing] / 10n }
      return till.step === 'amount' ? till : { ...till, step: 'amount', tenderedFen: 0n }
    case 'clear':
      return { ...emptyTill, kind: till.kind }
    case 'goods': {
      const count = Math.min(mostOfOne, (till.basket[pressed.key] ?? 0) + 1)
      return { ...till, kind: 'sale', typedFen: 0n, basket: { ...till.basket, [pressed.key]: count } }
    }
    case 'less': {
      const { [pressed.key]: count = 0, ...others } = till.basket
      return { ...till, basket: count > 1 ? { ...others, [pressed.key]: count - 1 } : others }
    }
    case 'cash':
      return { ...till, step: 'cash', tenderedFen: 0n }
    case 'tender':
      return { ...till, tenderedFen: pressed.fen }
    case 'written':
      return { ...till, step: pressed.method === 'qr' ? 'qr' : 'done', written: pressed.sale }
    case 'next':
      return emptyTill
    case 'list':
      return { ...emptyTill, step: 'list' }
  }
}

type Prices = Pick<StallPlan, 'goods'>

/** What it costs: what was typed, or what the goods cost together. */
export function amountOf(till: Till, { goods }: Prices): bigint {
  if (till.typedFen > 0n) return till.typedFen
  return goods.reduce((sum, g) => sum + BigInt(g.priceFen) * BigInt(till.basket[g.key] ?? 0), 0n)
}
export const mayBePaid = (till: Till, plan: Prices): boolean => {
  const amount = amountOf(till, plan)
  return amount > 0n && amount <= mostSaleFen
}

/** What is given back; null while too little was handed over. Nothing typed means exactly the amount. */
export function changeOf(amountFen: bigint, tenderedFen: bigint): bigint | null {
  if (tenderedFen === 0n) return 0n
  return tenderedFen >= amountFen ? tenderedFen - amountFen : null
}

/** Notes that a buyer may hand over for an amount: the next round ones, at most four. */
export function likelyTenders(amountFen: bigint): bigint[] {
  const notes = [500n, 1_000n, 2_000n, 5_000n, 10_000n]
  const rounded = notes.map((note) => ((amountFen + note - 1n) / note) * note)
  return [...new Set(rounded)]
    .filter((fen) => fen > amountFen)
    .sort((a, b) => (a < b ? -1 : 1))
    .slice(0, 4)
}

/** The next number of this phone's row: after all that stand on it, and after all that the server knows of. */
export function nextReceipt(
  plan: Pick<StallPlan, 'device' | 'lastReceipt'>,
  receipts: readonly TillReceipt[],
): number {
  const own = receipts.filter((r) => r.device === plan.device).map((r) => r.sale.receipt)
  return Math.max(plan.lastReceipt, ...own, 0) + 1
}

interface Writing {
  plan: StallPlan
  receipts: readonly TillReceipt[]
  /** Made anew for each receipt. */
  id: string
  now: Date
  locale: 'zh-CN' | 'en'
}

/** The receipt of what is in the till. */
export function writeReceipt(till: Till, method: 'cash' | 'qr', writing: Writing): TillReceipt {
  const { plan, receipts, id, now, locale } = writing
  const counted = till.typedFen > 0n ? [] : plan.goods.filter((g) => (till.basket[g.key] ?? 0) > 0)
  return within(plan, {
    id,
    receipt: nextReceipt(plan, receipts),
    kind: till.kind,
    method,
    amountFen: amountOf(till, plan).toString(),
    tenderedFen: method === 'cash' && till.tenderedFen > 0n ? till.tenderedFen.toString() : null,
    lines: counted.map((g) => ({
      goods: g.key,
      name: locale === 'en' ? g.nameEn : g.nameZh,
      count: till.basket[g.key]!,
      priceFen: g.priceFen,
    })),
    voids: null,
    claimedAt: now.toISOString(),
  })
}

/** The reversal of an earlier receipt, with a number of its own: the row has no gaps and nothing is taken out of it. */
export function writeVoid(
  voided: TillReceipt,
  { plan, receipts, id, now }: Omit<Writing, 'locale'>,
): TillReceipt {
  return within(plan, {
    id,
    receipt: nextReceipt(plan, receipts),
    kind: 'void',
    method: voided.sale.method,
    amountFen: `-${voided.sale.amountFen}`,
    tenderedFen: null,
    lines: [],
    voids: voided.sale.id,
    claimedAt: now.toISOString(),
  })
}

const within = ({ campaign, stall, device }: StallPlan, sale: SaleItemJson): TillReceipt => ({
  sale,
  campaign,
  stall,
  device,
})

/** Whether a receipt may be taken back: once, on the phone that wrote it, and no reversal itself. */
export const mayVoid = (receipt: TillReceipt, receipts: readonly TillReceipt[], device: string): boolean =>
  receipt.device === device &&
  receipt.sale.kind !== 'void' &&
  !receipts.some((r) => r.sale.voids === receipt.sale.id)

/** The cash that this phone has taken, less what it gave back. */
export const cashTaken = (receipts: readonly TillReceipt[], device: string): bigint =>
  receipts
    .filter((r) => r.device === device && r.sale.method === 'cash')
    .reduce((sum, r) => sum + BigInt(r.sale.amountFen), 0n)
