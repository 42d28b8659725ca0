import { type Day, formatCount, formatDay, formatMonth, isDay } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { isFreeSlug } from '~/platform/slug'
import { FieldReader, type Read, type Text } from './field-reader'
import { readTarget } from './indicator'

interface Words {
  zh: string
  en: string
}

export const projectKinds = ['grant', 'assistance', 'service', 'event', 'works', 'standards'] as const
export type ProjectKind = (typeof projectKinds)[number]
export const kindWords: Record<ProjectKind, Words> = {
  grant: { zh: '资助', en: 'Grants' },
  assistance: { zh: '救助', en: 'Assistance' },
  service: { zh: '服务', en: 'Service' },
  event: { zh: '活动', en: 'Event' },
  works: { zh: '工程', en: 'Capital works' },
  standards: { zh: '标准与出版', en: 'Standards' },
}

/** In the order of a project's life. */
export const projectStates = ['preparing', 'ongoing', 'closing', 'finished', 'archived'] as const
export type ProjectState = (typeof projectStates)[number]
export const stateWords: Record<ProjectState, Words> = {
  preparing: { zh: '筹备中', en: 'Preparing' },
  ongoing: { zh: '有序开展中', en: 'Ongoing' },
  closing: { zh: '结项阶段', en: 'Closing' },
  finished: { zh: '已结束', en: 'Finished' },
  archived: { zh: '已归档', en: 'Archived' },
}

export interface Project {
  /** Stands in published disclosures and never changes. */
  key: string
  kind: ProjectKind
  state: ProjectState
  nameZh: string
  nameEn: string
  servedZh: string
  servedEn: string
  fieldZh: string
  fieldEn: string
  areaZh: string
  areaEn: string
  introZh: string
  introEn: string
  /** As exactly as it is known: `2019`, `2023-10` or `2023-09-01`. */
  begins: string
  /** The same; null means to this day. */
  ends: string | null
  campaign: string | null
  series: string | null
  position: number
  version: number
}

/** `2019`, `2023-10`, `2023-09-01`: a day as exactly as it is known. */
export const isRoughDay = (text: string): boolean =>
  /^\d{4}$/.test(text) || /^\d{4}-(0[1-9]|1[0-2])$/.test(text) || isDay(text)
