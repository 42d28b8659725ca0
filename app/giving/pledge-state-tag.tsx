import { Tag, type TagTone } from '~/ui/tag'
import type { PledgeState } from './pledge'

const tones: Record<PledgeState, TagTone> = { open: 'attention', arrived: 'done', withdrawn: 'neutral' }

export const PledgeStateTag = ({ state, label }: { state: PledgeState; label: string }) => (
  <Tag tone={tones[state]}>{label}</Tag>
)
