import type { Day } from '~/platform/dates'
import { slugShape } from '~/platform/slug'
import { FieldReader, type Read, type Text } from './field-reader'

export interface IndicatorDraft {
  key: string
  nameZh: string
  nameEn: string
  unitZh: string
  unitEn: string
  target: bigint | null
}
export interface Indicator extends IndicatorDraft {
  /** All counts to the day that was asked about, what was taken back left out. */
  total: bigint
}

export function readIndicatorForm(text: Text): Read<IndicatorDraft> {
  const read = new FieldReader(text)
  const key = text('indicator').trim()
  if (key === '') read.refuse('indicator', 'missing')
  else if (!slugShape.test(key)) read.refuse('indicator', 'not-a-key')
  return read.done({
    key,
    nameZh: read.words('nameZh', { longest: 40 }),
    nameEn: read.words('nameEn', { longest: 80 }),
    unitZh: read.words('unitZh', { longest: 12 }),
    unitEn: read.words('unitEn', { longest: 24 }),
    target: read.whole('target', { optional: true }),
  })
}

export interface CountDraft {
  indicator: string
  on: Day
  count: bigint
  note: string
}

export function readCountForm(text: Text, today: Day): Read<CountDraft> {
  const read = new FieldReader(text)
  return read.done({
    indicator: text('indicator'),
    on: read.day('on', { until: today }) ?? '',
    count: read.whole('count') ?? 0n,
    note: read.words('note', { longest: 200, optional: true }),
  })
}
