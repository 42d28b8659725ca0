import { randomBytes } from 'node:crypto'
import { lettersOf } from '~/platform/code-letters'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { findPageOwner } from './find-page.server'
import { type PageFields, readPage } from './fundraising-page'

const insert = `
  INSERT INTO walks_page (slug, campaign, kind, party_id, unit_id, title, story, goal_fen)
  VALUES ($1, $2, $3, CASE WHEN $3 = 'team' THEN NULL ELSE $4::uuid END, CASE WHEN $3 = 'team' THEN $4::uuid END, $5, $6, $7)`
const update = 'UPDATE walks_page SET title = $2, story = $3, goal_fen = $4 WHERE slug = $1'
/** One page each, however often the button is pressed. */
const lock = `SELECT pg_advisory_xact_lock(hashtextextended('walks.page.' || $1, 0))`

/**
 * Makes the fundraising page of a party or unit, or changes it. It shows at once; an organiser may hide it. Refuses `unknown` (no
 * such link, or nobody of them walks any more) and `invalid` (`readPage` says what).
 */
export async function keepPage(
  db: Database,
  { secret, fields }: { secret: string; fields: PageFields },
): Promise<Outcome<{ campaign: string; slug: string }, 'unknown' | 'invalid'>> {
  const read = readPage(fields)
  if (!read.ok) return { ok: false, reason: 'invalid' }
  const { title, story, goalFen } = read.draft
  return db.transaction(async (tx) => {
    const first = await findPageOwner(tx, secret)
    if (!first?.active) return { ok: false, reason: 'unknown' }
    await tx.query(lock, [first.id])
    const { campaign, kind, id, page } = (await findPageOwner(tx, secret))!
    if (page) {
      await tx.query(update, [page.slug, title, story, goalFen])
      return { ok: true, campaign, slug: page.slug }
    }
    // Says nothing of who it is, and is not guessed.
    const slug = lettersOf(randomBytes(10)).slice(0, 10).toLowerCase()
    await tx.query(insert, [slug, campaign, kind, id, title, story, goalFen])
    return { ok: true, campaign, slug }
  })
}
