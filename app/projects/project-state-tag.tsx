import { Tag, type TagTone } from '~/ui/tag'
import type { ProjectState } from './project'

const tones: Record<ProjectState, TagTone> = {
  preparing: 'pending',
  ongoing: 'info',
  closing: 'attention',
  finished: 'done',
  archived: 'neutral',
}

export const ProjectStateTag = ({ state }: { state: { is: ProjectState; say: string } }) => (
  <Tag tone={tones[state.is]}>{state.say}</Tag>
)
