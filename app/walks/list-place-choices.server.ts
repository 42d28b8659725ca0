import type { PassChoice } from '~/identity/pass-choice'
import type { Sql } from '~/platform/db.server'
import { inLocale, type Locale } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import type { PlaceInput } from './walk-input'

interface Row {
  key: string
  kind: PlaceInput['kind']
  zh: string
  en: string
  n: number
}
const list = `
  SELECT key, kind, name_zh AS zh, name_en AS en, (row_number() OVER (PARTITION BY kind ORDER BY position, key))::int AS n
    FROM walks_place WHERE campaign = $1 ORDER BY position, key`

/** The places of a campaign's walk, in the organiser's order, for whoever makes a volunteer's pass; none where there is no walk. */
export async function listPlaceChoices(sql: Sql, campaign: string, locale: Locale): Promise<PassChoice[]> {
  const t = textsIn(locale, 'passes')
  const rows = await sql.query<Row>(list, [campaign])
  return rows.map(({ key, kind, n, ...names }) => {
    const name = inLocale(locale, names)
    return {
      value: `place:${key}`,
      label: t(`choice.${kind}`, { n, name }),
      place: name,
      role: 'checkpoint-volunteer',
    }
  })
}
