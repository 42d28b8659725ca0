/** What a walk came to, counted from records. Money is whole fen as text; a part without records is empty. */
export interface WalkReport {
  checkpoints: { key: string; nameZh: string; nameEn: string; stamps: number }[]
  levels: {
    key: string
    nameZh: string
    nameEn: string
    km: number
    registered: number
    started: number
    finished: number
    completed: number
  }[]
  /** Units of whom somebody registered; of those, how many were there. */
  units: { registered: number; came: number }
  walkers: { registered: number; onSite: number; finished: number; completed: number }
  /** 人次: stamps of checkpoints, by registered walkers and by visitors; and on how many cards. */
  visits: { all: number; byVisitors: number; cards: number; visitorCards: number }
  stalls: {
    key: string
    number: number
    nameZh: string
    nameEn: string
    organisation: string
    receipts: number
    /** Cash that two people counted, and QR payments that arrived. */
    takenFen: string
  }[]
  /** Market takings of editions without stalls here are published sums. */
  marketFen: string
  /** Agreed to by two people: cash and the value of goods; in no other sum here. */
  sponsors: { count: number; worthFen: string }
  raisedFen: string
  /** Up to which entry of the log the money counts. */
  treeSize: number
  editions: {
    slug: string
    edition: number
    nameZh: string
    nameEn: string
    day: string | null
    raisedFen: string
    visits: number
    walkers: number
  }[]
}
