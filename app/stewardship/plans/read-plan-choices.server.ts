import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { listFundChoices } from '~/ledger/list-fund-choices.server'
import type { Sql } from '~/platform/db.server'
import { inLocale, type Locale } from '~/platform/i18n'
import { listProjects } from '~/projects/list-projects.server'

interface Choice {
  value: string
  label: string
}

/** The funds that `by` may file plans for (or, with `see`, see the plans of), and the projects, by name. */
export async function readPlanChoices(
  sql: Sql,
  by: Actor,
  locale: Locale,
  action: 'plan.file' | 'plan.see',
): Promise<{ funds: Choice[]; projects: Choice[] }> {
  const named = (zh: string, en: string) => inLocale(locale, { zh, en })
  const funds = await listFundChoices(sql)
  const projects = await listProjects(sql)
  return {
    funds: funds
      .filter(
        ({ slug }) => slug !== 'payment-costs' && slug !== 'suspense' && can(by, action, { fund: slug }),
      )
      .map((fund) => ({ value: fund.slug, label: named(fund.nameZh, fund.nameEn) })),
    projects: projects.map((project) => ({
      value: project.key,
      label: named(project.nameZh, project.nameEn),
    })),
  }
}
