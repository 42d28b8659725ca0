import { useTranslation } from 'react-i18next'
import { Tag, type TagTone } from '~/ui/tag'
import type { WalkerState } from './walker'

const tones: Record<WalkerState, TagTone> = {
  registered: 'done',
  unpaid: 'pending',
  waiting: 'info',
  cancelled: 'neutral',
}

/** Where a walker's registration stands, on the pages of registration. */
export function WalkerStateTag({ state }: { state: WalkerState }) {
  const { t } = useTranslation('registration')
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
}
