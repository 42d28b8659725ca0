import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database, Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { differing } from './differing'
import { editInTurn, type TurnRefusal } from './internal/edit-in-turn.server'
import { writeLevel } from './internal/write-place.server'
import { moveUp } from './move-up.server'
import type { Walk, WalkLevel } from './walk'
import { type LevelInput, levelInput } from './walk-input'

export type LevelChange =
  | { do: 'add' | 'edit'; level: LevelInput }
  /** A level that nobody has registered for. */
  | { do: 'remove'; key: string }
export type EditLevelRefusal =
  | TurnRefusal
  | 'not-allowed'
  | 'invalid'
  | 'unknown-level'
  | 'level-exists'
  | 'unknown-checkpoint'
  | 'below-taken'
  | 'has-walkers'
  | 'last-level'

const update = `
  UPDATE walks_level SET name_zh = $3, name_en = $4, km = $5, capacity = $6, needs = $7
   WHERE campaign = $1 AND key = $2 AND taken <= $6 RETURNING taken`
const remove = `
  DELETE FROM walks_level l WHERE l.campaign = $1 AND l.key = $2
     AND NOT EXISTS (SELECT FROM walks_walker w WHERE w.campaign = l.campaign AND w.level = l.key) RETURNING key`

/** What completes a level is read anew on every card (fold-cards). */
const readAnew =
  'INSERT INTO walks_card_move (campaign, card) SELECT campaign, id FROM walks_card WHERE campaign = $1'

/**
 * Adds, changes or removes one level of a walk. Its capacity never goes below what is taken: asked of the database in the
 * statement that writes it, while people register. Refuses `invalid`, `unknown-level`, `level-exists`, `unknown-checkpoint`,
 * `below-taken`, `has-walkers` and `last-level` (removing), `not-allowed`, `unknown-walk`, `changed-meanwhile`.
 */
export async function editLevel(
  db: Database,
  by: Actor,
  campaign: string,
  { change, version }: { change: LevelChange; version: number },
): Promise<Outcome<{ changed: boolean }, EditLevelRefusal>> {
  if (!can(by, 'walk.change', { campaign })) return { ok: false, reason: 'not-allowed' }
  return editInTurn<Outcome<{ changed: boolean }, EditLevelRefusal>>(
    db,
    { campaign, version },
    async (tx, walk) => {
      const done = change.do === 'remove' ? await drop(tx, walk, change.key) : await save(tx, walk, change)
      if (!done.ok || !done.changed) return done
      await recordAct(tx, {
        by,
        action: `walk.level-${change.do}`,
        subject: { kind: 'walk', id: campaign },
        before: done.before,
        after: { ...done.after, version: version + 1 },
      })
      return { ok: true, changed: true }
    },
  )
}

type Done = Outcome<{ changed: boolean; before?: object; after?: object }, EditLevelRefusal>

async function drop(tx: Sql, walk: Walk, key: string): Promise<Done> {
  const level = walk.levels.find((l) => l.key === key)
  if (!level) return { ok: false, reason: 'unknown-level' }
  if (walk.levels.length === 1) return { ok: false, reason: 'last-level' }
  const [gone] = await tx.query(remove, [walk.campaign, key])
  return gone ? { ok: true, changed: true, before: level } : { ok: false, reason: 'has-walkers' }
}

async function save(tx: Sql, walk: Walk, change: { do: 'add' | 'edit'; level: LevelInput }): Promise<Done> {
  const parsed = levelInput.safeParse(change.level)
  if (!parsed.success) return { ok: false, reason: 'invalid' }
  const level = parsed.data
  const checkpoints = walk.places.filter((p) => p.kind === 'checkpoint').map((p) => p.key)
  const needs = checkpoints.filter((key) => level.needs.includes(key))
  if (needs.length !== new Set(level.needs).size) return { ok: false, reason: 'unknown-checkpoint' }
  const stored = walk.levels.find((l) => l.key === level.key)
  if (change.do === 'add') {
    if (stored) return { ok: false, reason: 'level-exists' }
    await writeLevel(tx, walk.campaign, { ...level, needs }, walk.levels.length)
    return { ok: true, changed: true, after: level }
  }
  if (!stored) return { ok: false, reason: 'unknown-level' }
  const { key, name, km, capacity } = level
  const after: Omit<WalkLevel, 'taken'> = { key, nameZh: name.zh, nameEn: name.en, km, capacity, needs }
  const changed = differing<Omit<WalkLevel, 'taken'>>(stored, after)
  if (!changed) return { ok: true, changed: false }
  const [saved] = await tx.query(update, [walk.campaign, key, name.zh, name.en, km, capacity, needs])
  if (!saved) return { ok: false, reason: 'below-taken' }
  if (changed.after.needs) await tx.query(readAnew, [walk.campaign])
  // More room belongs to who waits for it.
  if (capacity > stored.capacity) await moveUp(tx, walk.campaign, new Date())
  const named = { key }
  return {
    ok: true,
    changed: true,
    before: { ...named, ...changed.before },
    after: { ...named, ...changed.after },
  }
}
