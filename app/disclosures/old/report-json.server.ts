import type { Actor } from '~/identity/actor'
import { tellExport } from '~/identity/tell-export.server'
import type { Sql } from '~/platform/db.server'
import { findOldBundle } from './find-old-bundle.server'
import { reportOn } from './report'

/** The whole reading as JSON: whole numbers as text, places in UTF-16 units of the kept text. Told in the trail. */
export async function reportJson(sql: Sql, by: Actor, id: string): Promise<Response> {
  const bundle = await findOldBundle(sql, by, id)
  if (!bundle) return new Response(null, { status: 404 })
  const { name, state, text, answers } = bundle
  const { statements } = reportOn(text)
  const onEnd = await tellExport(sql, by, { what: 'import', subjectId: id, asked: { format: 'json' } })
  await onEnd({ rows: statements.length, whole: true })
  const body = JSON.stringify({ name, state, statements, answers }, (_, value) =>
    typeof value === 'bigint' ? value.toString() : value,
  )
  return new Response(body, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': 'attachment; filename="old-disclosures.json"',
      'Cache-Control': 'private, no-store',
    },
  })
}
