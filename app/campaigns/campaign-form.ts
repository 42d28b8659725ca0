import { parseYuan, yuanText } from '~/money/fen'
import { isDay } from '~/platform/dates'
import { isFreeSlug, slugShape } from '~/platform/slug'
import type { Campaign } from './campaign'
import { campaignFacts, type Fact, type Facts } from './campaign-history'
import type { CampaignTexts } from './campaign-input'
import { coverShape, mostCharacters } from './campaign-limits'

/** The form's fields in its order; each is text, as the browser sends it. */
export const campaignFieldNames = [
  'series',
  'edition',
  'nameZh',
  'nameEn',
  'slug',
  'summaryZh',
  'summaryEn',
  'storyZh',
  'storyEn',
  'startsOn',
  'endsOn',
  'eventOn',
  'levelsKm',
  'placeZh',
  'placeEn',
  'goalFen',
  'cover',
  'coverAltZh',
  'coverAltEn',
  'membersOnly',
  'filingNumber',
  'designatedPlatform',
  'designatedPlatformEn',
  'reason',
] as const
export type CampaignField = (typeof campaignFieldNames)[number]
/** `goalFen` is typed in yuan, `levelsKm` with commas, `membersOnly` is `yes` or empty. */
export type CampaignFields = Record<CampaignField, string>

/** How many UTF-16 units of a field are taken: what is longer than its limit comes back with what is wrong with it. */
const longestKept = 12_000

export function readFields<Name extends string>(
  form: FormData,
  names: readonly Name[],
): Record<Name, string> {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.slice(0, longestKept).replaceAll('\r\n', '\n') : ''
  }
  return Object.fromEntries(names.map((name) => [name, text(name)])) as Record<Name, string>
}

export type CampaignFieldError =
  | 'empty'
  | 'too-long'
  | 'not-a-day'
  | 'ends-before-start'
  | 'not-whole'
  | 'amount'
  | 'levels'
  | 'slug-shape'
  | 'cover'
export type FieldErrors<Name extends string, Code extends string = string> = Partial<Record<Name, Code>>

/** A stored value as it stands in its field. */
export function typedOf(name: string, value: Fact | undefined): string {
  if (value === null || value === undefined || value === false) return ''
  if (value === true) return 'yes'
  if (name === 'goalFen') return yuanText(BigInt(String(value))).replace(/\.00$/, '')
  return Array.isArray(value) ? value.join(', ') : String(value)
}

/** Facts as fields, for those that the form has. */
export const fieldsOfFacts = (facts: Facts): Partial<CampaignFields> =>
  Object.fromEntries(
    campaignFieldNames.filter((name) => name in facts).map((name) => [name, typedOf(name, facts[name])]),
  )

export const emptyCampaignFields = Object.fromEntries(
  campaignFieldNames.map((name) => [name, '']),
) as CampaignFields
export const fieldsOfCampaign = (campaign: Campaign): CampaignFields => ({
  ...emptyCampaignFields,
  ...fieldsOfFacts(campaignFacts(campaign)),
  slug: campaign.slug,
})

/** Invisible controls are taken out, line ends are one kind; everything a person can see is kept. */
const clean = (text: string) =>
  text
    .normalize('NFC')
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, (c) =>
      c === '\n' || c === '\t' ? c : '',
    )
    .trim()

const limits: [CampaignField, number][] = [
  ['nameZh', mostCharacters.name],
  ['nameEn', mostCharacters.name],
  ['summaryZh', mostCharacters.summary],
  ['summaryEn', mostCharacters.summary],
  ['storyZh', mostCharacters.story],
  ['storyEn', mostCharacters.story],
  ['placeZh', mostCharacters.place],
  ['placeEn', mostCharacters.place],
  ['coverAltZh', mostCharacters.coverAlt],
  ['coverAltEn', mostCharacters.coverAlt],
  ['filingNumber', mostCharacters.filingNumber],
  ['designatedPlatform', mostCharacters.platform],
  ['designatedPlatformEn', mostCharacters.platform],
  ['reason', mostCharacters.reason],
]
const wholeOf = (text: string, most: number) => {
  const n = /^\d{1,5}$/.test(text) ? Number(text) : 0
  return n >= 1 && n <= most ? n : null
}

/** Checks what was typed and reads it as what `draftCampaign` and `editCampaign` take. */
export function readCampaignForm(
  fields: CampaignFields,
):
  | { ok: true; texts: CampaignTexts }
  | { ok: false; errors: FieldErrors<CampaignField, CampaignFieldError> } {
  const typed = Object.fromEntries(
    campaignFieldNames.map((name) => [name, clean(fields[name])]),
  ) as CampaignFields
  const errors: FieldErrors<CampaignField, CampaignFieldError> = {}
  for (const [name, most] of limits) if (typed[name].length > most) errors[name] = 'too-long'
  for (const name of ['series', 'nameZh', 'nameEn'] as const) if (typed[name] === '') errors[name] = 'empty'
  // Only a forged form names a series that is no slug.
  if (!slugShape.test(typed.series)) errors.series = 'empty'
  const edition = wholeOf(typed.edition.normalize('NFKC'), 10_000)
  if (edition === null) errors.edition = 'not-whole'
  for (const name of ['startsOn', 'endsOn'] as const) if (!isDay(typed[name])) errors[name] = 'not-a-day'
  if (typed.eventOn !== '' && !isDay(typed.eventOn)) errors.eventOn = 'not-a-day'
  if (!errors.startsOn && !errors.endsOn && typed.endsOn < typed.startsOn) errors.endsOn = 'ends-before-start'
  const levels = typed.levelsKm
    .normalize('NFKC')
    .split(/[\s,、;]+/)
    .filter(Boolean)
    .map((km) => wholeOf(km, 1_000))
  if (levels.length > 12 || levels.includes(null)) errors.levelsKm = 'levels'
  const goal = typed.goalFen === '' ? null : parseYuan(typed.goalFen)
  if (goal && !goal.ok) errors.goalFen = 'amount'
  if (!coverShape.test(typed.cover)) errors.cover = 'cover'
  if (typed.slug !== '' && !isFreeSlug(typed.slug)) errors.slug = 'slug-shape'
  if (Object.keys(errors).length > 0) return { ok: false, errors }

  const both = (name: 'name' | 'summary' | 'story' | 'place' | 'coverAlt') => ({
    zh: typed[`${name}Zh`],
    en: typed[`${name}En`],
  })
  const texts = {
    series: typed.series,
    edition: edition!,
    ...{ name: both('name'), summary: both('summary'), story: both('story') },
    ...{ place: both('place'), coverAlt: both('coverAlt') },
    startsOn: typed.startsOn,
    endsOn: typed.endsOn,
    eventOn: typed.eventOn || null,
    levelsKm: levels as number[],
    goalFen: goal?.ok ? goal.fen.toString() : null,
    cover: typed.cover,
    membersOnly: typed.membersOnly === 'yes',
    filingNumber: typed.filingNumber || null,
    designatedPlatform: typed.designatedPlatform || null,
    designatedPlatformEn: typed.designatedPlatformEn || null,
  }
  return { ok: true, texts }
}

/** "Charity Health Walk 11" → "charity-health-walk-11": what an address may carry of a name, else ''. */
export function slugFrom(name: string): string {
  const ascii = name.normalize('NFKD').toLowerCase().replace(/['’]/g, '')
  return ascii
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64)
    .replace(/-+$/, '')
}
