import { z } from 'zod'

const fen = z
  .string()
  .regex(/^-?\d+$/)
  .describe('whole fen, as text')

/** A campaign's money as everyone may see it. Confirmed counts sealed entries only; pending is under way, at the provider or in a stall's cash box. */
export const totalsShape = z.object({
  campaign: z.string(),
  currency: z.literal('CNY'),
  confirmedFen: fen.describe('arrived and sealed, refunds taken off; covered fees are not in it'),
  pendingFen: fen.describe(
    'on its way, not in confirmedFen: payments that the provider is working on, and cash of market stalls that is not counted yet',
  ),
  pendingCashFen: fen.describe(
    'the part of pendingFen that is cash of market stalls, until two people have counted it',
  ),
  refundedFen: fen.describe('given back or corrected; already taken off confirmedFen'),
  gifts: z.number().int().describe('confirmed gifts that were not refunded in full'),
  pendingGifts: z.number().int(),
  byChannel: z.record(z.string(), z.object({ confirmedFen: fen, gifts: z.number().int() })),
  treeSize: z
    .number()
    .int()
    .describe('size of the public log at which these figures last moved; true for every later size'),
  asOf: z.string().describe('when they last moved, ISO 8601'),
})
export type Totals = z.infer<typeof totalsShape>
