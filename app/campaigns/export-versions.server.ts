import type { Actor } from '~/identity/actor'
import { can, canSomewhere } from '~/identity/can'
import { exportList } from '~/identity/export-list.server'
import type { Sql } from '~/platform/db.server'
import type { ExportColumn } from '~/platform/export-column'
import type { ExportOrder } from '~/platform/export-order'
import { textsIn } from '~/platform/texts.server'
import type { Change } from './change-list'
import { readVersions } from './read-versions.server'
import { isEmpty, type NamesBySlug, sayChange } from './say-change'
import type { Version } from './version-history'

export interface VersionsExport extends ExportOrder {
  subject: { kind: 'campaign' | 'series' | 'fund'; id: string }
}
/** One changed field; what was done without changing one has a row too. */
interface Row {
  version: Version
  change: Change | null
  names: NamesBySlug
}

/** The same as asks for the page that shows the history. */
const maySee = (by: Actor, { kind, id }: VersionsExport['subject']) =>
  kind === 'series' ? canSomewhere(by, 'campaign.see') : can(by, `${kind}.see`, { [kind]: id })

/** Who changed what of a campaign, a series or a fund, newest first, a row to each field. 404 for whoever may not see it. */
export async function exportVersions(sql: Sql, by: Actor, asked: VersionsExport): Promise<Response> {
  const { subject } = asked
  if (!maySee(by, subject)) return new Response(null, { status: 404 })
  return exportList(sql, by, {
    ...asked,
    what: 'version',
    subjectId: `${subject.kind}:${subject.id}`,
    filename: `${subject.id}-history`,
    columns: columnsIn(asked),
    async read(before: bigint | undefined) {
      const { versions, names, next } = await readVersions(sql, subject, before, 100)
      const rows = versions.flatMap((version): Row[] =>
        version.changes.length === 0
          ? [{ version, change: null, names }]
          : version.changes.map((change) => ({ version, change, names })),
      )
      return { rows, next: next === null ? null : BigInt(next) }
    },
  })
}

function columnsIn({ locale }: VersionsExport): ExportColumn<Row>[] {
  const t = textsIn(locale, 'exports')
  const editing = textsIn(locale, 'editing')
  const people = textsIn(locale, 'people')
  const said = ({ change, names }: Row, side: 'before' | 'after') =>
    change && !isEmpty(change[side])
      ? sayChange(editing, locale, { name: change.name, value: change[side], names }).join('; ')
      : null
  return [
    { kind: 'instant', header: t('at'), width: 20, cell: (r) => r.version.at },
    { kind: 'text', header: t('who'), width: 18, cell: (r) => r.version.who ?? people('trail.software') },
    {
      kind: 'text',
      header: t('action'),
      width: 22,
      cell: (r) => editing(`act.${r.version.action.replaceAll('.', '-')}` as 'act.campaign-edit'),
    },
    { kind: 'text', header: t('reason'), width: 30, cell: (r) => r.version.note },
    {
      kind: 'text',
      header: t('field'),
      width: 22,
      cell: (r) => r.change && editing(`field.${r.change.name}` as 'field.series'),
    },
    { kind: 'text', header: t('before'), width: 40, cell: (r) => said(r, 'before') },
    { kind: 'text', header: t('after'), width: 40, cell: (r) => said(r, 'after') },
    { kind: 'count', header: t('actId'), width: 10, cell: (r) => BigInt(r.version.id) },
  ]
}
