import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Contract } from './contract'
import { type Indicator, readTarget } from './indicator'
import {
  amendmentsOf,
  callsOf,
  contractsOf,
  indicatorsOf,
  milestonesOf,
  outputsOf,
  partnersOf,
  procurementsOf,
} from './internal/project-parts.server'
import { projectRow } from './internal/project-row.server'
import type { Milestone } from './milestone'
import type { OpenCall } from './open-call'
import type { ProjectOutput } from './output'
import type { Partner } from './partner'
import type { Procurement } from './procurement'
import { type Amendment, type Project, type ProjectState, readSpan } from './project'

export interface ProjectFacts {
  /** Name, state and period as they were on the last day. */
  project: Project
  /** Whoever was one in the period, also those who left in it. */
  partners: Partner[]
  /** Changes that gave a reason: the history that the public reads. */
  amendments: Amendment[]
  milestones: Milestone[]
  /** `count` in the period, `total` from the beginning through its end. */
  indicators: (Indicator & { count: bigint })[]
  contracts: Contract[]
  procurements: Procurement[]
  calls: OpenCall[]
  outputs: ProjectOutput[]
}

/** A project as it was on `to`: each change after that day is taken back, the latest first. */
function asOf(project: Project, amendments: readonly Amendment[], to: Day): Project {
  const then = { ...project }
  for (const { what, before } of amendments.filter(({ on }) => on > to).reverse()) {
    if (what === 'state') then.state = before as ProjectState
    else if (what === 'period') Object.assign(then, readSpan(before))
    else if (what === 'name') [then.nameZh = '', then.nameEn = ''] = before.split('\n')
  }
  return then
}

/** Indicators with the targets that they had on `to`. */
function targetsAsOf<T extends Indicator>(indicators: T[], amendments: readonly Amendment[], to: Day): T[] {
  const then = new Map(indicators.map(({ key, target }) => [key, target]))
  for (const { what, before } of amendments.filter(({ on }) => on > to).reverse())
    if (what === 'target') then.set(readTarget(before).key, readTarget(before).target)
  return indicators.map((one) => ({ ...one, target: then.get(one.key) ?? null }))
}

/**
 * What the records say of one project over a period, both days included: nothing in it is later than `to`. Money is whole fen, days are
 * `YYYY-MM-DD`. Null when there is no such project.
 */
export async function readProjectFacts(
  sql: Sql,
  key: string,
  { from, to }: { from: Day; to: Day },
): Promise<ProjectFacts | null> {
  const project = await projectRow(sql, key)
  if (!project) return null
  const amendments = await amendmentsOf(sql, key)
  return {
    project: asOf(project, amendments, to),
    partners: await partnersOf(sql, key, { from, to }),
    amendments: amendments.filter(({ on, reasonZh }) => on <= to && reasonZh !== ''),
    milestones: await milestonesOf(sql, key, to),
    indicators: targetsAsOf(await indicatorsOf(sql, key, { from, to }), amendments, to),
    contracts: await contractsOf(sql, key, to),
    procurements: await procurementsOf(sql, key, to),
    calls: await callsOf(sql, key, to),
    outputs: await outputsOf(sql, key, to),
  }
}
