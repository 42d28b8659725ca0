import { z } from 'zod'
import { isFreeSlug, slugShape } from '~/platform/slug'
import { coverShape, mostCharacters } from './campaign-limits'

const slug = z.string().regex(slugShape)
/** Of a new one. */
const freeSlug = slug.refine(isFreeSlug)
const day = z.iso.date()
const text = (most: number) => z.string().trim().max(most)
const both = (most: number) => z.object({ zh: text(most).min(1), en: text(most).min(1) })
/** A draft may still lack it; `openCampaign` does not. */
const later = (most: number) => z.object({ zh: text(most), en: text(most) })

export const seriesInput = z.object({
  slug: freeSlug,
  name: both(mostCharacters.seriesName),
  about: both(mostCharacters.about),
})
export type SeriesInput = z.infer<typeof seriesInput>

const described = z.object({
  series: slug,
  edition: z.number().int().positive().max(10_000),
  name: both(mostCharacters.name),
  summary: later(mostCharacters.summary),
  story: later(mostCharacters.story),
  place: later(mostCharacters.place).default({ zh: '', en: '' }),
  startsOn: day,
  endsOn: day,
  eventOn: day.nullable().default(null),
  levelsKm: z.array(z.number().int().positive()).default([]),
  goalFen: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .transform(BigInt)
    .nullable()
    .default(null),
  cover: z.string().regex(coverShape),
  coverAlt: later(mostCharacters.coverAlt),
  membersOnly: z.boolean().default(false),
  filingNumber: text(mostCharacters.filingNumber).nullable().default(null),
  designatedPlatform: text(mostCharacters.platform).nullable().default(null),
  designatedPlatformEn: text(mostCharacters.platform).nullable().default(null),
})
const inOrder = (c: { startsOn: string; endsOn: string }) => c.startsOn <= c.endsOn
const endsOn = { path: ['endsOn'], message: 'endsOn is before startsOn' }

/** What can be edited of a campaign, whole; amounts are whole fen written as text. */
export const campaignTexts = described.refine(inOrder, endsOn)
export type CampaignTexts = z.input<typeof campaignTexts>

export const routeInput = z.object({
  fund: slug,
  basisPoints: z.number().int().min(0).max(10_000),
  onOffer: z.boolean().default(true),
})

export const routingInput = z.object({ donorMayChoose: z.boolean(), routes: z.array(routeInput).max(50) })
export type RoutingInput = z.input<typeof routingInput>

/** What a draft must carry; its routing rule may come later. */
export const campaignInput = described
  .extend({
    slug: freeSlug,
    madeUp: z.boolean().default(false),
    donorMayChoose: z.boolean().default(false),
    routes: z.array(routeInput).max(50).default([]),
  })
  .refine((c) => new Set(c.routes.map((r) => r.fund)).size === c.routes.length, {
    path: ['routes'],
    message: 'a fund is listed twice',
  })
  .refine(inOrder, endsOn)
export type CampaignInput = z.input<typeof campaignInput>
