import { z } from 'zod'
import { isFreeSlug } from '~/platform/slug'
import { fundKinds, mostFundCharacters } from './fund-limits'

const text = (most: number) => z.string().trim().min(1).max(most)

/** What can be edited of a fund; slug and kind stand as they were opened. */
export const fundTexts = z.object({
  nameZh: text(mostFundCharacters.name),
  nameEn: text(mostFundCharacters.name),
  purposeZh: text(mostFundCharacters.purpose),
  purposeEn: text(mostFundCharacters.purpose),
  restricted: z.boolean(),
  position: z.number().int().min(0).max(100_000),
})
export type FundTexts = z.infer<typeof fundTexts>

export const fundInput = fundTexts.extend({
  slug: z.string().refine(isFreeSlug),
  kind: z.enum(fundKinds),
})
export type FundInput = z.infer<typeof fundInput>
