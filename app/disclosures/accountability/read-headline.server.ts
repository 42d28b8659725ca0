import type { Sql } from '~/platform/db.server'
import { listPublished, listPublishedNews, type PublishedNews } from '../publication/list-published.server'
import type { Both } from '../statement/figure'

export interface Headline {
  period: string
  project: string
  name: Both
  plans: number
  amountFen: string
  /** Funds that are counted in groups (镇街), when the plans draw on such funds; else null. */
  funds: number | null
}
export interface Accountability {
  /** Of the last quarter that was published: the project with most approved. Null where none has plans. */
  headline: Headline | null
  news: PublishedNews[]
}

const newest = `
  SELECT id::text, published_at AS at FROM disclosures_disclosure WHERE state = 'published' ORDER BY published_at DESC, id LIMIT 1`
const lastPeriod = `SELECT max(period) AS period FROM disclosures_disclosure WHERE state = 'published'`
const grouped = `
  SELECT CASE WHEN EXISTS (
    SELECT FROM stewardship_plan p JOIN stewardship_plan_source s ON s.plan = p.id JOIN ledger_fund f ON f.slug = s.fund AND f.group_key IS NOT NULL
     WHERE p.project = $1) THEN (SELECT count(*) FROM ledger_fund WHERE group_key IS NOT NULL)::int END AS funds`

const mostNews = 5
/** Frozen statements are long and change only when one is published: they are read again then, not with every visit. */
const known = new WeakMap<Sql, { of: string; found: Accountability }>()

/** What the home page says of the last published quarter, each figure as it was published, and what was published last. */
export async function readAccountability(sql: Sql): Promise<Accountability> {
  const [last] = await sql.query<{ id: string; at: Date }>(newest)
  if (!last) return { headline: null, news: [] }
  const of = `${last.id} ${last.at.getTime()}`
  const before = known.get(sql)
  if (before?.of === of) return before.found
  const found = { headline: await findHeadline(sql), news: await listPublishedNews(sql, mostNews) }
  known.set(sql, { of, found })
  return found
}

async function findHeadline(sql: Sql): Promise<Headline | null> {
  const [{ period } = { period: '' }] = await sql.query<{ period: string }>(lastPeriod)
  const rows = (await listPublished(sql, period)).flatMap(({ project, name, figures }) => {
    const count = figures.find((figure) => figure.key === 'plans.approved.count')?.count
    const amountFen = figures.find((figure) => figure.key === 'plans.approved.amountFen')?.amountFen
    return count && amountFen ? [{ period, project, name, plans: count, amountFen }] : []
  })
  const [most] = rows.sort((a, b) => (BigInt(a.amountFen) > BigInt(b.amountFen) ? -1 : 1))
  if (!most) return null
  const [{ funds } = { funds: null }] = await sql.query<{ funds: number | null }>(grouped, [most.project])
  return { ...most, funds }
}
