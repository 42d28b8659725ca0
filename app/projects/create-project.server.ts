import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { ProjectErrors, Text } from './field-reader'
import { mayChange } from './internal/project-row.server'
import { readProjectForm } from './project'

const insert = `
  INSERT INTO projects_project (key, kind, name_zh, name_en, served_zh, served_en, field_zh, field_en, area_zh, area_en, intro_zh, intro_en,
                                begins, ends, campaign, series, position)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) ON CONFLICT (key) DO NOTHING RETURNING key`

/**
 * Writes down a new project, which then is preparing. Its key stands in published disclosures and never changes. Refuses
 * `not-allowed`, `invalid` (with the fields' faults; a key that is taken among them).
 */
export async function createProject(
  db: Database,
  by: Actor,
  { text }: { text: Text },
): Promise<Outcome<{ key: string }, 'not-allowed' | 'invalid'> & { errors?: ProjectErrors }> {
  if (!mayChange(by, { campaign: text('campaign').trim() || null }))
    return { ok: false, reason: 'not-allowed' }
  const read = readProjectForm(text)
  if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
  const { key, ...p } = read.draft
  return db.transaction(async (tx) => {
    const made = await tx.query(insert, [
      ...[key, p.kind, p.nameZh, p.nameEn, p.servedZh, p.servedEn, p.fieldZh, p.fieldEn, p.areaZh, p.areaEn],
      ...[p.introZh, p.introEn, p.begins, p.ends, p.campaign, p.series, p.position],
    ])
    if (made.length === 0) return { ok: false, reason: 'invalid', errors: { key: 'key-taken' } }
    const after = { nameZh: p.nameZh, kind: p.kind, begins: p.begins, ends: p.ends }
    await recordAct(tx, { by, action: 'project.create', subject: { kind: 'project', id: key }, after })
    return { ok: true, key }
  })
}
