import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { SponsorLevel } from './sponsor'

const known = `SELECT slug FROM campaigns_campaign WHERE slug = $1 FOR SHARE`
const used = `
  SELECT 1 FROM giving_sponsor WHERE campaign = $1 AND NOT level = ANY ($2::text[]) LIMIT 1`
const put = `
  WITH gone AS (DELETE FROM giving_sponsor_level WHERE campaign = $1 AND NOT key = ANY ($2::text[]))
  INSERT INTO giving_sponsor_level (campaign, key, name_zh, name_en, position)
  SELECT $1, key, zh, en, n FROM unnest($2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS l (key, zh, en, n)
  ON CONFLICT (campaign, key) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en, position = excluded.position`

/**
 * A campaign's own list of levels, in its order. Refuses `not-allowed`, `unknown-campaign`, `level-used` (a sponsor has a level that
 * would go).
 */
export async function setSponsorLevels(
  db: Database,
  by: Actor,
  { campaign, levels }: { campaign: string; levels: readonly SponsorLevel[] },
): Promise<Outcome<object, 'not-allowed' | 'unknown-campaign' | 'level-used'>> {
  if (!can(by, 'sponsor.manage', { campaign })) return { ok: false, reason: 'not-allowed' }
  return db.transaction(async (tx) => {
    const [there] = await tx.query(known, [campaign])
    if (!there) return { ok: false, reason: 'unknown-campaign' }
    const keys = levels.map((l) => l.key)
    const [left] = await tx.query(used, [campaign, keys])
    if (left) return { ok: false, reason: 'level-used' }
    await tx.query(put, [campaign, keys, levels.map((l) => l.nameZh), levels.map((l) => l.nameEn)])
    const subject = { kind: 'campaign', id: campaign }
    await recordAct(tx, {
      by,
      action: 'sponsor.levels',
      subject,
      after: { levels: levels.map((l) => l.nameZh).join(' · ') },
    })
    return { ok: true }
  })
}
