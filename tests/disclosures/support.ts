import { submitDisclosure } from '~/disclosures/publication/submit-disclosure.server'
import { writeDisclosure } from '~/disclosures/publication/write-disclosure.server'
import { canonical } from '~/disclosures/statement/canonical.server'
import { composeStatement } from '~/disclosures/statement/compose-statement.server'
import { readQuarter } from '~/disclosures/statement/quarter'
import type { Actor } from '~/identity/actor'
import { decideProposal } from '~/identity/decide-proposal.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import type { Database } from '~/platform/db.server'
import { executors, figureSources, projections } from '~/wiring.server'
import { actor } from '../payments/bank-desk'

/** Who writes, who agrees, and who may do neither. */
export const mei = actor('organiser', 'mei')
export const an = actor('administrator', 'an')
export const rui = actor('reviewer', 'rui')
export const bo = actor('treasurer', 'bo')
export const today = '2024-04-10'
export const q1 = readQuarter('2024-Q1')!

export async function layProject(
  db: Database,
  key: string,
  nameZh: string,
  more: { begins?: string; ends?: string | null; state?: string } = {},
): Promise<void> {
  await db.query(
    `INSERT INTO projects_project (key, kind, state, name_zh, name_en, served_zh, served_en, field_zh, field_en, area_zh, area_en, intro_zh, intro_en, begins, ends)
     VALUES ($1, 'service', $2, $3, $3, '居民', 'Residents', '社区', 'Community', '番禺', 'Panyu', '介绍', 'About', $4, $5)`,
    [key, more.state ?? 'ongoing', nameZh, more.begins ?? '2019', more.ends ?? null],
  )
  await db.query(
    `INSERT INTO projects_partner (project, position, name_zh, name_en) VALUES ($1, 1, '合作单位', 'Partner')`,
    [key],
  )
}

export async function layCount(db: Database, project: string, indicator: string, count: number, on: string) {
  await db.query(
    `INSERT INTO projects_indicator (project, key, position, name_zh, name_en, unit_zh, unit_en)
     VALUES ($1, $2, 1, '课程', 'Classes', '节', 'classes') ON CONFLICT DO NOTHING`,
    [project, indicator],
  )
  await db.query(
    `INSERT INTO projects_count (id, project, indicator, counted_on, count, by) VALUES (gen_random_uuid(), $1, $2, $3::date, $4, 'x')`,
    [project, indicator, on, count],
  )
}

export const texts = {
  doneZh: '2024年第一季度开课{figure:indicator.classes.count}节。',
  doneEn: 'The quarter saw {figure:indicator.classes.count} classes.',
  cameZh: '孩子们学会了自己穿衣。',
  cameEn: 'The children learned to dress.',
}
export const typed =
  (form: Record<string, string>) =>
  (name: string): string =>
    form[name] ?? ''

export async function written(
  db: Database,
  project: string,
  form: Record<string, string> = {},
  by: Actor = mei,
): Promise<string> {
  const asked = { project, quarter: q1, text: typed({ ...texts, ...form }) }
  const answer = await writeDisclosure(db, by, asked, figureSources)
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  return answer.id
}

/** The figures of now, as whoever submits agrees to them. */
export async function agreedTo(db: Database, project: string): Promise<string> {
  const made = await composeStatement(db, project, q1, figureSources)
  return canonical(made!.composed)
}

export const submitted = (db: Database, id: string, by: Actor = mei, on = today) =>
  submitDisclosure(db, by, { id, today: on }, figureSources)

export async function agree(db: Database, by: Actor, id: string) {
  const [waiting] = await db.query<{ id: string }>(
    `SELECT id::text FROM identity_proposal WHERE action = 'disclosure.publish' AND subject_id = $1 AND state = 'waiting'`,
    [id],
  )
  return decideProposal(db, by, { id: waiting!.id, decision: 'approved' }, executors)
}

export async function published(db: Database, project: string, form: Record<string, string> = {}) {
  const id = await written(db, project, form)
  const handed = await submitted(db, id)
  if (!handed.ok) throw new Error(JSON.stringify(handed))
  const done = await agree(db, an, id)
  if (!done.ok) throw new Error(JSON.stringify(done))
  await sealEntries(db, projections)
  return id
}
