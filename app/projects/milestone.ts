import type { Day } from '~/platform/dates'
import { FieldReader, type Read, type Text } from './field-reader'
import { longestProject } from './project'

export const milestoneKinds = ['step', 'event', 'acceptance', 'output'] as const
export type MilestoneKind = (typeof milestoneKinds)[number]
export const milestoneWords: Record<MilestoneKind, { zh: string; en: string }> = {
  step: { zh: '步骤', en: 'Step' },
  event: { zh: '活动', en: 'Event' },
  acceptance: { zh: '验收', en: 'Acceptance' },
  output: { zh: '成果', en: 'Output' },
}

export interface Milestone {
  id: string
  kind: MilestoneKind
  titleZh: string
  titleEn: string
  dueOn: Day | null
  metOn: Day | null
  /** Given up on a day, with a reason. */
  droppedOn: Day | null
  droppedWhyZh: string
  droppedWhyEn: string
  /** A file that shows it. */
  evidence: string | null
  evidenceName: string | null
}

export interface MilestoneDraft {
  kind: MilestoneKind
  titleZh: string
  titleEn: string
  dueOn: Day | null
}

export function readMilestoneForm(text: Text): Read<MilestoneDraft> {
  const read = new FieldReader(text)
  return read.done({
    kind: read.choice('kind', milestoneKinds),
    titleZh: read.words('titleZh', { longest: longestProject.title }),
    titleEn: read.words('titleEn', { longest: longestProject.titleEn, optional: true }),
    dueOn: read.day('dueOn', { optional: true }),
  })
}
