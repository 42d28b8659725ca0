import type { Actor } from '~/identity/actor'
import { canSomewhere } from '~/identity/can'
import { exportList } from '~/identity/export-list.server'
import type { Sql } from '~/platform/db.server'
import type { ExportOrder } from '~/platform/export-order'
import { textsIn } from '~/platform/texts.server'
import type { Series } from './find-series.server'
import { listSeries } from './list-series.server'

/** All series, as everyone who sees a campaign at the desk sees them. 404 for whoever sees none. */
export async function exportSeries(sql: Sql, by: Actor, order: ExportOrder): Promise<Response> {
  if (!canSomewhere(by, 'campaign.see')) return new Response(null, { status: 404 })
  const t = textsIn(order.locale, 'exports')
  return exportList<Series, string>(sql, by, {
    ...order,
    what: 'series',
    filename: 'series',
    columns: [
      { kind: 'text', header: t('code'), width: 20, cell: (s) => s.slug },
      { kind: 'text', header: t('nameZh'), width: 26, cell: (s) => s.nameZh },
      { kind: 'text', header: t('nameEn'), width: 26, cell: (s) => s.nameEn },
      { kind: 'text', header: t('aboutZh'), width: 40, cell: (s) => s.aboutZh },
      { kind: 'text', header: t('aboutEn'), width: 40, cell: (s) => s.aboutEn },
      { kind: 'count', header: t('editions'), width: 10, cell: (s) => s.campaigns },
      { kind: 'count', header: t('nextEdition'), width: 10, cell: (s) => s.nextEdition },
    ],
    async read(after: string | undefined) {
      const { series, next } = await listSeries(sql, { after, limit: 200 })
      return { rows: series, next }
    },
  })
}
