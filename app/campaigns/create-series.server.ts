import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { type SeriesInput, seriesInput } from './campaign-input'

const insertSeries = `
  INSERT INTO campaigns_series (slug, name_zh, name_en, about_zh, about_en) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (slug) DO NOTHING RETURNING slug`

/** Creates a series, or answers the one that has this slug (`created: false`). Refuses `not-allowed`, `invalid`. */
export async function createSeries(
  db: Database,
  by: Actor,
  input: SeriesInput,
): Promise<Outcome<{ slug: string; created: boolean }, 'not-allowed' | 'invalid'>> {
  if (!can(by, 'series.change')) return { ok: false, reason: 'not-allowed' }
  const parsed = seriesInput.safeParse(input)
  if (!parsed.success) return { ok: false, reason: 'invalid' }
  const { slug, name, about } = parsed.data
  return db.transaction(async (tx) => {
    const rows = await tx.query(insertSeries, [slug, name.zh, name.en, about.zh, about.en])
    if (rows.length === 0) return { ok: true, slug, created: false }
    const after = { nameZh: name.zh, nameEn: name.en, aboutZh: about.zh, aboutEn: about.en }
    await recordAct(tx, { by, action: 'series.create', subject: { kind: 'series', id: slug }, after })
    return { ok: true, slug, created: true }
  })
}
