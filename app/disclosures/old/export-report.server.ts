import type { Actor } from '~/identity/actor'
import { tellExport } from '~/identity/tell-export.server'
import type { Sql } from '~/platform/db.server'
import type { ExportColumn } from '~/platform/export-column'
import type { ExportOrder } from '~/platform/export-order'
import { exportRows } from '~/platform/export-rows.server'
import type { Locale } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import type { Finding } from '../bundle/check-bundle'
import type { Figure } from '../bundle/read-figures'
import { findOldBundle } from './find-old-bundle.server'
import { type Answer, type ReadStatement, reportOn } from './report'
import { sayFinding } from './show-report.server'

interface Row {
  statement: ReadStatement
  figure: Figure | null
  finding: Finding | null
  answer: Answer | null
}

/** All figures and findings of a kept text as a table, a row for each. Told in the trail. 404 for what is not there, or not for `by`. */
export async function exportReport(
  sql: Sql,
  by: Actor,
  { id, format, locale, outlet }: ExportOrder & { id: string },
): Promise<Response> {
  const bundle = await findOldBundle(sql, by, id)
  if (!bundle) return new Response(null, { status: 404 })
  const answers = new Map(bundle.answers.map((answer) => [answer.place, answer]))
  const rows = reportOn(bundle.text).statements.flatMap((statement): Row[] => [
    ...statement.findings.map((finding) => ({ statement, finding, figure: null, answer: null })),
    ...statement.figures.map((figure) => ({
      statement,
      figure,
      finding: null,
      answer: answers.get(figure.from) ?? null,
    })),
  ])
  async function* pages() {
    yield rows
  }
  const onEnd = await tellExport(sql, by, { what: 'import', subjectId: id, asked: { format } })
  return exportRows({
    format,
    filename: 'old-disclosures',
    columns: columnsIn(locale),
    pages: pages(),
    outlet,
    onEnd,
  })
}

function columnsIn(locale: Locale): ExportColumn<Row>[] {
  const t = textsIn(locale, 'oldDisclosures')
  const text = (header: string, width: number, cell: (r: Row) => string): ExportColumn<Row> => {
    return { kind: 'text', header, width, cell }
  }
  const value = (kind: Figure['kind']) => (r: Row) => {
    if (r.figure?.kind !== kind || r.answer?.verdict === 'none') return null
    if (r.answer?.verdict === 'corrected') return r.answer.value
    return r.figure.doubt === 'broken' ? null : r.figure.value
  }
  return [
    text(t('column.statement'), 30, (r) => r.statement.titleName),
    text(t('column.quarter'), 10, (r) => r.statement.quarter ?? ''),
    text(t('column.kind'), 10, (r) => t(r.figure ? 'column.figure' : 'column.finding')),
    text(t('column.text'), 40, (r) => (r.finding ? sayFinding(locale, r.finding) : r.figure!.text)),
    { kind: 'count', header: t('column.place'), width: 8, cell: (r) => (r.finding ?? r.figure!).from },
    { kind: 'money', header: t('column.money'), width: 16, cell: value('money') },
    { kind: 'count', header: t('column.count'), width: 10, cell: value('count') },
    text(t('column.unit'), 6, (r) => r.figure?.unit ?? ''),
    text(t('column.doubt'), 20, (r) => (r.figure?.doubt ? t(`doubt.${r.figure.doubt}`) : '')),
    text(t('column.answer'), 14, (r) => (r.answer ? t(`verdict.${r.answer.verdict}`) : '')),
  ]
}
