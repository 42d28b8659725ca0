import { useTranslation } from 'react-i18next'
import { Tag, type TagTone } from '~/ui/tag'
import type { GiftState } from './gift'

const tones: Record<GiftState | 'refunded' | 'partly-refunded', TagTone> = {
  started: 'neutral',
  pending: 'pending',
  confirmed: 'done',
  failed: 'refused',
  expired: 'neutral',
  held: 'attention',
  refunded: 'info',
  'partly-refunded': 'info',
}

/** A gift's state as the desk says it. */
export function GiftStateTag(gift: { state: GiftState; refunded: boolean; refundedFen: bigint }) {
  const { t } = useTranslation('gifts')
  const shown = gift.refunded ? 'refunded' : gift.refundedFen > 0n ? 'partly-refunded' : gift.state
  return <Tag tone={tones[shown]}>{t(`state.${shown}`)}</Tag>
}
