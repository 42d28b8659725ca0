import { z } from 'zod'
import { bothShape, figureShape } from './figure'

const fen = z
  .string()
  .regex(/^-?\d+$/)
  .describe('whole fen, as text')
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const whole = z.number().int()

/** What the software makes of the records of one project and one quarter, before anybody writes a word. */
export const composedShape = z.object({
  project: z.object({
    key: z.string(),
    kind: z.string(),
    state: z.string(),
    name: bothShape,
    served: bothShape,
    field: bothShape,
    area: bothShape,
    intro: bothShape,
    begins: z.string().describe('as exactly as it is known: 2019, 2023-10 or 2023-09-01'),
    ends: z.string().nullable().describe('null: to this day'),
    partners: z.array(bothShape),
    amendments: z.array(
      z.object({ what: z.string(), before: z.string(), after: z.string(), reason: bothShape, on: day }),
    ),
  }),
  period: z.string().describe('for example 2024-Q1'),
  from: day,
  to: day,
  figures: z.array(figureShape),
  milestones: z.array(
    z.object({ kind: z.string(), title: bothShape, dueOn: day.nullable(), metOn: day.nullable() }),
  ),
  contracts: z.array(
    z.object({
      number: z.string(),
      partner: z.string(),
      title: bothShape,
      signedOn: day,
      from: day,
      to: day,
      totalFen: fen,
      yearlyFen: fen.nullable(),
      cancelledOn: day.optional().describe('ended before its time: open instalments are not due any more'),
      instalments: z.array(z.object({ no: whole, title: bothShape, amountFen: fen, paidOn: day.nullable() })),
    }),
  ),
  procurements: z.array(
    z.object({
      role: bothShape,
      method: z.string(),
      announcedOn: day.nullable(),
      decidedOn: day.nullable(),
      reason: bothShape,
      candidates: z.array(
        z.object({
          name: z.string().nullable().describe('null where it is not published'),
          priceFen: fen.nullable(),
          winner: z.boolean(),
        }),
      ),
    }),
  ),
  calls: z.array(
    z.object({
      title: bothShape,
      opensOn: day,
      closesOn: day,
      places: whole,
      received: whole,
      selected: whole,
    }),
  ),
  outputs: z.array(
    z.object({ kind: z.string(), title: bothShape, identifier: z.string(), publishedOn: day.nullable() }),
  ),
  plans: z
    .array(
      z.object({
        number: z.string(),
        title: bothShape,
        category: z.string(),
        amountFen: fen,
        approvedOn: day,
        sources: z.array(z.object({ fund: z.string(), amountFen: fen })),
      }),
    )
    .describe('approved in the period, the first 200'),
  ledger: z
    .object({ paidFen: fen, assistanceFen: fen })
    .describe('the same money once more, from sealed lines of the ledger'),
})
/** Everything of a statement that is computed. */
export type Composed = z.infer<typeof composedShape>
