import type { Sql } from '~/platform/db.server'
import type { MessageState } from './moderate-message.server'
import type { NameState } from './moderate-name.server'

/** What a moderator sees of a gift. */
export interface DeskMessage {
  giftId: string
  campaign: string
  campaignZh: string
  campaignEn: string
  /** Null: the donor did not consent to a public name. */
  name: string | null
  nameState: NameState
  message: string
  state: MessageState | 'none'
  decidedBy: string
  at: Date
}

/** waiting: by campaign, oldest first · decided: last decision first · names: public names, newest first. */
export type MessageView = 'waiting' | 'decided' | 'names'

interface ViewRule {
  where: string
  /** The instant that orders it. */
  at: string
  order: string
  after: string
}
const newestFirst = (at: string) => ({
  at,
  order: `${at} DESC, g.id DESC`,
  after: `(${at}, g.id) < ($3, $4::uuid)`,
})
const views: Record<MessageView, ViewRule> = {
  waiting: {
    where: `g.message_state = 'waiting' AND g.state = 'confirmed'`,
    at: 'g.confirmed_at',
    order: 'g.campaign, g.confirmed_at, g.id',
    after: '(g.campaign, g.confirmed_at, g.id) > ($5, $3, $4::uuid)',
  },
  decided: { where: 'g.message_decided_at IS NOT NULL', ...newestFirst('g.message_decided_at') },
  names: {
    where: `g.name_consent AND g.donor_name <> '' AND g.state = 'confirmed'`,
    ...newestFirst('g.confirmed_at'),
  },
}

export interface MessageKey {
  at: Date
  giftId: string
  campaign: string
}

/**
 * One page of a view, only of the campaigns in `reach` (`*`: all). `next` is where the following page begins. Messages of
 * gifts that were never paid wait for nobody.
 */
export async function listMessages(
  sql: Sql,
  view: MessageView,
  { reach, after, limit = 30 }: { reach: '*' | string[]; after?: MessageKey; limit?: number },
): Promise<{ messages: DeskMessage[]; next: MessageKey | null }> {
  const { where, at, order, after: beyond } = views[view]
  const params: unknown[] = [reach === '*' ? null : reach, limit + 1]
  if (after) params.push(after.at, after.giftId)
  if (after && view === 'waiting') params.push(after.campaign)
  const rows = await sql.query<DeskMessage>(
    `SELECT g.id AS "giftId", g.campaign, c.name_zh AS "campaignZh", c.name_en AS "campaignEn",
            CASE WHEN g.name_consent AND g.donor_name <> '' THEN g.donor_name END AS name, g.name_state AS "nameState",
            g.message, g.message_state AS state, g.message_decided_by AS "decidedBy", ${at} AS at
       FROM giving_gift g JOIN campaigns_campaign c ON c.slug = g.campaign
      WHERE ${where} AND ($1::text[] IS NULL OR g.campaign = ANY ($1)) ${after ? `AND ${beyond}` : ''}
      ORDER BY ${order} LIMIT $2`,
    params,
  )
  const messages = rows.slice(0, limit)
  const last = messages.at(-1)
  const more = rows.length > limit && last
  return { messages, next: more ? { at: last.at, giftId: last.giftId, campaign: last.campaign } : null }
}
