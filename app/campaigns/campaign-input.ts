import { z } from 'zod'

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/)
const day = z.iso.date()
const text = (most: number) => z.string().trim().max(most)
const both = (most: number) => z.object({ zh: text(most).min(1), en: text(most).min(1) })
const maybeBoth = (most: number) => z.object({ zh: text(most), en: text(most) })

export const seriesInput = z.object({ slug, name: both(80), about: both(600) })
export type SeriesInput = z.infer<typeof seriesInput>

/** What a draft must carry; amounts are whole fen written as text. */
export const campaignInput = z
  .object({
    slug,
    series: slug,
    edition: z.number().int().positive(),
    name: both(120),
    summary: both(200),
    story: both(8_000),
    place: maybeBoth(120).default({ zh: '', en: '' }),
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
    cover: z.string().regex(/^\/covers\/[\w.-]+$/),
    coverAlt: both(200),
    membersOnly: z.boolean().default(false),
    filingNumber: text(60).nullable().default(null),
    designatedPlatform: text(80).nullable().default(null),
    madeUp: z.boolean().default(false),
    donorMayChoose: z.boolean().default(false),
    routes: z
      .array(
        z.object({
          fund: slug,
          basisPoints: z.number().int().min(0).max(10_000),
          onOffer: z.boolean().default(true),
        }),
      )
      .min(1),
  })
  .refine((c) => new Set(c.routes.map((r) => r.fund)).size === c.routes.length, {
    path: ['routes'],
    message: 'a fund is listed twice',
  })
  .refine((c) => c.startsOn <= c.endsOn, { path: ['endsOn'], message: 'endsOn is before startsOn' })
export type CampaignInput = z.input<typeof campaignInput>
