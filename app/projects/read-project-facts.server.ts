import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Contract } from './contract'
import type { Indicator } from './indicator'
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
import type { Procurement } from './procurement'
import { type Amendment, type Project, type ProjectState, readSpan } from './project'

export interface ProjectFacts {
  /** Name, state and period as they were on the last day. */
  project: Project
  partners: { nameZh: string; nameEn: string }[]
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
    else [then.nameZh = '', then.nameEn = ''] = before.split('\n')
  }
  return then
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
    partners: await partnersOf(sql, key),
    amendments: amendments.filter(({ on, reasonZh }) => on <= to && reasonZh !== ''),
    milestones: await milestonesOf(sql, key, to),
    indicators: await indicatorsOf(sql, key, { from, to }),
    contracts: await contractsOf(sql, key, to),
    procurements: await procurementsOf(sql, key, to),
    calls: await callsOf(sql, key, to),
    outputs: await outputsOf(sql, key, to),
  }
}
