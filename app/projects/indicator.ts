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
/**
 * A target as an amendment keeps it, on six lines: key, number (none: no target), name and unit in both languages, so that a frozen
 * notice can say it.
 */
export const spellTarget = (i: IndicatorDraft): string =>
  [i.key, i.target ?? '', i.nameZh, i.nameEn, i.unitZh, i.unitEn].join('\n')
export function readTarget(spelled: string): IndicatorDraft {
  const [key = '', target = '', nameZh = '', nameEn = '', unitZh = '', unitEn = ''] = spelled.split('\n')
  return { key, target: target === '' ? null : BigInt(target), nameZh, nameEn, unitZh, unitEn }
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
