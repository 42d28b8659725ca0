import { parseYuan } from '~/money/fen'
import { isDay } from '~/platform/dates'
import { isFreeSlug } from '~/platform/slug'
import type { Fund, FundFacts, FundKind } from './fund'

/** The columns of a list of funds, in the order in which a file without a header has them. */
export const fundColumns = [
  'slug',
  'nameZh',
  'nameEn',
  'kind',
  'purposeZh',
  'purposeEn',
  'restricted',
  'position',
  'founder',
  'manager',
  'foundedOn',
  'openingMin',
  'group',
] as const
export type FundColumn = (typeof fundColumns)[number]

/** What files call the columns and values, in every language of ours; lower case. */
export interface FundWords {
  columns: Record<string, FundColumn>
  kinds: Record<string, FundKind>
  /** Groups by key and by name. */
  groups: Record<string, string>
  yes: readonly string[]
  no: readonly string[]
}

export type FundFault =
  | 'missing'
  | 'slug-invalid'
  | 'kind-unknown'
  | 'not-yes-or-no'
  | 'not-a-number'
  | 'not-a-day'
  | 'not-an-amount'
  | 'group-unknown'
  | 'too-long'
  | 'twice'

export const wordOf = (text: string) => text.normalize('NFKC').trim().toLowerCase()

/** Which cell is which column, when `cells` are a header; null when they are a row of data. */
export function readHeader(
  cells: readonly string[],
  words: FundWords,
): Partial<Record<FundColumn, number>> | null {
  const found: Partial<Record<FundColumn, number>> = {}
  cells.forEach((cell, i) => {
    const column = words.columns[wordOf(cell)]
    if (column !== undefined) found[column] ??= i
  })
  return found.slug !== undefined && found.nameZh !== undefined ? found : null
}

export const inOrder: Partial<Record<FundColumn, number>> = Object.fromEntries(
  fundColumns.map((column, i) => [column, i]),
)

const longest = { nameZh: 200, nameEn: 200, purposeZh: 2_000, purposeEn: 2_000, founder: 80, manager: 80 }

/**
 * A fund from one row. English falls back to the Chinese, an empty kind to a community fund, an empty 限定性 to restricted,
 * an empty position to 0;
 * founder, manager, day, opening rule and group may be left out. Answers the first fault with its column.
 */
export function readFundRow(
  cells: readonly string[],
  places: Partial<Record<FundColumn, number>>,
  words: FundWords,
): { ok: true; fund: Fund & FundFacts } | { ok: false; column: FundColumn; reason: FundFault } {
  const text = (column: FundColumn) => (places[column] === undefined ? '' : (cells[places[column]] ?? ''))
  const fault = (column: FundColumn, reason: FundFault) => ({ ok: false as const, column, reason })
  const slug = text('slug')
  if (slug === '') return fault('slug', 'missing')
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) || !isFreeSlug(slug)) return fault('slug', 'slug-invalid')
  if (text('nameZh') === '') return fault('nameZh', 'missing')
  for (const [column, most] of Object.entries(longest)) {
    if (text(column as FundColumn).length > most) return fault(column as FundColumn, 'too-long')
  }
  const kind = text('kind') === '' ? 'community' : words.kinds[wordOf(text('kind'))]
  if (kind === undefined) return fault('kind', 'kind-unknown')
  const restricted = wordOf(text('restricted'))
  if (restricted !== '' && !words.yes.includes(restricted) && !words.no.includes(restricted))
    return fault('restricted', 'not-yes-or-no')
  const position = text('position')
  if (!/^-?\d{0,8}$/.test(position) || position === '-') return fault('position', 'not-a-number')
  const foundedOn = text('foundedOn')
  if (foundedOn !== '' && !isDay(foundedOn)) return fault('foundedOn', 'not-a-day')
  const opening = text('openingMin') === '' ? null : parseYuan(text('openingMin'))
  if (opening && !opening.ok) return fault('openingMin', 'not-an-amount')
  const group = text('group') === '' ? null : words.groups[wordOf(text('group'))]
  if (group === undefined) return fault('group', 'group-unknown')
  return {
    ok: true,
    fund: {
      founder: text('founder'),
      manager: text('manager'),
      foundedOn: foundedOn || null,
      openingMinFen: opening?.ok ? opening.fen : null,
      group,
      slug,
      kind,
      nameZh: text('nameZh'),
      nameEn: text('nameEn') || text('nameZh'),
      purposeZh: text('purposeZh'),
      purposeEn: text('purposeEn') || text('purposeZh'),
      restricted: !words.no.includes(restricted),
      position: Number(position || 0),
    },
  }
}
