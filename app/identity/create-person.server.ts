import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { personLocale, personName } from './own-details'

const personInput = z.object({
  name: personName,
  email: z.email().max(200).toLowerCase(),
  locale: personLocale.default('zh-CN'),
})
export type PersonInput = z.input<typeof personInput>

const insertPerson = `
  INSERT INTO identity_user (id, name, email, email_verified, locale, updated_at) VALUES ($1, $2, $3, true, $4, now())
  ON CONFLICT (email) DO NOTHING RETURNING id`

/**
 * Makes an account for somebody whose address is known to be theirs (an invitation reached it). It has no password yet.
 * An address that has one answers it with `created: false`. Refuses `invalid`.
 */
export async function createPerson(
  sql: Sql,
  input: PersonInput,
): Promise<Outcome<{ personId: string; created: boolean }, 'invalid'>> {
  const parsed = personInput.safeParse(input)
  if (!parsed.success) return { ok: false, reason: 'invalid' }
  const { name, email, locale } = parsed.data
  const [made] = await sql.query<{ id: string }>(insertPerson, [randomUUID(), name, email, locale])
  if (made) return { ok: true, personId: made.id, created: true }
  const [known] = await sql.query<{ id: string }>('SELECT id FROM identity_user WHERE email = $1', [email])
  return { ok: true, personId: known!.id, created: false }
}
