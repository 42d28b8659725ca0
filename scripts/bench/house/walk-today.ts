import { shanghaiDay } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { spellStampCode } from '~/walks/stamp-code'
import { chains, plan } from '../../../tests/walks/plan'
import { layWalk } from '../../../tests/walks/walk'

export const walkSlug = plan.campaign
/** What hangs at the first checkpoint all day. */
export const posterCode = spellStampCode({
  chain: chains.poster.chain.id,
  step: 0,
  value: chains.poster.values[0]!,
})

/** A walk whose day is today, open all day: nothing about its scans is unlikely. */
export async function layWalkToday(db: Database): Promise<void> {
  await layWalk(db)
  const day = shanghaiDay(new Date())
  const [from, until] = [new Date(`${day}T00:00:00+08:00`), new Date(`${day}T23:59:59+08:00`)]
  await db.query('UPDATE walks_walk SET day = $1::date, back_by = $2', [day, until])
  await db.query('UPDATE walks_code_chain SET starts_at = $1', [from])
  await db.query('UPDATE walks_place SET opens_at = $1, closes_at = $2', [from, until])
}

const walkers = 1_000
const units = 60
/**
 * A day of `scans` scans as keeping and folding leave them: three stamps on each card, the first thousand cards registered in sixty
 * units and one in twenty of those still out. Written by set-based statements.
 */
export async function fillDay(db: Database, scans: number): Promise<void> {
  const cards = Math.round(scans / 3)
  const run = (text: string, params: unknown[] = []) => db.query(text, params)
  await run(
    `INSERT INTO walks_unit (id, campaign, name, leader_name, leader_email, leader_phone, manage_hash, join_hash)
     SELECT md5('unit' || n)::uuid, $1, 'Unit ' || n, '', '', '', sha256(('m' || n)::bytea), sha256(('j' || n)::bytea) FROM generate_series(1, ${units}) n`,
    [walkSlug],
  )
  await run(
    `INSERT INTO walks_party (id, campaign, contact_name, contact_email, contact_phone, manage_hash)
     SELECT md5('party' || n)::uuid, $1, '', '', '', sha256(('p' || n)::bytea) FROM generate_series(1, ${walkers}) n`,
    [walkSlug],
  )
  await run(
    `INSERT INTO walks_walker (id, campaign, level, party_id, unit_id, state, name, waiver_version, waiver_at, card, bib)
     SELECT md5('walker' || n)::uuid, $1, '5km', md5('party' || n)::uuid, md5('unit' || n % ${units} + 1)::uuid, 'registered', 'x', 1, now(),
            lpad(n::text, 16, '0'), n FROM generate_series(1, ${walkers}) n`,
    [walkSlug],
  )
  await run(
    `INSERT INTO walks_card (id, campaign, walker_id, stamps, started_at, finished_at, last_place, last_at, levels, folded_as)
     SELECT lpad(n::text, 16, '0'), $1, CASE WHEN n <= ${walkers} THEN md5('walker' || n)::uuid END, 3, now() - interval '3 hours',
            CASE WHEN n <= ${walkers} AND n % 20 > 0 THEN now() END, 'cp3', now() - interval '1 hour', '{5km}',
            CASE WHEN n <= ${walkers} THEN '5km' ELSE '-' END FROM generate_series(1, ${cards}) n`,
    [walkSlug],
  )
  await run(
    `WITH s AS (
       SELECT md5(c.id || p)::uuid AS id, c.id AS card, 'cp' || p AS place,
              now() - interval '3 hours' + (abs(hashtext(c.id || p)) % 10000) * interval '1 second' AS at
         FROM walks_card c, generate_series(1, 3) p
     ), kept AS (
       INSERT INTO walks_scan (id, campaign, card, place, trust, claimed_at, offset_ms, happened_at, flags)
       SELECT id, $1, card, place, 'static', at, 0, at, '{}' FROM s
     )
     INSERT INTO walks_stamp (card, place, campaign, scan_id, happened_at, trust, folded_minute)
     SELECT card, place, $1, id, at, 'static', date_trunc('minute', at) FROM s`,
    [walkSlug],
  )
  await run(
    `INSERT INTO walks_place_minute SELECT campaign, place, folded_minute, count(*) FROM walks_stamp GROUP BY 1, 2, 3`,
  )
  await run(
    `INSERT INTO walks_figure (campaign, name, level, value)
     SELECT $1, f.name, l.level, count(*) * f.each FROM (VALUES ('cards', 1), ('stamps', 3), ('started', 1), ('completed', 1)) f (name, each),
            walks_card c, LATERAL (VALUES ('*'), (c.folded_as)) l (level) GROUP BY f.name, f.each, l.level`,
    [walkSlug],
  )
  await run(
    `INSERT INTO walks_unit_figure (unit, campaign, started, finished, completed)
     SELECT w.unit_id, $1, count(*), count(c.finished_at), count(*) FROM walks_walker w JOIN walks_card c ON c.walker_id = w.id GROUP BY 1`,
    [walkSlug],
  )
  await run('VACUUM ANALYZE')
}
