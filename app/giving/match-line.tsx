import { useEffect, useState } from 'react'
import { Money } from '~/ui/money'
import { Panel } from '~/ui/panel'
import type { MatchWords } from './match-words.server'
import type { Matching } from './read-matching.server'

export interface MatchLineProps {
  first: Matching
  words: MatchWords
  /** Goes up when the totals have moved: what is matched follows a moment later. */
  moved: number
}

/** A gift is matched after it was sealed: asked too early, the answer is the old one, so it is asked once more. */
const afterMs = [800, 2_500]
const everyMs = 15_000

/** 配捐: what a sponsor has added to gifts, as a line of its own; never part of what the public gave. */
export function MatchLine({ first, words, moved }: MatchLineProps) {
  const [now, setNow] = useState(first)
  const { campaign } = first
  useEffect(() => {
    const ask = async () => {
      if (document.visibilityState !== 'visible') return
      const answer = await fetch(`/api/v1/campaigns/${campaign}/matching`).catch(() => null)
      const newest = answer?.ok ? ((await answer.json()) as Matching | null) : null
      if (newest) setNow(newest)
    }
    const soon = moved === 0 ? [] : afterMs.map((ms) => setTimeout(ask, ms + Math.random() * 400))
    const timer = setInterval(ask, everyMs)
    return () => {
      for (const one of soon) clearTimeout(one)
      clearInterval(timer)
    }
  }, [campaign, moved])
  return (
    <Panel id="matching" title={words.title} tone="plain">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="text-soft">{words.matched}</span>
        <Money fen={now.matchedFen} className="text-xl font-bold" />
        <span className="text-soft">{words.of}</span>
        <Money fen={now.capFen} className="font-semibold" />
      </p>
      <p className="mt-1">{words.rule}</p>
      <p>{words.state[now.state]}</p>
      <p className="mt-1 text-sm text-soft">{words.apart}</p>
    </Panel>
  )
}
