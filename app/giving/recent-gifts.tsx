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
      const answer = await fetch(`/api/v1/campaigns/${campaign}/recent`).catch(() => null)
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
            <li key={gift.index} className="py-3">
              <p className="flex flex-wrap items-baseline justify-between gap-x-4">
                <span className="font-semibold break-words min-w-0">{gift.name ?? t('page.anonymous')}</span>
                <Money fen={gift.amountFen} />
              </p>
              {gift.message && <p className="mt-1 break-words whitespace-pre-line">{gift.message}</p>}
              <p className="text-sm text-soft">
                <time dateTime={gift.at}>{formatInstant(locale, new Date(gift.at))}</time> ·{' '}
                {t('page.entry', { index: gift.index })}
              </p>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}
