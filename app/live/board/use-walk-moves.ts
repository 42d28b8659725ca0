import { useEffect, useState } from 'react'
import { followFeed } from '~/platform/follow-feed'

export interface WalkMoves {
  /** Null until the first answer and without scripts; false while the connection is lost. */
  live: boolean | null
  /** Goes up whenever the walk's figures have moved. */
  moved: number
}

/** Whether a walk's figures have moved, over its feed. */
export function useWalkMoves(campaign: string): WalkMoves {
  const [state, setState] = useState<WalkMoves>({ live: null, moved: 0 })
  useEffect(
    () =>
      followFeed(`/api/v1/walks/${campaign}/feed`, 'figures', {
        data: () => setState((before) => ({ live: true, moved: before.moved + 1 })),
        open: () => setState((before) => ({ ...before, live: true })),
        lost: () => setState((before) => ({ ...before, live: false })),
      }),
    [campaign],
  )
  return state
}
