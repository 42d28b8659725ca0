import { randomUUID } from 'node:crypto'
import { createPerson } from '~/identity/create-person.server'
import type { SignedIn } from '~/identity/identity.server'
import { hashPassword } from '~/identity/internal/password-hash.server'
import type { CodeMail } from '~/identity/send-code.server'
import type { Database } from '~/platform/db.server'

export const key = Buffer.alloc(32, 7)
export const from = '203.0.113.7'
export const config = {
  PUBLIC_URL: 'http://localhost:3000',
  SESSION_SECRET: 'a secret of these tests, long enough',
}

/** Every mail about signing in that was asked for, the newest last. */
export const codeMails = async (db: Database): Promise<CodeMail[]> =>
  (
    await db.query<{ payload: CodeMail }>(
      `SELECT payload FROM platform_outbox WHERE topic = 'send-code' ORDER BY id`,
    )
  ).map((row) => row.payload)
export async function newestCode(db: Database): Promise<string> {
  const mail = (await codeMails(db)).at(-1)
  if (mail?.kind !== 'code') throw new Error('the newest mail carries no code')
  return mail.code
}

/** A person as their own requests come in. */
export async function person(db: Database, email: string, change: Partial<SignedIn> = {}): Promise<SignedIn> {
  const made = await createPerson(db, { name: '林一', email })
  if (!made.ok) throw new Error(made.reason)
  return {
    actor: { kind: 'person', id: made.personId, name: '林一', from, grants: [] },
    sessionId: 'here',
    email,
    verifiedEmail: email,
    locale: 'zh-CN',
    signedInAt: new Date(),
    secondFactorProved: false,
    secondFactorNeeded: false,
    secondFactorMissing: false,
    ...change,
  }
}
export async function withPassword(db: Database, email: string, password: string): Promise<SignedIn> {
  const own = await person(db, email)
  await db.query(
    `INSERT INTO identity_credential (id, account_id, provider_id, user_id, password, updated_at)
     VALUES ($3, $1, 'credential', $1, $2, now())`,
    [own.actor.id, await hashPassword(password), randomUUID()],
  )
  return own
}

/** The cookies that an answer sets, as the browser sends them back. */
export const cookieOf = (headers: Headers): string =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
export const requestWith = (cookie: string, path = '/account') =>
  new Request(new URL(path, config.PUBLIC_URL), { headers: cookie ? { cookie } : {} })
