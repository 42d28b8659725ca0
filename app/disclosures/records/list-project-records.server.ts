import type { Sql } from '~/platform/db.server'
import { type ProjectFacts, readProjectFacts } from '~/projects/read-project-facts.server'
import { inBoth } from '../statement/figure'
import type { Quarter } from '../statement/quarter'
import type { FigureRecord, FigureRecords } from './list-records.server'

const blank = { day: null, detail: '', amountFen: null, count: null, link: null, page: null }

/** Milestones, instalments, candidates, applications, outputs and indicators: what a project itself holds, never many. */
export async function listProjectRecords(
  sql: Sql,
  { project, quarter, figure }: { project: string; quarter: Quarter; figure: string },
): Promise<FigureRecords | null> {
  const facts = await readProjectFacts(sql, project, quarter)
  const rows = facts && rowsOf(facts, figure)
  return rows && { rows, shown: 'records', next: null }
}

function rowsOf(facts: ProjectFacts, figure: string): FigureRecord[] | null {
  const [family, part = '', what] = figure.split('.')
  const at = Number(part) - 1
  switch (family) {
    case 'milestones':
      return facts.milestones
        .filter((one) => part !== 'met' || one.metOn !== null)
        .map((one) => ({ ...blank, id: one.id, day: one.metOn, what: inBoth(one.titleZh, one.titleEn) }))
    case 'contract':
      return contractRows(facts.contracts[at])
    case 'procurement':
      return (facts.procurements[at]?.candidates ?? [])
        .filter((one) => what !== 'winners' || one.winner)
        .map(({ name, priceFen }, n) => ({
          ...{ ...blank, id: String(n), what: inBoth(name ?? '（未公布）', name ?? '(not published)') },
          amountFen: priceFen?.toString() ?? null,
        }))
    case 'call':
      return callRows(facts.calls[at])
    case 'outputs':
      return facts.outputs
        .filter((one) => one.kind === part)
        .map((one, n) => ({
          ...{ ...blank, id: String(n), day: one.publishedOn, detail: one.identifier },
          what: inBoth(one.titleZh, one.titleEn),
        }))
    case 'indicators':
      return facts.indicators
        .filter((one) => one.target !== null && (part !== 'reached' || one.total >= one.target))
        .map((one) => ({
          ...{ ...blank, id: one.key, what: inBoth(one.nameZh, one.nameEn), count: Number(one.total) },
          detail: `/ ${one.target}`,
        }))
    default:
      return null
  }
}

const contractRows = (one: ProjectFacts['contracts'][number] | undefined): FigureRecord[] =>
  one
    ? [
        {
          ...{ ...blank, id: one.number, day: one.signedOn, detail: `${one.number} · ${one.partner}` },
          ...{ what: inBoth(one.titleZh, one.titleEn), amountFen: one.totalFen.toString() },
        },
        ...one.instalments.map((part) => ({
          ...{ ...blank, id: `${one.number} ${part.no}`, day: part.paidOn },
          ...{ what: inBoth(part.titleZh, part.titleEn), amountFen: part.amountFen.toString() },
        })),
      ]
    : []

const callRows = (one: ProjectFacts['calls'][number] | undefined): FigureRecord[] =>
  one
    ? [
        {
          ...{ ...blank, id: 'call', day: one.opensOn, what: inBoth(one.titleZh, one.titleEn) },
          ...{ count: one.received, detail: `${one.opensOn} – ${one.closesOn}` },
        },
      ]
    : []
