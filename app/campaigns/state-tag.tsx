import { useTranslation } from 'react-i18next'
import { Tag, type TagTone } from '~/ui/tag'
import type { CampaignState } from './campaign'

const tones: Record<CampaignState, TagTone> = {
  draft: 'pending',
  open: 'done',
  closed: 'attention',
  settled: 'neutral',
}

/** A campaign's state in one word. */
export function StateTag({ state }: { state: CampaignState }) {
  const { t } = useTranslation('campaigns')
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
}
