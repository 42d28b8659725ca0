import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'

interface Name {
  nameZh: string
  nameEn: string
}
interface Row extends Name {
  id: string
  fromOn: Day | null
}

const current = `
  SELECT id::text, name_zh AS "nameZh", name_en AS "nameEn", from_on AS "fromOn" FROM projects_partner
   WHERE project = $1 AND left_on IS NULL ORDER BY position, id`
const latest = `
  SELECT greatest(max(from_on), max(left_on)) AS "on", count(*)::int AS ever FROM projects_partner WHERE project = $1`
const leave = 'UPDATE projects_partner SET left_on = $2::date WHERE id = ANY ($1::uuid[])'
const remove = 'DELETE FROM projects_partner WHERE id = ANY ($1::uuid[])'
const stay = 'UPDATE projects_partner SET position = $2, name_zh = $3, name_en = $4 WHERE id = $1::uuid'
const insert = `
  INSERT INTO projects_partner (project, position, name_zh, name_en, from_on) VALUES ($1, $2, $3, $4, $5::date)`

/**
 * Brings a project's partners in line with a list, its project locked. From a day on: who is gone leaves then, who is new comes then; the
 * first ones ever are those since the beginning. Without a day: who is gone was never one, and the first name that is new stands in for the
 * first that is gone, with its days. Not ok for a day before one on which somebody came or left.
 */
export async function keepPartners(
  tx: Sql,
  project: string,
  { names, on }: { names: readonly Name[]; on: Day | null },
): Promise<{ ok: true; before: string[]; after: string[] } | { ok: false }> {
  const rows = await tx.query<Row>(current, [project])
  const [last] = await tx.query<{ on: Day | null; ever: number }>(latest, [project])
  if (on !== null && last!.on !== null && on < last!.on) return { ok: false }
  const free = [...rows]
  const held = names.map(({ nameZh }) => {
    const at = free.findIndex((row) => row.nameZh === nameZh)
    return at < 0 ? null : free.splice(at, 1)[0]!
  })
  const correcting = on === null
  if (correcting) for (const [n, row] of held.entries()) if (row === null) held[n] = free.shift() ?? null
  const gone = free.filter((row) => on !== null && row.fromOn !== on)
  await tx.query(leave, [gone.map(({ id }) => id), on])
  // Came and went on the same day, or never was one.
  await tx.query(remove, [free.filter((row) => !gone.includes(row)).map(({ id }) => id)])
  const from = last!.ever === 0 ? null : on
  for (const [n, { nameZh, nameEn }] of names.entries()) {
    const row = held[n]
    if (row) await tx.query(stay, [row.id, n + 1, nameZh, nameEn])
    else await tx.query(insert, [project, n + 1, nameZh, nameEn, from])
  }
  return { ok: true, before: rows.map((row) => row.nameZh), after: names.map(({ nameZh }) => nameZh) }
}
