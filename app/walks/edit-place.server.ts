import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import { type Day, shanghaiDay, shanghaiMinute } from '~/platform/dates'
import type { Database, Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { differing } from './differing'
import { editInTurn, type TurnRefusal } from './internal/edit-in-turn.server'
import { writePlace } from './internal/write-place.server'
import { placeInputOf, type Walk } from './walk'
import { type PlaceInput, placeInput } from './walk-input'

export type PlaceChange =
  /** A new one comes after the others of its kind; what it is (`kind`) stands. */
  { do: 'add' | 'edit'; place: PlaceInput } | { do: 'remove'; key: string }
export type EditPlaceRefusal =
  | TurnRefusal
  | 'not-allowed'
  | 'invalid'
  | 'unknown-place'
  | 'place-exists'
  | 'kind-fixed'
  | 'day-has-come'
  | 'was-visited'
  | 'needed'
  | 'has-passes'

const update = `
  UPDATE walks_place SET name_zh = $3, name_en = $4, game_zh = $5, game_en = $6, x = $7, y = $8, opens_at = $9, closes_at = $10
   WHERE campaign = $1 AND key = $2`
const inUse = `
  SELECT EXISTS (SELECT FROM walks_scan WHERE campaign = $1 AND place = $2) AS visited,
         EXISTS (SELECT FROM identity_pass WHERE campaign = $1 AND place_key = 'place:' || $2 AND revoked_at IS NULL) AS passes`
/** Start before the checkpoints, finish after them; each as it came. */
const inOrder = `
  UPDATE walks_place p SET position = o.n FROM (
    SELECT key, row_number() OVER (ORDER BY array_position(ARRAY['start','checkpoint','finish'], kind), position, key)::int AS n
      FROM walks_place WHERE campaign = $1) o
   WHERE p.campaign = $1 AND p.key = o.key`

/**
 * Adds, changes or removes a place of a walk. Words, hours and where it stands on the map may change at any time; one is removed
 * only before the day and while nobody was there, and its printed codes are void then. Refuses `invalid`, `unknown-place`,
 * `place-exists`, `kind-fixed`, and for removing `day-has-come`, `was-visited`, `needed` (by a level), `has-passes`; besides
 * `not-allowed`, `unknown-walk`, `changed-meanwhile`.
 */
export async function editPlace(
  db: Database,
  by: Actor,
  campaign: string,
  { change, version }: { change: PlaceChange; version: number },
  now = new Date(),
): Promise<Outcome<{ changed: boolean }, EditPlaceRefusal>> {
  if (!can(by, 'walk.change', { campaign })) return { ok: false, reason: 'not-allowed' }
  return editInTurn<Outcome<{ changed: boolean }, EditPlaceRefusal>>(
    db,
    { campaign, version },
    async (tx, walk) => {
      const done =
        change.do === 'remove'
          ? await drop(tx, walk, change.key, shanghaiDay(now))
          : await save(tx, walk, change)
      if (!done.ok || !done.changed) return done
      await recordAct(tx, {
        by,
        action: `walk.place-${change.do}`,
        subject: { kind: 'walk', id: campaign },
        before: done.before,
        after: { ...done.after, version: version + 1 },
      })
      return { ok: true, changed: true }
    },
  )
}

type Done = Outcome<{ changed: boolean; before?: object; after?: object }, EditPlaceRefusal>

async function drop(tx: Sql, walk: Walk, key: string, today: Day): Promise<Done> {
  const place = walk.places.find((p) => p.key === key)
  if (!place) return { ok: false, reason: 'unknown-place' }
  // Phones without signal may hold stamps that nobody else has seen yet.
  if (today >= walk.day) return { ok: false, reason: 'day-has-come' }
  if (walk.levels.some(({ needs }) => needs.includes(key))) return { ok: false, reason: 'needed' }
  const [use] = await tx.query<{ visited: boolean; passes: boolean }>(inUse, [walk.campaign, key])
  if (use!.visited) return { ok: false, reason: 'was-visited' }
  if (use!.passes) return { ok: false, reason: 'has-passes' }
  await tx.query('DELETE FROM walks_code_chain WHERE campaign = $1 AND place = $2', [walk.campaign, key])
  await tx.query('DELETE FROM walks_place WHERE campaign = $1 AND key = $2', [walk.campaign, key])
  return { ok: true, changed: true, before: placeInputOf(place) }
}

async function save(tx: Sql, walk: Walk, change: { do: 'add' | 'edit'; place: PlaceInput }): Promise<Done> {
  const parsed = placeInput.safeParse(change.place)
  if (!parsed.success) return { ok: false, reason: 'invalid' }
  const place = parsed.data
  const stored = walk.places.find((p) => p.key === place.key)
  if (change.do === 'add') {
    if (stored) return { ok: false, reason: 'place-exists' }
    await writePlace(tx, walk.campaign, walk.day, place, walk.places.length + 1)
    await tx.query(inOrder, [walk.campaign])
    return { ok: true, changed: true, after: place }
  }
  if (!stored) return { ok: false, reason: 'unknown-place' }
  if (stored.kind !== place.kind) return { ok: false, reason: 'kind-fixed' }
  const changed = differing<PlaceInput>(placeInputOf(stored), place)
  if (!changed) return { ok: true, changed: false }
  const { key, name, game, x, y } = place
  const hours = [place.opens, place.closes].map((clock) => shanghaiMinute(`${walk.day}T${clock}`))
  await tx.query(update, [walk.campaign, key, name.zh, name.en, game.zh, game.en, x, y, ...hours])
  return { ok: true, changed: true, before: { key, ...changed.before }, after: { key, ...changed.after } }
}
