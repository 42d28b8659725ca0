import { useEffect, useState } from 'react'
import { followFeed } from '~/platform/follow-feed'
import type { CoveragePage, CoveragePost } from './coverage'

export interface LiveCoverage extends CoveragePage {
  /** How many posts came since the page was opened, or since the reader went to see them. */
  arrived: number
}

/**
 * The newest posts of a campaign, kept up to date over their feed. A reader who stays sees what they read move down, never
 * vanish: posts beyond the newest page stay until they leave. What was withdrawn goes. `follow` is false on a page of older
 * posts.
 */
export function useCoverage(
  campaign: string,
  first: CoveragePage,
  follow: boolean,
): LiveCoverage & { seen(): void } {
  const [page, setPage] = useState<LiveCoverage>({ ...first, arrived: 0 })
  useEffect(() => setPage({ ...first, arrived: 0 }), [first])
  useEffect(() => {
    if (!follow) return
    return followFeed(`/api/v1/campaigns/${encodeURIComponent(campaign)}/coverage/feed`, 'coverage', {
      data: (json) => setPage((known) => merge(known, JSON.parse(json) as CoveragePage)),
    })
  }, [campaign, follow])
  return { ...page, seen: () => setPage((known) => ({ ...known, arrived: 0 })) }
}

/** The newest page as it is now, and below it what the reader already has that is older than all of it. */
export function merge(known: LiveCoverage, newest: CoveragePage): LiveCoverage {
  const first = known.posts[0]
  const oldest = newest.posts.at(-1)
  const older = newest.next && oldest ? known.posts.filter((post) => isOlder(post, oldest)) : []
  return {
    posts: [...newest.posts, ...older],
    next: older.length > 0 ? known.next : newest.next,
    arrived: known.arrived + newest.posts.filter((post) => !first || isOlder(first, post)).length,
  }
}

const isOlder = (a: CoveragePost, b: CoveragePost) => BigInt(a.seq) < BigInt(b.seq)
