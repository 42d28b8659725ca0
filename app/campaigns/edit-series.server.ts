import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { changedFacts } from './campaign-history'
import { type SeriesInput, seriesInput } from './campaign-input'
import { findSeries, seriesFacts } from './find-series.server'

const update = `
  UPDATE campaigns_series SET name_zh = $2, name_en = $3, about_zh = $4, about_en = $5, version = version + 1 WHERE slug = $1`

/**
 * Saves a series' names and texts; its slug stands. `version` is the one that the editing began from.
 * Refuses `not-allowed`, `invalid`, `unknown-series`, `changed-meanwhile`.
 */
export async function editSeries(
  db: Database,
  by: Actor,
  input: SeriesInput & { version: number },
): Promise<
  Outcome<{ changed: boolean }, 'not-allowed' | 'invalid' | 'unknown-series' | 'changed-meanwhile'>
> {
  if (!can(by, 'series.change')) return { ok: false, reason: 'not-allowed' }
  const parsed = seriesInput.safeParse(input)
  if (!parsed.success) return { ok: false, reason: 'invalid' }
  const { slug, name, about } = parsed.data
  return db.transaction(async (tx) => {
    const stored = await findSeries(tx, slug, { lock: true })
    if (!stored) return { ok: false, reason: 'unknown-series' }
    if (stored.version !== input.version) return { ok: false, reason: 'changed-meanwhile' }
    const typed = { nameZh: name.zh, nameEn: name.en, aboutZh: about.zh, aboutEn: about.en }
    const change = changedFacts(seriesFacts(stored), typed)
    if (!change) return { ok: true, changed: false }
    await tx.query(update, [slug, name.zh, name.en, about.zh, about.en])
    await recordAct(tx, {
      by,
      action: 'series.edit',
      subject: { kind: 'series', id: slug },
      before: change.before,
      after: { ...change.after, version: stored.version + 1 },
    })
    return { ok: true, changed: true }
  })
}
