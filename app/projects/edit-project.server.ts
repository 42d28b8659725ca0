import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Text } from './field-reader'
import { changeProject } from './internal/project-row.server'
import { readProjectTexts } from './project'

const set = `
  UPDATE projects_project SET served_zh = $2, served_en = $3, field_zh = $4, field_en = $5, area_zh = $6, area_en = $7, intro_zh = $8,
         intro_en = $9, version = version + 1 WHERE key = $1`

/**
 * Rewrites what a project's page says; name, period and state have verbs of their own. `version` is what the form was filled from.
 * Refuses `not-allowed`, `unknown-project`, `changed-meanwhile`, `invalid`.
 */
export const editProject = (
  db: Database,
  by: Actor,
  { key, version, text }: { key: string; version: number; text: Text },
) =>
  changeProject(db, by, key, async (tx, project) => {
    const read = readProjectTexts(text)
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    if (project.version !== version) return { ok: false, reason: 'changed-meanwhile' }
    const t = read.draft
    const texts = [t.servedZh, t.servedEn, t.fieldZh, t.fieldEn, t.areaZh, t.areaEn, t.introZh, t.introEn]
    await tx.query(set, [key, ...texts])
    const was = Object.fromEntries(
      Object.entries(t)
        .map(([name]) => [name, project[name as keyof typeof t]] as const)
        .filter(([name, value]) => value !== t[name as keyof typeof t]),
    )
    const now = Object.fromEntries(Object.keys(was).map((name) => [name, t[name as keyof typeof t]]))
    await recordAct(tx, {
      ...{ by, action: 'project.edit', subject: { kind: 'project', id: key }, before: was, after: now },
    })
    return { ok: true }
  })
