import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { nameFunds } from '~/ledger/name-funds.server'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { inLocale, type Locale } from '~/platform/i18n'
import { lockAvailable } from '../plans/lock-available.server'
import { readYearlyUse } from '../plans/read-yearly-use.server'
import { findAssistance } from './find-assistance.server'
import { listAssistanceProjects } from './list-assistance-projects.server'
import { listCategories } from './list-categories.server'

const townships = `SELECT DISTINCT township AS name FROM stewardship_assistance_case WHERE township IS NOT NULL ORDER BY 1 LIMIT 100`

/** What the page of a batch shows, beside what was just sent; null when there is none within `by`'s reach. */
export async function viewAssistance(
  db: Database,
  by: Actor,
  { id, locale, today }: { id: string; locale: Locale; today: Day },
) {
  const found = await findAssistance(db, by, id)
  if (!found) return null
  const { batch } = found
  const unpaid = batch.state === 'open' || batch.state === 'proposed'
  const named = (one: { nameZh: string; nameEn: string }) =>
    inLocale(locale, { zh: one.nameZh, en: one.nameEn })
  const project = (await listAssistanceProjects(db)).find(({ key }) => key === batch.project)
  const fund = (await nameFunds(db, [batch.fund]))[batch.fund]
  return {
    ...found,
    forWhat: [project ? named(project) : batch.project, fund ? inLocale(locale, fund) : batch.fund].join(
      ' · ',
    ),
    availableFen: unpaid ? await db.transaction((tx) => lockAvailable(tx, batch.fund)) : null,
    categories: (await listCategories(db)).map((c) => ({ value: c.key, label: named(c) })),
    townships: (await db.query<{ name: string }>(townships)).map(({ name }) => name),
    yearly: await readYearlyUse(db, batch.project, today),
    mayEnter: can(by, 'assistance.enter', { fund: batch.fund }),
    mayLook: can(by, 'assistance.look', { fund: batch.fund }),
    mayReverse: can(by, 'assistance.reverse', { fund: batch.fund }),
  }
}
