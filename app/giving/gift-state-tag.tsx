import { useTranslation } from 'react-i18next'
import { Tag, type TagTone } from '~/ui/tag'
import type { GiftState } from './gift'

const tones: Record<GiftState | 'refunded', TagTone> = {
  started: 'neutral',
  pending: 'pending',
  confirmed: 'done',
  failed: 'refused',
  expired: 'neutral',
  held: 'attention',
  refunded: 'info',
}

/** A gift's state as the desk says it. */
export function GiftStateTag({ state, refunded }: { state: GiftState; refunded: boolean }) {
  const { t } = useTranslation('gifts')
  const shown = refunded ? 'refunded' : state
  return <Tag tone={tones[shown]}>{t(`state.${shown}`)}</Tag>
}
