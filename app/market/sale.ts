import { z } from 'zod'
import { mostSaleFen, mostSalesInBatch } from './market-limits'

const fen = z
  .string()
  .regex(/^-?\d{1,12}$/)
  .transform(BigInt)
/** A phone's clock may be wrong by years; before 1970 none of them was made. Kept to the millisecond. */
const instant = z.iso
  .datetime({ offset: true })
  .refine((text) => Date.parse(text) >= 0)
  .transform((text) => new Date(text).toISOString())
/** Without what a database cannot keep. */
const words = (longest: number) =>
  z
    .string()
    .max(longest)
    .transform((text) => text.replace(/[\p{Cc}\p{Cs}]/gu, ''))
const id = z.uuid().transform((text) => text.toLowerCase())

/** What was sold; names travel along, because a price list may change while a phone is offline. */
export const saleLine = z.object({
  goods: words(32),
  name: words(80),
  count: z.number().int().min(1).max(999),
  priceFen: fen,
})

/** One receipt as a phone sends it. */
export const saleItem = z
  .object({
    /** Made on the phone: the receipt's name for ever, and the key to its public page. */
    id,
    /** Within its phone: 1, 2, 3 … */
    receipt: z.number().int().min(1).max(999_999),
    kind: z.enum(['sale', 'donation', 'void']),
    method: z.enum(['cash', 'qr']),
    /** Whole fen as text; negative for a void. */
    amountFen: fen,
    /** Cash handed over, where it was typed. */
    tenderedFen: fen.nullable().default(null),
    lines: z.array(saleLine).max(40).default([]),
    /** For a void, the id of what it reverses. */
    voids: id.nullable().default(null),
    /** By the phone's own clock. */
    claimedAt: instant,
  })
  .refine(({ kind, amountFen }) => (kind === 'void' ? amountFen < 0n : amountFen > 0n))
  .refine(({ amountFen }) => amountFen <= mostSaleFen && amountFen >= -mostSaleFen)
  .refine(({ kind, voids }) => (kind === 'void') === (voids !== null))
export type SaleItem = z.output<typeof saleItem>
export type SaleItemJson = z.input<typeof saleItem>

/** A phone's news: what it sold since it was last heard, and how far its row of receipts goes. */
export const saleBatch = z.object({
  device: id,
  /** By the phone's clock, when it sends: tells how far that clock is off. */
  sentAt: instant,
  /** The last receipt it has written, sent or not. */
  lastReceipt: z.number().int().min(0).max(999_999),
  /** Each is judged for itself: one that cannot be read does not keep the others out. */
  sales: z.array(z.unknown()).max(mostSalesInBatch),
  /** Receipts by QR whose payment the phone waits for. */
  watching: z.array(id).max(20).default([]),
})
export type SaleBatch = z.output<typeof saleBatch>
