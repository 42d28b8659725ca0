import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { exportList } from '~/identity/export-list.server'
import type { Sql } from '~/platform/db.server'
import type { ExportColumn } from '~/platform/export-column'
import type { ExportOrder } from '~/platform/export-order'
import type { Locale } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { listSuspicions, type SuspicionKey, type SuspicionView } from './list-suspicions.server'
import type { Suspicion } from './suspicion'

/** What waits, or what was decided, with the latest decision; nobody is named but who decided. 404 for whoever may not see it. */
export async function exportSuspicions(
  sql: Sql,
  by: Actor,
  { view, ...order }: ExportOrder & { view: SuspicionView },
): Promise<Response> {
  if (!can(by, 'suspicion.see')) return new Response(null, { status: 404 })
  return exportList(sql, by, {
    ...order,
    what: 'suspicion',
    asked: { view },
    filename: `suspicions-${view}`,
    columns: columnsIn(order.locale),
    async read(after: SuspicionKey | undefined) {
      return listSuspicions(sql, { view, after, limit: 500 })
    },
  })
}

const fen = (text: string | undefined) => (text === undefined ? null : BigInt(text))

function columnsIn(locale: Locale): ExportColumn<Suspicion>[] {
  const t = textsIn(locale, 'suspicions')
  return [
    { kind: 'instant', header: t('foundAt'), width: 20, cell: (s) => s.foundAt },
    { kind: 'text', header: t('what'), width: 26, cell: (s) => t(`kind.${s.kind}`) },
    { kind: 'text', header: t('campaign'), width: 18, cell: (s) => s.campaign },
    { kind: 'text', header: t('state.title'), width: 14, cell: (s) => t(`state.${s.state}`) },
    { kind: 'text', header: t('gift'), width: 38, cell: (s) => s.facts.giftId ?? null },
    {
      kind: 'money',
      header: t('amount'),
      width: 14,
      cell: (s) => fen(s.facts.amountFen ?? s.facts.arrivedFen),
    },
    { kind: 'money', header: t('back'), width: 14, cell: (s) => fen(s.facts.refundFen ?? s.facts.outFen) },
    {
      kind: 'text',
      header: t('pledges'),
      width: 24,
      cell: (s) => s.facts.pledges?.map((p) => p.reference).join(' ') ?? null,
    },
    { kind: 'count', header: t('unpaid'), width: 10, cell: (s) => s.facts.unpaid ?? null },
    { kind: 'text', header: t('decidedBy'), width: 16, cell: (s) => s.history[0]?.decidedName ?? null },
    { kind: 'instant', header: t('decidedAt'), width: 20, cell: (s) => s.history[0]?.decidedAt ?? null },
    { kind: 'text', header: t('reason'), width: 40, cell: (s) => s.history[0]?.reason ?? null },
  ]
}
