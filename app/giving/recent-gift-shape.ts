import { z } from 'zod'

/** A confirmed gift as the public sees it: a name only by consent, a message only when approved. */
export const recentGiftShape = z.object({
  index: z.string().describe('place in the public log'),
  name: z.string().nullable(),
  amountFen: z.string().describe('whole fen, as text'),
  message: z.string().nullable(),
  at: z.string().describe('ISO 8601'),
})
export type RecentGift = z.infer<typeof recentGiftShape>
