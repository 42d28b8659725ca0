import type { Sql } from '~/platform/db.server'
import type { FundraisingPage } from './fundraising-page'

/** A page in the desk's list. */
export interface ListedPage extends FundraisingPage {
  createdAt: Date
}
/** Where the desk's list goes on: after this page. */
export type PageKey = Pick<ListedPage, 'slug' | 'createdAt'>
/** The key as an address carries it, and back; anything else is the beginning. */
export const spellPageKey = ({ createdAt, slug }: PageKey): string => `${createdAt.getTime()}_${slug}`
export function readPageKey(text: string | null): PageKey | null {
  const [, at, slug] = /^(\d{1,15})_([0-9a-z]{1,32})$/.exec(text ?? '') ?? []
  return slug ? { createdAt: new Date(Number(at)), slug } : null
}

const pageSize = 50
const list = `
  SELECT slug, campaign, kind, title, story, goal_fen AS "goalFen", state, hidden_why AS "hiddenWhy", raised_fen AS "raisedFen", gifts,
         created_at AS "createdAt"
    FROM walks_page
   WHERE campaign = $1 AND ($2::text IS NULL OR created_at < $3 OR (created_at = $3 AND slug > $2))
   ORDER BY created_at DESC, slug LIMIT $4`

/** The fundraising pages of a campaign for the desk, the newest first, by key; `next` is null on the last page. */
export async function listPages(
  sql: Sql,
  campaign: string,
  { after = null, limit = pageSize }: { after?: PageKey | null; limit?: number } = {},
): Promise<{ pages: ListedPage[]; next: PageKey | null }> {
  const from = [after?.slug ?? null, after?.createdAt ?? null]
  const rows = await sql.query<ListedPage>(list, [campaign, ...from, limit + 1])
  const pages = rows.slice(0, limit)
  return { pages, next: rows.length > limit ? pages.at(-1)! : null }
}
