import { theSoftware } from '~/identity/actor'
import { createPerson } from '~/identity/create-person.server'
import { grantRole } from '~/identity/grant-role.server'
import type { AccountRole } from '~/identity/role'
import type { Database } from '~/platform/db.server'
import people from './data/people.json'

/** One made-up person of each role, and a second organiser for what needs four eyes; `npm run demo` prints a link for each. */
const demoPeople = people as {
  key: string
  name: string
  role: AccountRole
  scope?: string
  /** More of the same role. */
  scopes?: string[]
}[]
export const demoEmail = (key: string) => `${key}@demo.example.org`

/** Makes the demonstration's people and gives them their roles; again changes nothing. */
export async function loadDemoPeople(db: Database): Promise<void> {
  for (const { key, name, role, scope, scopes = [] } of demoPeople) {
    await db.transaction(async (tx) => {
      const made = await createPerson(tx, { name, email: demoEmail(key) })
      if (!made.ok) throw new Error(`the demonstration's ${key} was refused`)
      for (const one of [scope, ...scopes]) {
        const given = await grantRole(tx, theSoftware, { personId: made.personId, role, scope: one })
        if (!given.ok) throw new Error(`the demonstration's ${key} was refused a role: ${given.reason}`)
      }
    })
  }
}

/** The account behind one of the demonstration's sign-in links, or null. */
export async function findDemoPerson(db: Database, key: string): Promise<string | null> {
  if (!demoPeople.some((person) => person.key === key)) return null
  const person = await db.prisma.user.findUnique({ where: { email: demoEmail(key) }, select: { id: true } })
  return person?.id ?? null
}
