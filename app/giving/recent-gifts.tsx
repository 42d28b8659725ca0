import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { EmptyState } from '~/ui/empty-state'
import { Money } from '~/ui/money'
import { Panel } from '~/ui/panel'
import type { RecentGift } from './recent-gift-shape'

export interface RecentGiftsProps {
  locale: Locale
  campaign: string
  first: RecentGift[]
  /** Goes up when the totals have moved: time to ask for the list again. */
  moved: number
}

/** Thousands of pages move at once: each asks a little later than the next, at most every few seconds. */
const leastPauseMs = 3_000

/** The newest gifts. A name stands here only by consent, a message only after it was read. */
export function RecentGifts({ locale, campaign, first, moved }: RecentGiftsProps) {
  const { t } = useTranslation('campaigns')
  const [gifts, setGifts] = useState(first)
  const askedAt = useRef(0)
  useEffect(() => {
    if (moved === 0) return
    const wait = Math.max(0, askedAt.current + leastPauseMs - Date.now()) + Math.random() * 500
    const timer = setTimeout(async () => {
      askedAt.current = Date.now()
      // The answer may be served stale to those who can wait; this page knows that something has moved.
      const answer = await fetch(`/api/v1/campaigns/${campaign}/recent`, { cache: 'no-cache' }).catch(
        () => null,
      )
      if (answer?.ok) setGifts(await answer.json())
    }, wait)
    return () => clearTimeout(timer)
  }, [campaign, moved])
  return (
    <Panel id="recent" title={t('page.recent')} tone="plain">
      {gifts.length === 0 ? (
        <EmptyState title={t('page.recentEmpty')}>{t('page.recentEmptyHint')}</EmptyState>
      ) : (
        <ol className="divide-y divide-line">
          {gifts.map((gift) => (
            <li key={gift.index} className="py-3.5">
              <p className="flex items-baseline justify-between gap-x-4">
                <span className={gift.name ? 'min-w-0 break-words font-semibold' : 'text-soft'}>
                  {gift.name ?? t('page.anonymous')}
                </span>
                <Money fen={gift.amountFen} className="font-semibold" />
              </p>
              {gift.message && <blockquote className="quoted">{gift.message}</blockquote>}
              <p className="tabular mt-1 flex flex-wrap justify-between gap-x-4 text-sm text-soft">
                <time dateTime={gift.at}>{formatInstant(locale, new Date(gift.at))}</time>
                <span>{t('page.entry', { index: gift.index })}</span>
              </p>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}
