import { z } from 'zod'
import { totalsShape } from './totals'

/** A campaign as programs read it, with its totals. */
export const campaignRowShape = z.object({
  slug: z.string(),
  series: z.string(),
  edition: z.number().int(),
  state: z.enum(['draft', 'open', 'closed', 'settled']),
  name: z.object({ 'zh-CN': z.string(), en: z.string() }),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  eventOn: z.iso.date().nullable(),
  goalFen: z.string().nullable(),
  filingNumber: z.string().nullable().describe('公开募捐备案编号'),
  designatedPlatform: z.string().nullable(),
  membersOnly: z.boolean(),
  madeUp: z.boolean().describe('invented for the demonstration'),
  totals: totalsShape.nullable(),
})
export type CampaignRow = z.infer<typeof campaignRowShape>
