import { theSoftware } from '~/identity/actor'
import { createPerson } from '~/identity/create-person.server'
import { grantRole } from '~/identity/grant-role.server'
import { openIdentity } from '~/identity/identity.server'
import { openSession } from '~/identity/open-session.server'
import type { AccountRole } from '~/identity/role'
import type { Database } from '~/platform/db.server'
import { sessionSecret } from '../http/server'

interface Visitor {
  role?: AccountRole
  scope?: string
  secondFactor?: boolean
}

/** The columns of the tables: whoever may knock. `nobody` has not signed in; `asleep` administers, but has not proved a second factor. */
export const visitors = {
  nobody: null,
  donor: {},
  admin: { role: 'administrator', secondFactor: true },
  asleep: { role: 'administrator' },
  treas: { role: 'treasurer', secondFactor: true },
  review: { role: 'reviewer' },
  organ: { role: 'organiser' },
  walk: { role: 'organiser', scope: 'walk-11' },
  elders: { role: 'fund-manager', scope: 'elders' },
  audit: { role: 'auditor' },
  // A borrowed phone with a volunteer's pass for a gate of walk-11.
  pass: null,
} as const satisfies Record<string, Visitor | null>

export type VisitorKey = keyof typeof visitors
export const visitorKeys = Object.keys(visitors) as VisitorKey[]

export interface SignedInVisitor {
  personId: string
  cookie: string
}

/** One account for each column, signed in; made in the server's own database. */
export async function signInAll(db: Database, publicUrl: string) {
  const identity = openIdentity(db, { PUBLIC_URL: publicUrl, SESSION_SECRET: sessionSecret })
  const signedIn = new Map<VisitorKey, SignedInVisitor>()
  for (const key of visitorKeys) {
    const visitor: Visitor | null = visitors[key]
    if (!visitor) continue
    const made = await createPerson(db, { name: key, email: `${key}@example.org` })
    if (!made.ok) throw new Error(made.reason)
    const { personId } = made
    const { role, scope, secondFactor = false } = visitor
    if (role) {
      const granted = await grantRole(db, theSoftware, { personId, role, scope })
      if (!granted.ok) throw new Error(granted.reason)
    }
    const headers = await openSession(identity, personId, { secondFactor })
    const cookie = headers!
      .getSetCookie()
      .map((c) => c.split(';')[0])
      .join('; ')
    signedIn.set(key, { personId, cookie })
  }
  return signedIn
}
