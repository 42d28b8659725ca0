import type { Sql } from '~/platform/db.server'
import type { ExportOrder } from '~/platform/export-order'
import { type AlertKey, listAlerts, type OpenAlert } from '~/platform/list-alerts.server'
import { textsIn } from '~/platform/texts.server'
import type { Actor } from './actor'
import { alertKinds, alertsOfMoney, alertsOfWork } from './alert-kinds'
import { can, canSomewhere } from './can'
import { exportList } from './export-list.server'

export interface AlertsExport extends ExportOrder {
  /** Those of the page of money on hold, or those of the page of the house's health. */
  about: 'money' | 'work'
}

const known = (kind: string) => alertKinds.find((one) => one === kind) ?? 'other'

/** Open alerts, the last seen first, in the words of whoever has to act. 404 for whoever may not see the page they stand on. */
export async function exportAlerts(sql: Sql, by: Actor, asked: AlertsExport): Promise<Response> {
  const { about, locale } = asked
  const may = about === 'money' ? can(by, 'hold.see') : canSomewhere(by, 'health.see')
  if (!may) return new Response(null, { status: 404 })
  const which = about === 'money' ? alertsOfMoney : alertsOfWork
  const t = textsIn(locale, 'exports')
  const work = textsIn(locale, 'work')
  return exportList<OpenAlert, AlertKey>(sql, by, {
    ...asked,
    what: 'alert',
    subjectId: about,
    filename: about === 'money' ? 'payment-notices' : 'alerts',
    columns: [
      { kind: 'text', header: t('alert'), width: 40, cell: (a) => work(`alert.kind.${known(a.kind)}.title`) },
      { kind: 'text', header: t('todo'), width: 50, cell: (a) => work(`alert.kind.${known(a.kind)}.todo`) },
      { kind: 'text', header: t('about'), width: 38, cell: (a) => a.subject },
      { kind: 'count', header: t('seenTimes'), width: 10, cell: (a) => a.seenTimes },
      { kind: 'instant', header: t('firstSeenAt'), width: 20, cell: (a) => a.at },
      { kind: 'instant', header: t('lastSeenAt'), width: 20, cell: (a) => a.lastSeenAt },
      { kind: 'text', header: t('alertId'), width: 10, cell: (a) => a.id },
    ],
    async read(after: AlertKey | undefined) {
      const { alerts, next } = await listAlerts(sql, { ...which, after, limit: 500 })
      return { rows: alerts, next }
    },
  })
}
