import { z } from 'zod'
import { readCardId } from './card-id'

// Apart from scan.ts, which phones carry: they need no zod to make a scan.

export const mostScansInBatch = 100
/** Any clock, however wrong. */
const instant = z.number().int().min(0).max(8_000_000_000_000)
const wholeSecond = instant.refine((ms) => ms % 1_000 === 0)

const card = z.string().refine((text) => readCardId(text) === text)
/** Each scan by itself: one that nobody understands must not hold up the others. */
export const madeScan = z.union([
  z.object({
    card,
    at: wholeSecond,
    code: z.string().max(64),
    from: card.optional(),
    aheadMs: z.number().int().min(-8_000_000_000_000).max(8_000_000_000_000).optional(),
  }),
  z.object({ card, at: wholeSecond, place: z.string().regex(/^[a-z0-9-]{1,32}$/) }),
])

/** What a phone sends: `POST /api/v1/walks/:slug/scans`. */
export const scanBatch = z.object({
  /** The phone's clock as it sends: what it is off by. */
  sentAt: instant,
  /** A volunteer's phone says who it is and how many scans it holds besides these. */
  device: z.object({ id: z.uuid(), unsent: z.number().int().min(0).max(1_000_000) }).optional(),
  scans: z.array(z.unknown()).max(mostScansInBatch),
})

/** What is answered: one of scan.ts's answers for each scan, and the server's clock, milliseconds since 1970. */
export const scanAnswers = z.object({
  answers: z.array(
    z.union([
      z.object({ kept: z.literal(true), id: z.uuid(), place: z.string(), flags: z.array(z.string()) }),
      z.object({ kept: z.literal(false), reason: z.string() }),
    ]),
  ),
  now: z.number(),
})
