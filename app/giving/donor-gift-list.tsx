import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { type Locale, pathIn } from '~/platform/i18n'
import { Money } from '~/ui/money'
import { Tag, type TagTone } from '~/ui/tag'
import type { GiftState } from './gift'

type Shown = GiftState | 'refunded'

/** One gift as its donor sees it in their list. */
export interface DonorGiftRow {
  id: string
  state: Shown
  campaign: string
  amountFen: bigint
  when: string
  /** Of its acknowledgement; null until it has arrived. */
  number: string | null
  /** How much of what stayed in its funds is used; null until it is in the open ledger. */
  use: { keptFen: bigint; usedFen: bigint } | null
}

const tones: Record<Shown, TagTone> = {
  started: 'neutral',
  pending: 'pending',
  confirmed: 'done',
  failed: 'refused',
  expired: 'neutral',
  held: 'attention',
  refunded: 'info',
}

/** A donor's own gifts, each with its state, what of it is used, and its paper. */
export function DonorGiftList({ locale, gifts }: { locale: Locale; gifts: readonly DonorGiftRow[] }) {
  const { t } = useTranslation('account')
  const giftAt = (id: string) => pathIn(locale, `/gifts/${id}`)
  return (
    <ul className="divide-y divide-line border-y border-line">
      {gifts.map((gift) => (
        <li key={gift.id} className="grid grid-cols-[1fr_auto] items-baseline gap-x-4 gap-y-1 py-3">
          <Link to={giftAt(gift.id)} className="link min-w-0 py-1 font-semibold">
            {gift.campaign}
          </Link>
          <Money fen={gift.amountFen} className="text-end font-semibold" />
          <span className="text-sm text-soft">{gift.when}</span>
          <span className="text-end">
            <Tag tone={tones[gift.state]}>{t(`gifts.state.${gift.state}`)}</Tag>
          </span>
          {gift.use && (
            <Link
              to={`${giftAt(gift.id)}#shares`}
              className="link tabular col-span-2 inline-flex min-h-11 items-center justify-self-start text-sm"
            >
              {t('gifts.used', { used: formatFen(gift.use.usedFen), kept: formatFen(gift.use.keptFen) })}
            </Link>
          )}
          {gift.number && (
            <a
              href={`${giftAt(gift.id)}/acknowledgement.pdf`}
              className="link tabular col-span-2 inline-flex min-h-11 items-center text-sm"
            >
              {t('gifts.paper', { number: gift.number })}
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}
