import { z } from 'zod'
import { isDay } from '~/platform/dates'
import { isFreeSlug, slugShape } from '~/platform/slug'
import { fundKinds, mostFundCharacters } from './fund-limits'

const text = (most: number) => z.string().trim().min(1).max(most)
const facts = (most: number) => z.string().trim().max(most).default('')

/** What can be edited of a fund; slug and kind stand as they were opened. */
export const fundTexts = z.object({
  nameZh: text(mostFundCharacters.name),
  nameEn: text(mostFundCharacters.name),
  purposeZh: text(mostFundCharacters.purpose),
  purposeEn: text(mostFundCharacters.purpose),
  restricted: z.boolean(),
  position: z.number().int().min(0).max(100_000),
  founder: facts(mostFundCharacters.name),
  manager: facts(mostFundCharacters.name),
  foundedOn: z.string().refine(isDay).nullable().default(null),
  openingMinFen: z.bigint().nonnegative().nullable().default(null),
  group: z.string().regex(slugShape).nullable().default(null),
})
/** What was not said of founder, manager, day, opening rule and group is empty. */
export type FundTexts = z.input<typeof fundTexts>

export const fundInput = fundTexts.extend({
  slug: z.string().refine(isFreeSlug),
  kind: z.enum(fundKinds),
})
export type FundInput = z.input<typeof fundInput>
