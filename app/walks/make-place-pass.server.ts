import type { Actor } from '~/identity/actor'
import { makePass } from '~/identity/make-pass.server'
import type { PassInput } from '~/identity/pass-input'
import type { Sql } from '~/platform/db.server'
import { makeChain } from './internal/make-chain.server'

const known = 'SELECT key FROM walks_place WHERE campaign = $1 AND key = $2'

/** Key of the walk's place that a pass names: `cp1` of `place:cp1`; null for any other. */
export const walkPlaceOf = (placeKey: string): string | null => /^place:(.+)$/.exec(placeKey)?.[1] ?? null

/**
 * Makes a volunteer's pass; one for a place of the walk gets its rotating code in the same transaction: a new code every half
 * minute of the pass's day, which its phone shows without signal. Refuses as `makePass` does, and `unknown-place`.
 */
export async function makePlacePass(
  tx: Sql,
  by: Actor,
  input: PassInput,
  now = new Date(),
): Promise<Awaited<ReturnType<typeof makePass>> | { ok: false; reason: 'unknown-place' }> {
  const place = walkPlaceOf(input.placeKey ?? '')
  if (place === null) return makePass(tx, by, input, now)
  const [found] = await tx.query(known, [input.campaign, place])
  if (!found) return { ok: false, reason: 'unknown-place' }
  const made = await makePass(tx, by, input, now)
  if (!made.ok) return made
  const { campaign, validOn } = input
  await makeChain(tx, { campaign, place, kind: 'rotating', day: validOn, passId: made.passId })
  return made
}