/** The first day that a rough one can mean. */
export const firstDayOf = (rough: string): Day => `${rough}-01-01`.slice(0, 10)
/** The last day that a rough one can mean. */
export function lastDayOf(rough: string): Day {
  if (rough.length === 10) return rough
  const [year, month = 12] = rough.split('-').map(Number) as [number, number?]
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

function roughWords(locale: Locale, rough: string): string {
  if (rough.length === 4) return locale === 'en' ? rough : `${rough}年`
  if (rough.length === 10) return formatDay(locale, rough)
  const [year, month] = rough.split('-').map(Number) as [number, number]
  return formatMonth(locale, year, month)
}

/** 2019年至今 · 2022年9月1日至2024年11月30日 / 2019 to date · 1 Sep 2022 to 30 Nov 2024. */
export function formatSpan(locale: Locale, { begins, ends }: Pick<Project, 'begins' | 'ends'>): string {
  const from = roughWords(locale, begins)
  if (locale === 'en') return ends === null ? `${from} to date` : `${from} to ${roughWords(locale, ends)}`
  return ends === null ? `${from}至今` : `${from}至${roughWords(locale, ends)}`
}

/** A span as an amendment keeps it: `2022-10/2023-09`, `2019/..` (ISO 8601-2, open end). */
export const spellSpan = ({ begins, ends }: Pick<Project, 'begins' | 'ends'>): string =>
  `${begins}/${ends ?? '..'}`
export function readSpan(spelled: string): Pick<Project, 'begins' | 'ends'> {
  const [begins = '', ends = '..'] = spelled.split('/')
  return { begins, ends: ends === '..' ? null : ends }
}

export const amended = ['period', 'name', 'state', 'target'] as const
export interface Amendment {
  what: (typeof amended)[number]
  /** A period as `spellSpan` writes it, a name in both languages on two lines, a state, or a target as `spellTarget` writes it. */
  before: string
  after: string
  reasonZh: string
  reasonEn: string
  on: Day
}

/** One side of an amendment for a reader. */
export function sayAmended(locale: Locale, what: Amendment['what'], value: string): string {
  if (what === 'period') return formatSpan(locale, readSpan(value))
  if (what === 'state') return inLocale(locale, stateWords[value as ProjectState] ?? { zh: value, en: value })
  if (what === 'target') return sayTarget(locale, value)
  const [zh = '', en = ''] = value.split('\n')
  return inLocale(locale, { zh, en: en || zh })
}

/** 课程 60 节 · 课程（没有目标） / Classes 60 classes · Classes (no target). */
function sayTarget(locale: Locale, value: string): string {
  const { target, nameZh, nameEn, unitZh, unitEn } = readTarget(value)
  const name = inLocale(locale, { zh: nameZh, en: nameEn || nameZh })
  if (target === null) return inLocale(locale, { zh: `${name}（没有目标）`, en: `${name} (no target)` })
  return `${name} ${formatCount(target)} ${inLocale(locale, { zh: unitZh, en: unitEn || unitZh })}`
}

export const longestProject = {
  ...{ key: 64, name: 80, nameEn: 160, served: 60, servedEn: 120, field: 40, fieldEn: 80 },
  ...{ area: 60, areaEn: 120, intro: 1_500, reason: 300, partner: 80, title: 120, titleEn: 240 },
} as const

export interface ProjectTexts {
  nameZh: string
  nameEn: string
  servedZh: string
  servedEn: string
  fieldZh: string
  fieldEn: string
  areaZh: string
  areaEn: string
  introZh: string
  introEn: string
}

function readWords(read: FieldReader): Omit<ProjectTexts, 'nameZh' | 'nameEn'> {
  const most = longestProject
  return {
    servedZh: read.words('servedZh', { longest: most.served }),
    servedEn: read.words('servedEn', { longest: most.servedEn }),
    fieldZh: read.words('fieldZh', { longest: most.field }),
    fieldEn: read.words('fieldEn', { longest: most.fieldEn }),
    areaZh: read.words('areaZh', { longest: most.area }),
    areaEn: read.words('areaEn', { longest: most.areaEn }),
    introZh: read.words('introZh', { longest: most.intro, lines: 'many', optional: true }),
    introEn: read.words('introEn', { longest: most.intro, lines: 'many', optional: true }),
  }
}

/** Reads a period's two fields `begins` and `ends` (empty: to this day). */
export function readPeriodFields(read: FieldReader, text: Text): Pick<Project, 'begins' | 'ends'> {
  const [begins, ends] = [text('begins').trim(), text('ends').trim()]
  if (begins === '') read.refuse('begins', 'missing')
  else if (!isRoughDay(begins)) read.refuse('begins', 'not-a-span')
  if (ends !== '' && !isRoughDay(ends)) read.refuse('ends', 'not-a-span')
  else if (ends !== '' && isRoughDay(begins) && lastDayOf(ends) < firstDayOf(begins))
    read.refuse('ends', 'order')
  return { begins, ends: ends || null }
}

export function readNameFields(read: FieldReader): { nameZh: string; nameEn: string } {
  return {
    nameZh: read.words('nameZh', { longest: longestProject.name }),
    nameEn: read.words('nameEn', { longest: longestProject.nameEn }),
  }
}

export interface ProjectDraft extends ProjectTexts {
  key: string
  kind: ProjectKind
  begins: string
  ends: string | null
  campaign: string | null
  series: string | null
  position: number
}

/** A new project as it was typed. */
export function readProjectForm(text: Text): Read<ProjectDraft> {
  const read = new FieldReader(text)
  const key = text('key').trim()
  if (key === '') read.refuse('key', 'missing')
  else if (!isFreeSlug(key)) read.refuse('key', 'not-a-key')
  const kind = read.choice('kind', projectKinds)
  const names = readNameFields(read)
  const words = readWords(read)
  const period = readPeriodFields(read, text)
  const position = read.whole('position', { optional: true, least: 0n }) ?? 0n
  const [campaign, series] = [text('campaign').trim() || null, text('series').trim() || null]
  return read.done({ key, kind, ...names, ...words, ...period, campaign, series, position: Number(position) })
}

/** The texts of one that is there: name, period and state have verbs of their own, because their changes keep a reason. */
export function readProjectTexts(text: Text): Read<Omit<ProjectTexts, 'nameZh' | 'nameEn'>> {
  const read = new FieldReader(text)
  return read.done(readWords(read))
}
