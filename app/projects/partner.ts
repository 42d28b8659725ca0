import type { Day } from '~/platform/dates'

/** 合作单位: with whom a project is done. */
export interface Partner {
  nameZh: string
  nameEn: string
  /** Null: from the beginning. */
  fromOn: Day | null
  /** The first day on which it was none any more; null: it is one still. */
  leftOn: Day | null
}
