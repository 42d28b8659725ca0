import type { Day } from '~/platform/dates'
import { FieldReader, type Read, type Text } from './field-reader'
import { longestProject } from './project'

export interface Application {
  id: string
  applicant: string
  receivedOn: Day
  selectedOn: Day | null
  /** When and why the last selection of it was taken back, if one was. */
  takenBack: { on: Day; why: string } | null
}
export interface OpenCall {
  id: string
  titleZh: string
  titleEn: string
  opensOn: Day
  closesOn: Day
  places: number
  received: number
  selected: number
}
export type OpenCallDraft = Omit<OpenCall, 'id' | 'received' | 'selected'>

export function readOpenCallForm(text: Text): Read<OpenCallDraft> {
  const read = new FieldReader(text)
  const draft = {
    titleZh: read.words('titleZh', { longest: longestProject.title }),
    titleEn: read.words('titleEn', { longest: longestProject.titleEn, optional: true }),
    opensOn: read.day('opensOn') ?? '',
    closesOn: read.day('closesOn') ?? '',
    places: Number(read.whole('places') ?? 0n),
  }
  if (draft.closesOn !== '' && draft.closesOn < draft.opensOn) read.refuse('closesOn', 'order')
  if (draft.places > 100_000) read.refuse('places', 'too-many')
  return read.done(draft)
}

export function readApplicationForm(
  text: Text,
  today: Day,
): Read<Pick<Application, 'applicant' | 'receivedOn'>> {
  const read = new FieldReader(text)
  return read.done({
    applicant: read.words('applicant', { longest: longestProject.partner }),
    receivedOn: read.day('receivedOn', { until: today }) ?? '',
  })
}
