import type { Day } from '~/platform/dates'
import type { PlaceInput, WalkQuestion, WalkSettings } from './walk-input'

export interface WalkPlace {
  key: string
  kind: PlaceInput['kind']
  nameZh: string
  nameEn: string
  gameZh: string
  gameEn: string
  x: number
  y: number
  /** `08:30`, on the walk's day in Asia/Shanghai. */
  opens: string
  closes: string
  /** Cards that were stamped there. */
  stamps: number
}

export interface WalkLevel {
  key: string
  nameZh: string
  nameEn: string
  km: number
  capacity: number
  /** Places that walkers have, paid or not. */
  taken: number
  /** Keys of the checkpoints that complete it. */
  needs: string[]
}

/** A campaign's walk as its organiser decided it. */
export interface Walk {
  campaign: string
  day: Day
  /** `2027-01-05T18:00` in Asia/Shanghai. */
  registerFrom: string
  registerUntil: string
  /** `15:30`. */
  backBy: string
  stampOrder: 'free' | 'fixed'
  leastMinutesApart: number
  feeFen: bigint
  /** How many members one unit may register. */
  unitMembers: number
  questions: WalkQuestion[]
  trails: [x: number, y: number][][]
  waiver: { version: number; zh: string; en: string }
  /** Counts saves of anything of it: whoever saves says which one they began from. */
  version: number
  /** In the organiser's order. */
  levels: WalkLevel[]
  places: WalkPlace[]
}

/** What `editWalk` takes, as it stands. */
export const settingsOf = (walk: Walk): WalkSettings => ({
  registerFrom: walk.registerFrom,
  registerUntil: walk.registerUntil,
  backBy: walk.backBy,
  stampOrder: walk.stampOrder,
  leastMinutesApart: walk.leastMinutesApart,
  feeFen: walk.feeFen.toString(),
  unitMembers: walk.unitMembers,
  questions: walk.questions,
  trails: walk.trails,
})

/** The place's texts in both languages, as `editPlace` takes them. */
export const placeInputOf = ({
  key,
  kind,
  nameZh,
  nameEn,
  gameZh,
  gameEn,
  stamps: _,
  ...rest
}: WalkPlace): PlaceInput => ({
  ...{ key, kind, ...rest },
  name: { zh: nameZh, en: nameEn },
  game: { zh: gameZh, en: gameEn },
})
