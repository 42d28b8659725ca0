import type { NamesProposals } from '~/identity/named-proposal'
import { inLocale } from '~/platform/i18n'
import { sayQuarter } from '../statement/quarter'

const name = `
  SELECT w.id::text AS id, w.payload->>'bundle' AS bundle, (w.payload->>'n')::int AS n, w.payload->>'period' AS period, w.payload->>'source' AS source,
         p.name_zh AS zh, p.name_en AS en
    FROM identity_proposal w JOIN projects_project p ON p.key = w.payload->>'project'
   WHERE w.action = 'disclosure.publish-old' AND w.id = ANY ($1::uuid[])`

interface Row {
  id: string
  bundle: string
  n: number
  period: string
  source: string
  zh: string
  en: string
}

/** What proposals to publish an old disclosure are about. */
export const nameOldStatements: NamesProposals = async (sql, locale, proposals) => {
  const rows = await sql.query<Row>(name, [proposals.map(({ id }) => id)])
  return new Map(
    rows.map(({ id, bundle, n, period, source, ...names }) => [
      id,
      {
        about: `${inLocale(locale, names)} · ${sayQuarter(locale, period)}`,
        path: `/desk/disclosures/import/${bundle}?n=${n + 1}#one`,
        facts: source,
      },
    ]),
  )
}
