import type { Sql } from '~/platform/db.server'
import { listDue } from '../calendar/list-due.server'
import type { Finding } from '../checks/check'
import { runChecks } from '../checks/run-checks'
import { newestDisclosure, seenOf } from '../internal/disclosure-row.server'
import { changedParts, compareFigures, type FigureChange } from '../publication/compare-figures'
import { findPublished } from '../publication/find-published.server'
import { statementOf } from '../publication/publish-disclosure.server'
import { readCheckInput } from '../publication/read-check-input.server'
import { composeStatement } from '../statement/compose-statement.server'
import type { Composed } from '../statement/composed'
import type { FigureSource } from '../statement/figure-source'
import type { Quarter } from '../statement/quarter'
import type { Statement } from '../statement/statement'

export interface DeskDisclosure {
  /** What the form shows: the draft, or what is published when a correction may begin; null when nothing is written. */
  written: {
    id: string
    version: number
    state: 'draft' | 'submitted' | 'published'
    form: Record<'doneZh' | 'doneEn' | 'cameZh' | 'cameEn' | 'explanationZh' | 'explanationEn', string>
    writtenBy: string
    proposal: string | null
    proposedBy: string | null
  } | null
  /** As it would be published now. */
  preview: Statement
  /** `seen` of the next writing. */
  seen: string
  findings: Finding[]
  publishedOn: string | null
  publishedVersion: number | null
  /** Figures that changed since they were agreed to, or since publication. */
  changes: FigureChange[]
  changedParts: string[]
  dueOn: string | null
}

/** Everything the desk shows of one project's statement for a quarter. Null where there is no such project. */
export async function readDeskDisclosure(
  sql: Sql,
  { project, quarter, today }: { project: string; quarter: Quarter; today: string },
  sources: readonly FigureSource[],
): Promise<DeskDisclosure | null> {
  const made = await composeStatement(sql, project, quarter, sources)
  if (!made) return null
  const row = await newestDisclosure(sql, project, quarter.period)
  const published = await findPublished(sql, { project, period: quarter.period })
  const empty = { doneZh: '', doneEn: '', cameZh: '', cameEn: '', explanationZh: '', explanationEn: '' }
  const open = row !== null && row.state !== 'published' && row.state !== 'withdrawn'
  const source = row ?? { ...empty, version: 1, acknowledged: [] }
  const version = row && !open ? row.version + 1 : source.version
  const agreed = row?.state === 'submitted' && row.agreed ? (JSON.parse(row.agreed) as Composed) : null
  const before: Composed | null = agreed ?? (open ? null : (published?.statement ?? null))
  const due = (await listDue(sql, quarter, today)).find((one) => one.project.key === project)
  return {
    written:
      row === null || row.state === 'withdrawn'
        ? null
        : {
            ...{ id: row.id, version: row.version, state: row.state, writtenBy: row.writtenBy },
            ...{ proposal: row.proposal, proposedBy: row.proposedBy },
            form: {
              ...{ doneZh: row.doneZh, doneEn: row.doneEn, cameZh: row.cameZh, cameEn: row.cameEn },
              explanationZh: open ? row.explanationZh : '',
              explanationEn: open ? row.explanationEn : '',
            },
          },
    seen: seenOf(row),
    preview: statementOf({ ...source, version }, made.composed, {
      treeSize: made.treeSize,
      publishedOn: today,
    }),
    findings: open ? runChecks(await readCheckInput(sql, made.composed, row)) : [],
    publishedOn: published?.statement.publishedOn ?? null,
    publishedVersion: published?.statement.version ?? null,
    changes: before ? compareFigures(before.figures, made.composed.figures) : [],
    changedParts: agreed ? changedParts(agreed, made.composed) : [],
    dueOn: due?.dueOn ?? null,
  }
}
