import { z } from 'zod'

/** A card as the server gives it back: merged stamps, times set right by the server's clock. */
export const givenCardShape = z.object({
  card: z.string().describe('sixteen letters'),
  registered: z.boolean(),
  level: z.string().nullable().describe('key of the level that its walker registered for'),
  stamps: z.array(
    z.object({
      place: z.string(),
      at: z.number().describe('milliseconds since 1970'),
      trust: z.enum(['static', 'page', 'rotating', 'volunteer']),
      voided: z.boolean().optional().describe('a person decided that it does not count'),
    }),
  ),
})
export type GivenCard = z.infer<typeof givenCardShape>
