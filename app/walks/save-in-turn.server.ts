import { type Meanwhile, mergeEdits } from '~/campaigns/merge-edits'
import { type HistoryAct, listActsSince } from '~/identity/list-history.server'
import type { Sql } from '~/platform/db.server'
import { findWalk } from './find-walk.server'
import type { Walk } from './walk'

type Fields = Record<string, string>
export interface Turn {
  /** As it stood when the form came. */
  walk: Walk
  /** The version that the editing began from. */
  version: number
  /** The act that changes the same thing, `walk.place-edit`, and the key of the place or level. */
  action: string
  key?: string
  fields: Fields
  /** What an act's before or after says, as fields of the form. */
  fieldsOf(facts: Record<string, unknown>): Fields
}

/**
 * Saves what was typed, also while others change other parts of the same walk: then it is tried again from the newest version. Where
 * they changed the same thing, both are brought together: `merged` is what the form goes on with, and nothing typed is lost.
 */
export async function saveInTurn<Answer extends { ok: boolean; reason?: string }>(
  sql: Sql,
  turn: Turn,
  save: (turn: { version: number; walk: Walk }) => Promise<Answer>,
): Promise<{ answer: Answer; merged?: { fields: Fields; meanwhile: Meanwhile[]; version: number } }> {
  const { campaign } = turn.walk
  for (let { version, walk } = turn; ; ) {
    const answer = await save({ version, walk })
    if (answer.ok || answer.reason !== 'changed-meanwhile') return { answer }
    const newest = await findWalk(sql, campaign)
    if (!newest || newest.version === version) return { answer }
    const acts = await listActsSince(sql, { kind: 'walk', id: campaign }, turn.action, turn.version)
    const same = acts.filter((act) => !turn.key || act.after?.key === turn.key)
    const merged = mergeEdits(
      turn.fields,
      same.map((act) => changeOf(act, turn)),
    )
    if (merged.meanwhile.length > 0) return { answer, merged: { ...merged, version: newest.version } }
    version = newest.version
    walk = newest
  }
}

/** One act as fields that it changed: an act names a whole text where one language of it was changed. */
function changeOf(act: HistoryAct, { fieldsOf }: Turn) {
  const [was, is] = [fieldsOf(act.before ?? {}), fieldsOf(act.after ?? {})]
  const names = Object.keys(is).filter((name) => is[name] !== was[name])
  const only = (fields: Fields) => Object.fromEntries(names.map((name) => [name, fields[name] ?? '']))
  return { by: act.actorName, at: act.at, before: only(was), after: only(is) }
}
