import type { PassChoice } from '~/identity/pass-choice'
import type { Sql } from '~/platform/db.server'
import { inLocale, type Locale } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'

const list = `
  SELECT key, number, name_zh AS zh, name_en AS en FROM market_stall WHERE campaign = $1 ORDER BY number`

/** The stalls of a campaign's market by their number, for whoever makes a volunteer's pass. */
export async function listStallChoices(sql: Sql, campaign: string, locale: Locale): Promise<PassChoice[]> {
  const t = textsIn(locale, 'passes')
  const rows = await sql.query<{ key: string; number: number; zh: string; en: string }>(list, [campaign])
  return rows.map(({ key, number, ...names }) => {
    const name = inLocale(locale, names)
    return {
      value: `stall:${key}`,
      label: t('choice.stall', { n: number, name }),
      place: name,
      role: 'stall-volunteer',
    }
  })
}
