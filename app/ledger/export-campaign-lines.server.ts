import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { exportList } from '~/identity/export-list.server'
import type { Sql } from '~/platform/db.server'
import type { ExportColumn } from '~/platform/export-column'
import type { ExportOrder } from '~/platform/export-order'
import { textsIn } from '~/platform/texts.server'

interface Line {
  entryId: bigint
  lineNo: number
  index: bigint | null
  kind: string
  day: string
  channel: string
  memo: string
  account: string
  accountZh: string
  accountEn: string
  fund: string
  fundZh: string
  fundEn: string
  amountFen: bigint
}

/** Led by the primary key: all pages together read the table once, so that no gift pays for one more index. */
const page = `
  SELECT l.entry_id AS "entryId", l.line_no AS "lineNo", f.index, e.kind, e.occurred_on AS day, e.channel, e.memo,
         l.account, a.name_zh AS "accountZh", a.name_en AS "accountEn", l.fund, u.name_zh AS "fundZh",
         u.name_en AS "fundEn", l.amount_fen AS "amountFen"
    FROM ledger_line l JOIN ledger_entry e ON e.id = l.entry_id JOIN ledger_account a ON a.code = l.account
    JOIN ledger_fund u ON u.slug = l.fund LEFT JOIN ledger_leaf f ON f.entry_id = l.entry_id
   WHERE l.campaign = $1 AND (l.entry_id, l.line_no) > ($2::bigint, $3::int)
   ORDER BY l.entry_id, l.line_no LIMIT $4`
const pageSize = 2_000

/**
 * Every line of the books that names `campaign`, oldest first. Holds no personal data: the books know none. Taking them away
 * is itself an act. 404 for whoever may not see the campaign.
 */
export async function exportCampaignLines(
  sql: Sql,
  by: Actor,
  asked: ExportOrder & { campaign: string },
): Promise<Response> {
  const { campaign, locale } = asked
  if (!can(by, 'campaign.see', { campaign })) return new Response(null, { status: 404 })
  const t = textsIn(locale, 'gifts')
  const english = locale === 'en'
  const columns: ExportColumn<Line>[] = [
    { kind: 'count', header: t('export.entry'), width: 10, cell: (l) => l.entryId },
    { kind: 'count', header: t('export.line'), width: 6, cell: (l) => l.lineNo },
    { kind: 'count', header: t('export.index'), width: 10, cell: (l) => l.index },
    { kind: 'day', header: t('export.day'), width: 12, cell: (l) => l.day },
    { kind: 'text', header: t('export.kind'), width: 12, cell: (l) => l.kind },
    { kind: 'text', header: t('export.channel'), width: 12, cell: (l) => l.channel },
    { kind: 'text', header: t('export.account'), width: 18, cell: (l) => l.account },
    {
      kind: 'text',
      header: t('export.accountName'),
      width: 18,
      cell: (l) => (english ? l.accountEn : l.accountZh),
    },
    { kind: 'text', header: t('export.fund'), width: 18, cell: (l) => l.fund },
    { kind: 'text', header: t('export.fundName'), width: 24, cell: (l) => (english ? l.fundEn : l.fundZh) },
    { kind: 'money', header: t('export.lineAmount'), width: 20, cell: (l) => l.amountFen },
    { kind: 'text', header: t('export.memo'), width: 30, cell: (l) => l.memo },
  ]
  return exportList(sql, by, {
    ...asked,
    what: 'ledger',
    subjectId: campaign,
    filename: `${campaign}-ledger`,
    columns,
    async read(after: { entryId: bigint; lineNo: number } | undefined) {
      const from = [after?.entryId ?? 0n, after?.lineNo ?? 0]
      const rows = await sql.query<Line>(page, [campaign, ...from, pageSize])
      const last = rows.at(-1)
      const more = last && rows.length === pageSize
      return { rows, next: more ? { entryId: last.entryId, lineNo: last.lineNo } : null }
    },
  })
}
