import type { Day } from '~/platform/dates'
import type { ProjectFacts } from '~/projects/read-project-facts.server'
import { inBoth } from './figure'
import type { FigureDraft } from './figure-draft'

const units = {
  milestones: inBoth('项', 'milestones'),
  applications: inBoth('份', 'applications'),
  places: inBoth('个', 'places'),
  suppliers: inBoth('家', 'suppliers'),
  items: inBoth('项', 'items'),
  indicators: inBoth('项', 'indicators'),
}
const outputWords: Record<string, [string, string]> = {
  'group-standard': ['发布团体标准', 'Group standards published'],
  'trial-standard': ['试行标准', 'Standards on trial'],
  publication: ['出版物', 'Publications'],
}

/** Indicators, milestones, contracts, procurement, calls and outputs of a project as figures of a period. */
export function projectFigures(facts: ProjectFacts, { to }: { to: Day }): FigureDraft[] {
  return [
    ...facts.indicators.flatMap(indicatorFigures),
    ...indicatorsMet(facts.indicators),
    ...milestoneFigures(facts.milestones),
    ...facts.contracts.flatMap(contractFigures),
    ...facts.procurements.flatMap(procurementFigures),
    ...facts.calls.flatMap(callFigures),
    ...outputFigures(facts.outputs, to),
  ]
}

function indicatorFigures(one: ProjectFacts['indicators'][number]): FigureDraft[] {
  const unit = inBoth(one.unitZh, one.unitEn)
  const figure = (what: string, zh: string, en: string, value: bigint | number): FigureDraft => ({
    key: `indicator.${one.key}.${what}`,
    label: inBoth(`${one.nameZh}${zh}`, `${one.nameEn || one.nameZh}${en}`),
    count: Number(value),
    unit,
  })
  return [
    figure('count', '（本季）', ' (this quarter)', one.count),
    figure('total', '（累计）', ' (in all)', one.total),
    ...(one.target === null ? [] : [figure('target', '（目标）', ' (target)', one.target)]),
  ]
}

/** How many promised indicators are reached, where any was promised. */
function indicatorsMet(indicators: ProjectFacts['indicators']): FigureDraft[] {
  const promised = indicators.filter((one) => one.target !== null)
  if (promised.length === 0) return []
  return [
    {
      key: 'indicators.promised.count',
      label: inBoth('约定指标', 'Indicators with a target'),
      count: promised.length,
      unit: units.indicators,
    },
    {
      key: 'indicators.reached.count',
      label: inBoth('已达成指标', 'Targets reached'),
      count: promised.filter((one) => one.total >= one.target!).length,
      unit: units.indicators,
    },
  ]
}

function milestoneFigures(milestones: ProjectFacts['milestones']): FigureDraft[] {
  if (milestones.length === 0) return []
  return [
    {
      key: 'milestones.all.count',
      label: inBoth('里程碑', 'Milestones'),
      count: milestones.length,
      unit: units.milestones,
    },
    {
      key: 'milestones.met.count',
      label: inBoth('已完成里程碑', 'Milestones met'),
      count: milestones.filter((one) => one.metOn !== null).length,
      unit: units.milestones,
    },
  ]
}

function contractFigures(one: ProjectFacts['contracts'][number], n: number): FigureDraft[] {
  const name = inBoth(one.titleZh, one.titleEn)
  const figure = (what: string, zh: string, en: string, amountFen: bigint): FigureDraft => ({
    key: `contract.${n + 1}.${what}`,
    label: inBoth(`${name['zh-CN']}：${zh}`, `${name.en}: ${en}`),
    amountFen,
  })
  return [
    figure('totalFen', '合同金额', 'contract sum', one.totalFen),
    ...(one.yearlyFen === null ? [] : [figure('yearlyFen', '每年预算', 'budget per year', one.yearlyFen)]),
  ]
}

function procurementFigures(one: ProjectFacts['procurements'][number], n: number): FigureDraft[] {
  const figure = (what: string, zh: string, en: string, count: number): FigureDraft => ({
    key: `procurement.${n + 1}.${what}.count`,
    label: inBoth(`${one.roleZh}：${zh}`, `${one.roleEn || one.roleZh}: ${en}`),
    count,
    unit: units.suppliers,
  })
  return [
    figure('candidates', '参选单位', 'candidates', one.candidates.length),
    figure('winners', '入选单位', 'chosen', one.candidates.filter((c) => c.winner).length),
  ]
}

function callFigures(one: ProjectFacts['calls'][number], n: number): FigureDraft[] {
  const figure = (
    what: 'received' | 'selected' | 'places',
    zh: string,
    en: string,
    unit: FigureDraft['unit'],
  ): FigureDraft => ({
    key: `call.${n + 1}.${what}.count`,
    label: inBoth(`${one.titleZh}：${zh}`, `${one.titleEn || one.titleZh}: ${en}`),
    count: one[what],
    unit,
  })
  return [
    figure('received', '收到申请', 'applications received', units.applications),
    figure('places', '名额', 'places', units.places),
    figure('selected', '入选', 'selected', units.applications),
  ]
}

function outputFigures(outputs: ProjectFacts['outputs'], to: Day): FigureDraft[] {
  const counts = new Map<string, number>()
  for (const { kind, publishedOn } of outputs)
    if (publishedOn === null || publishedOn <= to) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].map(([kind, count]) => {
    const [zh, en] = outputWords[kind] ?? [kind, kind]
    return { key: `outputs.${kind}.count`, label: inBoth(zh, en), count, unit: units.items }
  })
}
