import type { CardState } from './card-state'

/** What the card looked like when it was last drawn: read at once, where IndexedDB takes its time. Never the truth, which follows. */
export type CardSnapshot = Pick<CardState, 'card' | 'given' | 'level' | 'entries'>

const nameOf = (campaign: string) => `card ${campaign}`

export function readSnapshot(campaign: string | undefined): CardSnapshot | null {
  try {
    const text = campaign && localStorage.getItem(nameOf(campaign))
    return text ? (JSON.parse(text) as CardSnapshot) : null
  } catch {
    return null
  }
}

export function writeSnapshot(campaign: string, { card, given, level, entries }: CardSnapshot): void {
  const own = entries.filter(({ item }) => item.campaign === campaign)
  try {
    localStorage.setItem(nameOf(campaign), JSON.stringify({ card, given, level, entries: own }))
  } catch {
    // A full or closed storage: the next opening then waits for IndexedDB.
  }
}
