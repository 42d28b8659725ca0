import { theSoftware } from '~/identity/actor'
import { createPerson } from '~/identity/create-person.server'
import { grantRole } from '~/identity/grant-role.server'
import { openIdentity } from '~/identity/identity.server'
import { openSession } from '~/identity/open-session.server'
import type { AccountRole } from '~/identity/role'
import type { Database } from '~/platform/db.server'

export interface Someone {
  id: string
  /** Of a session that has proved its second factor. */
  cookie: string
}

const dayMs = 86_400_000

/** People of a house with what they may do, by the verbs; their sessions are good for verbs and over HTTP. */
export function openPeople(db: Database, config: { PUBLIC_URL: string; SESSION_SECRET: string }) {
  const identity = openIdentity(db, config)
  let made = 0
  return {
    async someone(role?: AccountRole, scope = '*'): Promise<Someone> {
      const name = `person ${++made}`
      const person = await createPerson(db, { name, email: `person${made}@example.org` })
      if (!person.ok) throw new Error(person.reason)
      const id = person.personId
      if (role) await this.give(id, role, scope)
      const headers = await openSession(identity, id, { secondFactor: true })
      const cookie = headers!.getSetCookie().map((one) => one.split(';')[0])
      return { id, cookie: cookie.join('; ') }
    },
    async give(personId: string, role: AccountRole, scope = '*'): Promise<void> {
      const given = await grantRole(db, theSoftware, { personId, role, scope })
      if (!given.ok) throw new Error(given.reason)
    },
    /** Until tomorrow, `personId` stands in for another. */
    async standIn(personId: string, role: AccountRole, standsInFor: string, scope = '*'): Promise<void> {
      const validUntil = new Date(Date.now() + dayMs)
      const given = await grantRole(db, theSoftware, { personId, role, scope, standsInFor, validUntil })
      if (!given.ok) throw new Error(given.reason)
    },
    async endStandIn(personId: string): Promise<void> {
      await db.query(
        'UPDATE identity_grant SET revoked_at = now() WHERE user_id = $1 AND stands_in_for IS NOT NULL',
        [personId],
      )
    },
    /** Whoever this is now, with the rights that the database holds at this moment. */
    async actor({ cookie }: Someone) {
      const signedIn = await identity.signedIn(
        new Request(config.PUBLIC_URL, { headers: { cookie } }),
        '192.0.2.3',
      )
      return signedIn!.actor
    },
  }
}
export type People = ReturnType<typeof openPeople>

/** The provider's list was read a moment ago: closing asks for it. */
export const readProviderNow = (db: Database) =>
  db.query(`INSERT INTO payments_cursor (provider, last_run_at) VALUES ('test', now())
            ON CONFLICT (provider) DO UPDATE SET last_run_at = now()`)
