import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database, Sql } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import type { Outcome } from '~/platform/outcome'
import { textsIn } from '~/platform/texts.server'
import { newCardId } from './card-id'
import { findPrintedCodes } from './find-printed-codes.server'
import { findWalkPlan } from './find-walk-plan.server'
import { type PosterSize, renderFlipBook, renderPosters } from './render-posters.server'
import { renderStampCards } from './render-stamp-cards.server'
import { renderVolunteerCards } from './render-volunteer-cards.server'
import type { WalkPlan } from './walk-plan'

export type PrintOrder =
  | { what: 'posters'; size: PosterSize }
  /** Of one place, or of all. */
  | { what: 'flip-book'; size: PosterSize; place: string | null }
  | { what: 'volunteer-cards' }
  | { what: 'stamp-cards'; count: number }

export const mostStampCards = 600

const contactsOf = `
  SELECT DISTINCT ON (place_key) substr(place_key, 7) AS place, contact FROM identity_pass
   WHERE campaign = $1 AND place_key LIKE 'place:%' AND contact <> '' AND revoked_at IS NULL ORDER BY place_key, created_at DESC`

/**
 * What is printed for a walk, as one PDF: posters, flip-books, volunteers' cards, stamp cards with ids that nobody has. Whoever has the
 * codes can stamp from afar, so the trail keeps who took them. Refuses `not-allowed`, `unknown-walk`, `unknown-place`,
 * `invalid` (a number of cards that is none, or more than 600).
 */
export async function printWalk(
  db: Database,
  by: Actor,
  campaign: string,
  order: PrintOrder,
  { locale, publicUrl }: { locale: Locale; publicUrl: string },
): Promise<Outcome<{ pdf: Buffer }, 'not-allowed' | 'unknown-walk' | 'unknown-place' | 'invalid'>> {
  if (!can(by, 'walk.change', { campaign })) return { ok: false, reason: 'not-allowed' }
  const plan = await findWalkPlan(db, campaign)
  if (!plan) return { ok: false, reason: 'unknown-walk' }
  const place = order.what === 'flip-book' ? order.place : null
  if (place !== null && !plan.places.some(({ key }) => key === place))
    return { ok: false, reason: 'unknown-place' }
  if (order.what === 'stamp-cards' && !(order.count >= 1 && order.count <= mostStampCards))
    return { ok: false, reason: 'invalid' }
  await recordAct(db, { by, action: 'walk.print', subject: { kind: 'walk', id: campaign }, after: order })
  const author = textsIn(locale, 'ui')('federation')
  return { ok: true, pdf: await render(db, plan, order, { locale, publicUrl, author }) }
}

async function render(
  sql: Sql,
  plan: WalkPlan,
  order: PrintOrder,
  options: { locale: Locale; publicUrl: string; author: string },
): Promise<Buffer> {
  const { campaign } = plan
  switch (order.what) {
    case 'posters':
      return renderPosters(plan, await findPrintedCodes(sql, campaign, 'static'), { ...order, ...options })
    case 'flip-book': {
      const codes = await findPrintedCodes(sql, campaign, 'page', order.place)
      return renderFlipBook(plan, codes, { ...order, ...options })
    }
    case 'volunteer-cards': {
      const rows = await sql.query<{ place: string; contact: string }>(contactsOf, [campaign])
      const contacts = new Map(rows.map((row) => [row.place, row.contact]))
      return renderVolunteerCards(plan, { ...options, contacts })
    }
    case 'stamp-cards':
      return renderStampCards(plan, Array.from({ length: order.count }, newCardId), options)
  }
}
