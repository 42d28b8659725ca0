import { z } from 'zod'
import { keyShape, walkLimits as most } from './walk-limits'

const text = (longest: number) => z.string().trim().max(longest)
const both = (longest: number) => z.object({ zh: text(longest).min(1), en: text(longest).min(1) })
const key = z.string().regex(keyShape)
/** `09:30`: a time of the walk's day in Asia/Shanghai. */
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** `2027-01-09T09:30` in Asia/Shanghai. */
const minute = z.iso.datetime({ local: true, precision: -1 }).refine((at) => !at.endsWith('Z'))
const thousandth = z.number().int().min(0).max(1_000)
const keys = (list: { key: string }[]) => new Set(list.map((one) => one.key)).size === list.length

export const questionInput = z
  .object({
    key,
    kind: z.enum(['text', 'choice']),
    labelZh: text(most.label).min(1),
    labelEn: text(most.label).min(1),
    /** Said in both languages within one text, as `均码 / one size`. */
    choices: z.array(text(most.choice).min(1)).max(most.choices).default([]),
    required: z.boolean().default(false),
  })
  .refine((q) => (q.kind === 'choice') === q.choices.length > 1, { path: ['choices'] })
/** What an organiser asks beside the name. */
export type WalkQuestion = z.infer<typeof questionInput>

/** Lines of the trail in thousandths of the map's width. */
export const trailsInput = z
  .array(
    z
      .array(z.tuple([thousandth, thousandth]))
      .min(2)
      .max(most.points),
  )
  .max(most.trails)

export const settingsInput = z
  .object({
    registerFrom: minute,
    registerUntil: minute,
    /** Whoever has started and not finished by then is looked for. */
    backBy: clock,
    stampOrder: z.enum(['free', 'fixed']).default('free'),
    leastMinutesApart: z.number().int().min(0).max(240).default(3),
    /** For each walker, whole fen as text. */
    feeFen: z
      .string()
      .regex(/^\d{1,8}$/)
      .transform(BigInt)
      .refine((fen) => fen <= most.feeFen)
      .default(0n),
    /** How many members one unit may register. */
    unitMembers: z.number().int().min(1).max(most.mostUnitMembers).default(most.unitMembers),
    questions: z.array(questionInput).max(most.questions).refine(keys).default([]),
    trails: trailsInput.default([]),
  })
  .refine((w) => w.registerFrom < w.registerUntil, { path: ['registerUntil'] })
export type WalkSettings = z.input<typeof settingsInput>

export const levelInput = z.object({
  key,
  name: both(most.name),
  km: z.number().int().min(1).max(200),
  capacity: z.number().int().min(1).max(most.capacity),
  /** Keys of the checkpoints that complete it. */
  needs: z.array(key).max(most.places),
})
export type LevelInput = z.input<typeof levelInput>

export const placeKinds = ['start', 'checkpoint', 'finish'] as const
export const placeInput = z
  .object({
    /** `start`, `finish`, `cp1` … */
    key,
    kind: z.enum(placeKinds),
    name: both(most.name),
    game: z.object({ zh: text(most.game), en: text(most.game) }).default({ zh: '', en: '' }),
    x: thousandth,
    y: thousandth,
    opens: clock,
    closes: clock,
  })
  .refine((p) => p.opens < p.closes, { path: ['closes'] })
export type PlaceInput = z.input<typeof placeInput>

export const waiverInput = both(most.waiver)
export type WaiverInput = z.input<typeof waiverInput>

/** A whole walk, as it is set up for a campaign; places and levels in their order. */
export const walkInput = z
  .object({
    settings: settingsInput,
    waiver: waiverInput,
    places: z.array(placeInput).min(1).max(most.places).refine(keys),
    levels: z.array(levelInput).min(1).max(most.levels).refine(keys),
  })
  .refine(
    ({ places, levels }) => {
      const checkpoints = new Set(places.filter((p) => p.kind === 'checkpoint').map((p) => p.key))
      return levels.every(({ needs }) => needs.every((key) => checkpoints.has(key)))
    },
    { path: ['levels'], message: 'needs a checkpoint that is not there' },
  )
export type WalkInput = z.input<typeof walkInput>
