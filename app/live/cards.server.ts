import type { Campaign } from '~/campaigns/campaign'
import { contentTag } from '~/platform/content-tag.server'
import { type Locale, locales } from '~/platform/i18n'
import { drawCard } from './draw-card.server'
import type { LiveTotals, Snapshot } from './live-totals.server'

export interface Card {
  png: Buffer
  etag: string
}

interface Kept {
  at: number
  /** Of the totals that it shows. */
  total: string
  card: Promise<Card | null>
}

/** Drawing takes a tenth of a second: while money streams in, a card is this much behind at most. */
const shortestKeptMs = 10_000
/** A name may be edited without any money moving. */
const longestKeptMs = 5 * 60_000
/** About 40 KB each. */
const mostKept = 100

/** Sharing cards as they are asked for, kept until the campaign's total moves. */
export interface Cards {
  /** Null for a campaign that does not exist or is a draft. */
  find(campaign: string, locale: Locale): Promise<Card | null>
}

export function openCards(
  findCampaign: (slug: string) => Promise<Campaign | null>,
  live: LiveTotals,
  now: () => number = Date.now,
): Cards {
  const kept = new Map<string, Kept>()

  async function draw({ totals }: Snapshot, locale: Locale): Promise<Card | null> {
    const campaign = await findCampaign(totals.campaign)
    if (!campaign) return null
    const png = await drawCard(campaign, totals, locale)
    return { png, etag: `"${contentTag(png)}"` }
  }
  const isGood = ({ at, total }: Kept, snapshot: Snapshot) => {
    const age = now() - at
    return age < shortestKeptMs || (age < longestKeptMs && total === snapshot.etag)
  }
  return {
    async find(campaign, locale) {
      const snapshot = await live.find(campaign)
      if (!snapshot) return null
      const key = `${locales.indexOf(locale)} ${campaign}`
      const known = kept.get(key)
      if (known && isGood(known, snapshot)) return known.card
      const entry = { at: now(), total: snapshot.etag, card: draw(snapshot, locale) }
      entry.card.catch(() => kept.get(key) === entry && kept.delete(key))
      kept.delete(key)
      if (kept.size >= mostKept) kept.delete(kept.keys().next().value!)
      kept.set(key, entry)
      return entry.card
    },
  }
}
