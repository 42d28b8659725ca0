import type { Sql } from '~/platform/db.server'
import { readCardId } from './card-id'
import type { Ticket } from './ticket'

const both = (of: string, name: string) => `'zh', ${of}.${name}_zh, 'en', ${of}.${name}_en`
/** Campaigns that are still being written are none of anybody's business. */
const find = `
  SELECT $1::text AS card, w.day, json_build_object('slug', c.slug, ${both('c', 'name')}) AS campaign,
         json_build_object(${both('c', 'place')}) AS place,
         CASE WHEN r.id IS NULL THEN NULL ELSE json_build_object('bib', r.bib, 'state', r.state,
           'level', json_build_object(${both('l', 'name')}, 'km', l.km)) END AS registration,
         coalesce(k.stamps, 0) AS stamps,
         (SELECT count(*)::int FROM walks_place p WHERE p.campaign = c.slug AND p.kind = 'checkpoint') AS checkpoints,
         (SELECT coalesce(json_agg(json_build_object(${both('d', 'name')}) ORDER BY d.position), '[]') FROM walks_level d
           WHERE d.campaign = c.slug AND d.key = ANY (k.levels)) AS completed,
         r.id IS NULL AND EXISTS (SELECT FROM walks_carried q WHERE q.from_card = $1 AND q.campaign = f.campaign) AS carried,
         k.started_at IS NOT NULL AS started, k.finished_at IS NOT NULL AS finished
    FROM (SELECT coalesce((SELECT campaign FROM walks_walker WHERE card = $1),
                          (SELECT campaign FROM walks_card WHERE id = $1)) AS campaign) f
    JOIN walks_walk w ON w.campaign = f.campaign
    JOIN campaigns_campaign c ON c.slug = w.campaign AND c.state <> 'draft'
    LEFT JOIN walks_walker r ON r.card = $1
    LEFT JOIN walks_level l ON l.campaign = r.campaign AND l.key = r.level
    LEFT JOIN walks_card k ON k.id = $1`

/** What a card's code opens for whoever has it: a registered walker's or a visitor's, or null. Holds no personal data. */
export async function findTicket(sql: Sql, typed: string): Promise<Ticket | null> {
  const card = readCardId(typed)
  const [ticket] = card ? await sql.query<Ticket>(find, [card]) : []
  return ticket ?? null
}
