import { cleanText, lengthOf } from '~/giving/gift-form'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { askForPartyMail } from './internal/ask-for-mail.server'
import { hashOfLink, isLinkSecret } from './internal/links.server'
import { lockLevels, movePlaces } from './internal/places.server'
import { moveUp } from './move-up.server'
import { isPhone, longest } from './registration-form'

export interface ChangeWalker {
  /** The party's own link. */
  secret: string
  walkerId: string
  name: string
  level: string
  emergencyName: string
  emergencyPhone: string
  now: Date
}
export type ChangeField = 'name' | 'emergencyName' | 'emergencyPhone'
export type ChangeRefusal = 'unknown' | 'invalid' | 'level-unknown' | 'level-full' | 'too-late'

const find = `
  SELECT w.id::text AS id, w.campaign, w.level, w.state, p.id::text AS "partyId",
         $3::timestamptz < k.day::timestamp AT TIME ZONE 'Asia/Shanghai' AS ahead
    FROM walks_walker w JOIN walks_party p ON p.id = w.party_id JOIN walks_walk k ON k.campaign = w.campaign
   WHERE p.manage_hash = $1 AND w.id = $2::uuid AND w.state <> 'cancelled'`
const store = `
  UPDATE walks_walker SET name = $2, emergency_name = $3, emergency_phone = $4, level = $5,
         seq = CASE WHEN state = 'waiting' AND level <> $5 THEN nextval(pg_get_serial_sequence('walks_walker', 'seq')) ELSE seq END
   WHERE id = $1::uuid`

/** What of the typed texts cannot stand. */
export function changeFaults(input: Pick<ChangeWalker, ChangeField>): ChangeField[] {
  const line = (text: string) => text !== '' && lengthOf(text) <= longest.name
  return [
    ...(line(cleanText(input.name, 'one')) ? [] : (['name'] as const)),
    ...(line(cleanText(input.emergencyName, 'one')) ? [] : (['emergencyName'] as const)),
    ...(isPhone(cleanText(input.emergencyPhone.normalize('NFKC'), 'one'))
      ? []
      : (['emergencyPhone'] as const)),
  ]
}

/**
 * Changes a walker's name, whom to call, and the level. A place is given up only for another one: where the new level is full
 * (or others wait for it) nothing changes, `level-full`. Whoever waits may wait for another level, behind those who wait for it
 * already. Also refuses `unknown`, `invalid` (`changeFaults` says what), `level-unknown`, and `too-late` for a level on the day.
 */
export async function changeWalker(
  db: Database,
  input: ChangeWalker,
): Promise<Outcome<{ movedUp: number }, ChangeRefusal>> {
  if (!isLinkSecret(input.secret) || !isUuid(input.walkerId)) return { ok: false, reason: 'unknown' }
  if (changeFaults(input).length > 0) return { ok: false, reason: 'invalid' }
  return db.transaction(async (tx) => {
    const look = () =>
      tx.query<{
        id: string
        campaign: string
        level: string
        state: string
        partyId: string
        ahead: boolean
      }>(find, [hashOfLink(input.secret), input.walkerId, input.now])
    const [first] = await look()
    if (!first) return { ok: false, reason: 'unknown' }
    const levels = await lockLevels(tx, first.campaign)
    const [walker] = await look()
    if (!walker) return { ok: false, reason: 'unknown' }
    const to = levels.get(input.level)
    if (!to) return { ok: false, reason: 'level-unknown' }
    const moves = walker.level !== input.level
    const holdsPlace = walker.state !== 'waiting'
    if (moves && !walker.ahead) return { ok: false, reason: 'too-late' }
    if (moves && holdsPlace) {
      if (to.left < 1 || to.waiting) return { ok: false, reason: 'level-full' }
      await movePlaces(
        tx,
        walker.campaign,
        new Map([
          [input.level, 1],
          [walker.level, -1],
        ]),
      )
    }
    const texts = [input.name, input.emergencyName, input.emergencyPhone.normalize('NFKC')]
    await tx.query(store, [walker.id, ...texts.map((text) => cleanText(text, 'one')), input.level])
    if (!moves) return { ok: true, movedUp: 0 }
    await askForPartyMail(tx, 'changed', [walker.partyId])
    return { ok: true, movedUp: await moveUp(tx, walker.campaign, input.now) }
  })
}
