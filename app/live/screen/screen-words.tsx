import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecentGift } from '~/giving/recent-gift-shape'

const readMs = 12_000

/** One donor's approved words at a time, in turns; the campaign's own sentence while there are none. */
export function ScreenWords({ gifts, otherwise }: { gifts: RecentGift[]; otherwise: string }) {
  const { t } = useTranslation('screen')
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setTurn((n) => n + 1), readMs)
    return () => clearInterval(timer)
  }, [])
  const spoken = gifts.filter((gift) => gift.message)
  const gift = spoken[turn % Math.max(1, spoken.length)]
  return (
    <figure className="screen-words" key={gift?.index ?? 'none'}>
      <blockquote>{gift?.message ?? otherwise}</blockquote>
      {gift && <figcaption>{t('messageOf', { name: gift.name ?? t('anonymous') })}</figcaption>}
    </figure>
  )
}
