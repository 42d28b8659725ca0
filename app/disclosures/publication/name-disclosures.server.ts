import type { NamesProposals } from '~/identity/named-proposal'
import { inLocale } from '~/platform/i18n'
import { sayQuarter } from '../statement/quarter'

const name = `
  SELECT w.id::text AS id, d.project, d.period, p.name_zh AS zh, p.name_en AS en
    FROM identity_proposal w JOIN disclosures_disclosure d ON d.id::text = w.subject_id JOIN projects_project p ON p.key = d.project
   WHERE w.action = 'disclosure.publish' AND w.id = ANY ($1::uuid[])`

/** What proposals to publish are about. */
export const nameDisclosures: NamesProposals = async (sql, locale, proposals) => {
  const rows = await sql.query<{ id: string; project: string; period: string; zh: string; en: string }>(
    name,
    [proposals.map(({ id }) => id)],
  )
  return new Map(
    rows.map(({ id, project, period, ...names }) => [
      id,
      {
        about: `${inLocale(locale, names)} · ${sayQuarter(locale, period)}`,
        path: `/desk/disclosures/${project}/${period}`,
      },
    ]),
  )
}
