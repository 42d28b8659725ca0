import { bytesOfLetters } from '~/platform/code-letters'
import type { Sql } from '~/platform/db.server'
import { at, chains, day, plan } from './plan'

/** The walk of plan.ts in a database, written as an organiser's verbs would leave it. */
export async function layWalk(db: Sql, campaign = plan.campaign): Promise<void> {
  await db.query(
    `INSERT INTO campaigns_series (slug, name_zh, name_en, about_zh, about_en) VALUES ('walk', '健行', 'Walk', '', '')
     ON CONFLICT DO NOTHING`,
  )
  await db.query(
    `INSERT INTO campaigns_campaign (slug, series_slug, edition, name_zh, name_en, summary_zh, summary_en, story_zh, story_en,
       starts_on, ends_on, event_on, levels_km, cover, cover_alt_zh, cover_alt_en, state, members_only)
     VALUES ($1, 'walk', (SELECT count(*) + 1 FROM campaigns_campaign), $2, $3, '', '', '', '', $4::date, $4::date, $4::date, '{5,10}', '', '', '', 'open', true)
     ON CONFLICT DO NOTHING`,
    [campaign, plan.nameZh, plan.nameEn, day],
  )
  await db.query(
    `INSERT INTO walks_walk (campaign, day, register_from, register_until, back_by) VALUES ($1, $2::date, $3, $3, $4)`,
    [campaign, day, new Date(at('00:00:00')), new Date(plan.backBy)],
  )
  await db.query(
    `INSERT INTO walks_waiver (campaign, version, text_zh, text_en) VALUES ($1, 1, '量力而行。', 'Walk within your strength.')`,
    [campaign],
  )
  for (const [n, p] of plan.places.entries())
    await db.query(
      `INSERT INTO walks_place (campaign, key, kind, name_zh, name_en, x, y, opens_at, closes_at, position)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [campaign, p.key, p.kind, p.nameZh, p.nameEn, p.x, p.y, new Date(p.opensAt), new Date(p.closesAt), n],
    )
  for (const [n, l] of plan.levels.entries())
    await db.query(
      `INSERT INTO walks_level (campaign, key, name_zh, name_en, km, capacity, needs, position) VALUES ($1, $2, $3, $4, $5, 100, $6, $7)`,
      [campaign, l.key, l.nameZh, l.nameEn, l.km, l.needs, n],
    )
  if (campaign !== plan.campaign) return
  for (const { chain, seed } of Object.values(chains))
    await db.query(
      `INSERT INTO walks_code_chain (id, campaign, place, kind, step_seconds, starts_at, steps, seed, anchor)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        chain.id,
        campaign,
        chain.place,
        chain.kind,
        chain.stepSeconds,
        new Date(chain.startsAt),
        chain.steps,
        seed,
        bytesOfLetters(chain.anchor),
      ],
    )
}
