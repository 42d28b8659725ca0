import { type Day, formatDay } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { type Locale, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { listOldPublished } from '../old/find-old-published.server'
import { showOldRows } from '../old/show-old-notice.server'
import { sayQuarter } from '../statement/quarter'

const ofProject = `
  SELECT period, max(published_on) AS "on" FROM disclosures_disclosure
   WHERE project = $1 AND state = 'published' GROUP BY period ORDER BY period DESC LIMIT 100`

/**
 * What a project's page says of its disclosures: quarters, the newest first, with the day of their newest version; on their own those
 * that were published before there was this software.
 */
export async function showProjectDisclosures(sql: Sql, locale: Locale, project: string) {
  const t = textsIn(locale, 'accountable')
  const rows = await sql.query<{ period: string; on: Day }>(ofProject, [project])
  const old = await listOldPublished(sql, { project })
  return {
    title: t('project.disclosures'),
    oldTitle: textsIn(locale, 'oldDisclosures')('public.projectList'),
    old: showOldRows(locale, old.rows, 'project'),
    rows: rows.map(({ period, on }) => ({
      to: pathIn(locale, `/projects/${project}/disclosures/${period}`),
      label: sayQuarter(locale, period),
      on: t('home.newsOn', { day: formatDay(locale, on) }),
    })),
  }
}
export type ProjectDisclosuresShown = Awaited<ReturnType<typeof showProjectDisclosures>>
