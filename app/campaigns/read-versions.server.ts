import { listHistory } from '~/identity/list-history.server'
import type { Sql } from '~/platform/db.server'
import { changesOf } from './change-list'
import type { NamesBySlug } from './say-change'
import { toldActs, type Version } from './version-history'

const pageSize = 20

/**
 * The versions of a campaign, series or fund, built from the trail, which holds every changed field before and after; with the
 * names of the funds and series that they speak of. Newest first, paged by `before` (the id of an act).
 */
export async function readVersions(
  sql: Sql,
  subject: { kind: 'campaign' | 'series' | 'fund'; id: string },
  before?: bigint,
  limit = pageSize,
): Promise<{ versions: Version[]; names: NamesBySlug; next: string | null }> {
  const { acts, next } = await listHistory(sql, subject, { before, limit })
  const versions = acts
    .filter((act) => (toldActs as readonly string[]).includes(act.action))
    .map((act) => ({
      id: act.id.toString(),
      at: act.at,
      who: act.actorKind === 'software' ? null : act.actorName,
      action: act.action,
      note: act.note,
      changes: act.action.split('.').length > 2 ? [] : changesOf(act.before, act.after),
    }))
  return { versions, names: await namesIn(sql, versions), next: next === null ? null : next.toString() }
}

async function namesIn(sql: Sql, versions: readonly Version[]): Promise<NamesBySlug> {
  const slugs = versions
    .flatMap((v) => v.changes)
    .flatMap(({ name, before, after }) =>
      name === 'series'
        ? [before, after]
        : name === 'routes'
          ? [before, after].flat().map((r) => (r as { fund?: string } | undefined)?.fund)
          : [],
    )
    .filter((slug): slug is string => typeof slug === 'string')
  if (slugs.length === 0) return {}
  const rows = await sql.query<{ slug: string; zh: string; en: string }>(
    `SELECT slug, name_zh AS zh, name_en AS en FROM ledger_fund WHERE slug = ANY ($1::text[])
     UNION ALL SELECT slug, name_zh, name_en FROM campaigns_series WHERE slug = ANY ($1::text[])`,
    [[...new Set(slugs)]],
  )
  return Object.fromEntries(rows.map(({ slug, zh, en }) => [slug, { zh, en }]))
}
