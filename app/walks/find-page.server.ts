import type { Sql } from '~/platform/db.server'
import { type FundraisingPage, pageOfVia, viaPage } from './fundraising-page'
import { hashOfLink, isLinkSecret } from './internal/links.server'

const columns = `
  g.slug, g.campaign, g.kind, g.title, g.story, g.goal_fen AS "goalFen", g.state, g.hidden_why AS "hiddenWhy", g.raised_fen AS "raisedFen", g.gifts
  FROM walks_page g`

/** A page that everybody may see, or null: hidden ones and those of drafts are not there. */
export async function findPage(
  sql: Sql,
  { campaign, slug }: { campaign: string; slug: string },
): Promise<FundraisingPage | null> {
  const [page] = await sql.query<FundraisingPage>(
    `SELECT ${columns} JOIN campaigns_campaign c ON c.slug = g.campaign AND c.state <> 'draft'
      WHERE g.slug = $1 AND g.campaign = $2 AND g.state = 'shown'`,
    [slug, campaign],
  )
  return page ?? null
}

/** The page that led a donor to a campaign, as a gift names it (`via`); empty where it is none of this campaign's, or not shown. */
export async function viaShown(sql: Sql, campaign: string, via: string): Promise<string> {
  const slug = pageOfVia(via)
  return slug && (await findPage(sql, { campaign, slug })) ? viaPage(slug) : ''
}

export interface PageOwner {
  campaign: string
  kind: FundraisingPage['kind']
  /** Party or unit. */
  id: string
  /** Whether anybody of them still walks; a unit's page is made before its members come. */
  active: boolean
  page: FundraisingPage | null
}

/** Whose page a link makes and changes: a party's own link or a unit leader's. Null when it opens neither. */
export async function findPageOwner(sql: Sql, secret: string): Promise<PageOwner | null> {
  if (!isLinkSecret(secret)) return null
  const [owner] = await sql.query<Omit<PageOwner, 'page'>>(
    `SELECT p.campaign, 'personal' AS kind, p.id::text AS id,
            EXISTS (SELECT FROM walks_walker w WHERE w.party_id = p.id AND w.state <> 'cancelled') AS active
       FROM walks_party p WHERE p.manage_hash = $1
     UNION ALL SELECT u.campaign, 'team', u.id::text, true FROM walks_unit u WHERE u.manage_hash = $1`,
    [hashOfLink(secret)],
  )
  if (!owner) return null
  const [page] = await sql.query<FundraisingPage>(
    `SELECT ${columns} WHERE CASE $2 WHEN 'team' THEN g.unit_id ELSE g.party_id END = $1::uuid LIMIT 1`,
    [owner.id, owner.kind],
  )
  return { ...owner, page: page ?? null }
}
