import type { Day } from '~/platform/dates'
import { FieldReader, type Read, type Text } from './field-reader'
import { longestProject } from './project'

export const outputKinds = ['group-standard', 'trial-standard', 'publication'] as const
export type OutputKind = (typeof outputKinds)[number]
export const outputWords: Record<OutputKind, { zh: string; en: string }> = {
  'group-standard': { zh: '团体标准', en: 'Group standard' },
  'trial-standard': { zh: '标准试点', en: 'Trial standard' },
  publication: { zh: '出版物', en: 'Publication' },
}

export interface OutputDraft {
  kind: OutputKind
  titleZh: string
  titleEn: string
  identifier: string
  publishedOn: Day | null
}
export interface ProjectOutput extends OutputDraft {
  id: string
}

export function readOutputForm(text: Text, today: Day): Read<OutputDraft> {
  const read = new FieldReader(text)
  return read.done({
    kind: read.choice('kind', outputKinds),
    titleZh: read.words('titleZh', { longest: longestProject.title }),
    titleEn: read.words('titleEn', { longest: longestProject.titleEn, optional: true }),
    identifier: read.words('identifier', { longest: 60, optional: true }),
    publishedOn: read.day('publishedOn', { optional: true, until: today }),
  })
}
