import { theSoftware } from '~/identity/actor'
import { createPerson } from '~/identity/create-person.server'
import { grantRole } from '~/identity/grant-role.server'
import { openIdentity } from '~/identity/identity.server'
import { openSession } from '~/identity/open-session.server'
import type { Database } from '~/platform/db.server'
import { sessionSecret } from './start-web'

/** Makes an auditor and signs them in; answers the Cookie header line that a web process of the bench takes. */
export async function signInAuditor(db: Database): Promise<string> {
  const settings = { PUBLIC_URL: 'http://localhost:3000', SESSION_SECRET: sessionSecret }
  const identity = openIdentity(db, settings)
  const made = await createPerson(db, { name: 'Bench', email: 'bench@example.org' })
  if (!made.ok) throw new Error(made.reason)
  await grantRole(db, theSoftware, { personId: made.personId, role: 'auditor' })
  const headers = await openSession(identity, made.personId)
  const cookies = headers!.getSetCookie().map((cookie) => cookie.split(';')[0])
  return `Cookie: ${cookies.join('; ')}\r\n`
}
