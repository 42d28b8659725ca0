import type { Sql } from '~/platform/db.server'

/** One line of the audit trail as it is read. */
export interface Act {
  id: bigint
  at: Date
  actorKind: string
  actorId: string
  actorName: string
  from: string
  action: string
  subjectKind: string
  subjectId: string
  before: unknown
  after: unknown
  note: string
}

/** What the trail is narrowed to; days are in Asia/Shanghai, both included. */
export interface ActFilter {
  /** Account id, or part of the name that stood there then. */
  person: string | null
  /** `subject.verb`, or the word before the dot. */
  action: string | null
  /** `kind`, `kind:id`, or an id. */
  subject: string | null
  from: string | null
  to: string | null
}

const day = (text: string | null) =>
  text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) ? text : null
const word = (text: string | null) => text?.replaceAll('\0', '').trim().slice(0, 200) || null

/** The filter that an address asks for: `person, action, subject, from, to`. */
export const readActFilter = (query: URLSearchParams): ActFilter => ({
  person: word(query.get('person')),
  action: word(query.get('action')),
  subject: word(query.get('subject')),
  from: day(query.get('from')),
  to: day(query.get('to')),
})

const page = `
  SELECT id, at, actor_kind AS "actorKind", actor_id AS "actorId", actor_name AS "actorName", from_address AS "from",
         action, subject_kind AS "subjectKind", subject_id AS "subjectId", before, after, note
    FROM identity_act
   WHERE id < $1
     AND ($2::text IS NULL OR actor_id = $2 OR strpos(lower(actor_name), lower($2)) > 0)
     AND ($3::text IS NULL OR action = $3 OR starts_with(action, $3 || '.'))
     AND ($4::text IS NULL OR subject_kind = $4) AND ($5::text IS NULL OR subject_id = $5)
     AND ($6::date IS NULL OR at >= $6::date::timestamp AT TIME ZONE 'Asia/Shanghai')
     AND ($7::date IS NULL OR at < ($7::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')
   ORDER BY id DESC LIMIT $8`
const newest = 2n ** 63n - 1n

function subjectParts(subject: string | null): [kind: string | null, id: string | null] {
  if (subject === null) return [null, null]
  const colon = subject.indexOf(':')
  if (colon >= 0) return [subject.slice(0, colon) || null, subject.slice(colon + 1) || null]
  return /^[a-z]+(-[a-z]+)?$/.test(subject) ? [subject, null] : [null, subject]
}

/** The trail's lines that answer `filter`, newest first, at most 2,000 to a page; `next` is null on the last one. */
export async function listActs(
  sql: Sql,
  filter: ActFilter,
  { after, limit = 50 }: { after?: bigint; limit?: number } = {},
): Promise<{ acts: Act[]; next: bigint | null }> {
  const size = Math.max(1, Math.min(limit, 2_000))
  const [kind, id] = subjectParts(filter.subject)
  const rows = await sql.query<Act>(page, [
    after ?? newest,
    filter.person,
    filter.action,
    kind,
    id,
    filter.from,
    filter.to,
    size + 1,
  ])
  const acts = rows.slice(0, size)
  return { acts, next: rows.length > size ? acts.at(-1)!.id : null }
}

/** The newest lines about one thing, at most 50. */
export async function listActsAbout(sql: Sql, subject: { kind: string; id: string }): Promise<Act[]> {
  const about = { person: null, action: null, subject: `${subject.kind}:${subject.id}`, from: null, to: null }
  return (await listActs(sql, about, { limit: 50 })).acts
}
