import { isUuid } from '~/platform/is-uuid'
import type { WalkFigures } from './walk-figures'

/** A volunteer's phone as it was last heard. Times in milliseconds since 1970. */
export interface BoardDevice {
  id: string
  label: string
  /** Key of its place. */
  place: string
  lastSeenAt: number
  /** Scans that it said it still holds. */
  unsent: number
}

export interface BoardLevel {
  /** `-`: visitors without registration. */
  key: string
  nameZh: string
  nameEn: string
  /** Places that are taken; visitors register nowhere. */
  registered: number
}

export interface BoardPlace {
  key: string
  kind: 'checkpoint' | 'start' | 'finish'
  nameZh: string
  nameEn: string
  /** Started, not finished, last seen here: registered walkers and visitors. */
  walkers: number
  visitors: number
}

export interface BoardUnit {
  id: string
  name: string
  registered: number
  started: number
  finished: number
}

/** Where a page of units begins: after this one, by how many of it are missing. */
export interface UnitsKey {
  missing: number
  id: string
}
export const spellUnitsKey = ({ missing, id }: UnitsKey): string => `${missing}_${id}`
/** Anything else is the beginning. */
export function readUnitsKey(text: string | null): UnitsKey | undefined {
  const [, missing, id] = /^(-?\d{1,9})_([0-9a-f-]{36})$/.exec(text ?? '') ?? []
  return id && isUuid(id) ? { missing: Number(missing), id } : undefined
}

/** Stamps of one checkpoint from `at` for `stepMinutes`. */
export interface BoardStamps {
  at: number
  place: string
  stamps: number
}

/** What the organiser's board shows, all of one moment. Holds no personal data. */
export interface Board {
  campaign: string
  /** Milliseconds since 1970. */
  asOf: number
  backBy: number
  stampOrder: 'free' | 'fixed'
  /** Cards whose newest stamps the figures do not hold yet. */
  unfolded: number
  levels: BoardLevel[]
  figures: WalkFigures
  places: BoardPlace[]
  overdue: number
  /** Registered walkers who are back by the finish's poster only: looked for until a person confirms it. */
  unsure: number
  flags: number
  units: BoardUnit[]
  /** Units in all, and where the next page of them begins. */
  allUnits: number
  nextUnits: UnitsKey | null
  devices: BoardDevice[]
  time: { window: BoardWindow; from: number; until: number; stepMinutes: number; stamps: BoardStamps[] }
}

/** The last hour by the minute, or the whole day in tens of minutes. */
export const boardWindows = ['hour', 'day'] as const
export type BoardWindow = (typeof boardWindows)[number]

/** Whoever was last seen so long ago is looked for, though it is not yet time to be back. */
export const silentWalkerMinutes = 90
/** A phone that was not heard for so long may hold scans that nobody knows of. */
export const silentDeviceMinutes = 10
/** Phones are handed back some time after everybody should be. */
const packingUpMs = 3 * 3_600_000
const minuteMs = 60_000

/** Whoever was last seen before that is overdue, if started and not finished: once it is time to be back, everybody. */
export const overdueBefore = (now: number, backBy: number): number =>
  now >= backBy ? Number.POSITIVE_INFINITY : now - silentWalkerMinutes * minuteMs

/** A phone holds scans that the figures do not know: it said so, or was not heard for a while as the day runs. */
export const isUnsynced = (
  { unsent, lastSeenAt }: Pick<BoardDevice, 'unsent' | 'lastSeenAt'>,
  { asOf, backBy }: Pick<Board, 'asOf' | 'backBy'>,
): boolean =>
  unsent > 0 || (asOf < backBy + packingUpMs && asOf - lastSeenAt > silentDeviceMinutes * minuteMs)

/** Which stretch of time is shown when nobody asked for one: the hour while the walk runs, else the day. */
export const windowNow = (now: number, opensAt: number, closesAt: number): BoardWindow =>
  now >= opensAt && now < closesAt ? 'hour' : 'day'

/** Registered walkers in all, visitors left out. */
export const ofWalkers = (counts: Record<string, number>): number => (counts['*'] ?? 0) - (counts['-'] ?? 0)

/** The address of the same view of the board: what was narrowed or turned, and nothing else. */
export function boardSearch({ window, units }: { window?: BoardWindow; units?: UnitsKey }): string {
  const search = new URLSearchParams()
  if (window) search.set('window', window)
  if (units) search.set('units', spellUnitsKey(units))
  return search.size > 0 ? `?${search}` : ''
}
