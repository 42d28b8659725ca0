import { randomUUID } from 'node:crypto'
import type { Actor } from '~/identity/actor'
import { canAgree } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import { postEntry } from '~/ledger/post-entry.server'
import { spellOldPublication } from '~/ledger/publication-memo'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { canonical, sha256 } from '../statement/canonical.server'
import { makeOldStatement, type OldOffer, type OldRefusal } from './make-old-statement.server'
import type { OldPublished } from './old-statement'

const keep = `
  INSERT INTO disclosures_old (id, bundle, n, project, period, frozen, hash, entry_id, published_by, published_on)
  VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6, $7, $8, $9, $10::date) ON CONFLICT DO NOTHING RETURNING id`

/**
 * Publishes an old disclosure that a first person offered: text and figures as they were stated then, frozen, its SHA-256 sealed as an
 * entry without lines. In `tx`, which says that `by`, the second person, agrees. Refuses `not-allowed`, `changed-since` (something else is
 * read in it now), and what `makeOldStatement` refuses.
 */
export async function publishOldStatement(
  tx: Sql,
  by: Actor,
  { hash, today, ...offer }: OldOffer & { hash: string; today: Day },
): Promise<Outcome<{ entryId: bigint; hash: string }, OldRefusal | 'not-allowed' | 'changed-since'>> {
  if (!canAgree(by, 'disclosure.publish-old')) return { ok: false, reason: 'not-allowed' }
  const made = await makeOldStatement(tx, offer, today)
  if (!made.ok) return made
  if (sha256(canonical(made.agreed)).toString('hex') !== hash) return { ok: false, reason: 'changed-since' }
  const statement: OldPublished = { ...made.agreed, publishedOn: today }
  const frozen = canonical(statement)
  const digest = sha256(frozen)
  const sealed = digest.toString('hex')
  const { project, period } = statement
  const id = randomUUID()
  const posted = await postEntry(tx, {
    ...{ source: 'old-disclosure', key: id, kind: 'disclosure', occurredOn: today, channel: 'disclosure' },
    memo: spellOldPublication({ project, period, hash: sealed }),
    lines: [],
  })
  if (!posted.ok) throw new Error(`an old disclosure could not be sealed: ${posted.reason}`)
  const facts = [id, offer.bundle, offer.n, project, period, frozen, digest, posted.entryId, by.id, today]
  const rows = await tx.query(keep, facts)
  // Another one came first; the caller rolls the entry back.
  if (rows.length === 0) return { ok: false, reason: 'already-published' }
  await recordAct(tx, {
    ...{ by, action: 'disclosure.publish-old', subject: { kind: 'disclosure', id } },
    after: { project, period, hash: sealed },
  })
  return { ok: true, entryId: posted.entryId, hash: sealed }
}
