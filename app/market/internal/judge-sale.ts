import type { SaleItem } from '../sale'
import type { SaleFlag, SaleRefusal } from '../sale-answer'

/** What the server knows of a receipt, as far as judging a new one needs it. */
export interface KnownSale {
  id: string
  device: string
  receipt: number
  kind: string
  method: string
  amountFen: bigint
  voids: string | null
  /** Of its whole content, made by `contentOf`. */
  content: string
}

/** Everything that a receipt says, in one order: the same receipt always gives the same text. */
export const contentOf = (device: string, s: SaleItem): string =>
  JSON.stringify([
    device,
    s.receipt,
    s.kind,
    s.method,
    s.amountFen.toString(),
    s.tenderedFen?.toString() ?? null,
    s.lines.map((l) => [l.goods, l.name, l.count, l.priceFen.toString()]),
    s.voids,
    s.claimedAt,
  ])

export type Judged = { result: 'again' | 'kept' } | { result: 'refused'; reason: SaleRefusal }

/** Judges one receipt against what is known, batch by batch; `known` holds whatever shares an id, a number or a reversal with it. */
export function judgeSale(device: string, sale: SaleItem, known: readonly KnownSale[]): Judged {
  const refused = (reason: SaleRefusal): Judged => ({ result: 'refused', reason })
  const same = known.find((k) => k.id === sale.id)
  if (same) return same.content === contentOf(device, sale) ? { result: 'again' } : refused('differs')
  if (known.some((k) => k.device === device && k.receipt === sale.receipt)) return refused('number-taken')
  if (sale.kind === 'void') {
    const target = known.find((k) => k.id === sale.voids)
    if (!target) return refused('sale-missing')
    if (target.device !== device) return refused('not-own-receipt')
    if (target.kind === 'void') return refused('not-a-sale')
    // Cash goes back out of the box, and what was paid by QR at the provider: one is never taken back as the other.
    if (target.amountFen !== -sale.amountFen || target.method !== sale.method) return refused('void-differs')
    if (known.some((k) => k.voids === sale.voids)) return refused('voided-already')
  }
  return { result: 'kept' }
}

/** What frames a receipt: the day of its pass, and whether its phone or its campaign had ended. */
export interface Frame {
  beganAt: Date
  endsAt: Date
  /** The pass was taken back before this arrived: what time a receipt gives itself is then nobody's word. */
  revoked: boolean
  deviceEnded: boolean
  settled: boolean
}

/** What a person should look at; the receipt is kept whatever it is. */
export function flagsOf(sale: SaleItem, happenedAt: Date, frame: Frame): SaleFlag[] {
  const sum = sale.lines.reduce((total, l) => total + l.priceFen * BigInt(l.count), 0n)
  const flags: [SaleFlag, boolean][] = [
    ['after-pass', happenedAt >= frame.endsAt],
    ['pass-revoked', frame.revoked],
    ['before-pass', happenedAt < frame.beganAt],
    ['device-ended', frame.deviceEnded],
    ['settled', frame.settled],
    ['sum-differs', sale.kind !== 'void' && sale.lines.length > 0 && sum !== sale.amountFen],
  ]
  return flags.filter(([, is]) => is).map(([flag]) => flag)
}
