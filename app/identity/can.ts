import { type Action, actions, type TwoPersonAction } from './actions'
import type { Actor, Grant } from './actor'
import { everywhere, type Role, type Subject, scopeOf } from './role'

/** Whether a grant reaches `subject`. A scoped one reaches nothing that does not name its scope. */
function reaches({ role, scope }: Grant, subject: Subject): boolean {
  if (scope === everywhere) return true
  const part = scopeOf[role]
  return part === undefined || subject[part] === scope
}

const holds = (actor: Actor, roles: readonly Role[], subject: Subject) =>
  actor.grants.some((grant) => roles.includes(grant.role) && reaches(grant, subject))

const rolesOf = (action: Action): readonly Role[] =>
  actions[action].kind === 'see' ? [...actions[action].roles, 'auditor'] : actions[action].roles

/** The one question about rights: may `actor` do `action` to `subject`? Pure; unknown is no. */
export function can(actor: Actor, action: Action, subject: Subject = {}): boolean {
  return actor.kind === 'software' || holds(actor, rolesOf(action), subject)
}

/**
 * May `actor` be the second person of `action`, whoever the first was? Deeds that need four eyes ask this of the one who
 * agrees; that it is another person than the proposer has been asked by then (`canDecide`).
 */
export function canAgree(actor: Actor, action: TwoPersonAction, subject: Subject = {}): boolean {
  return actor.kind === 'software' || holds(actor, actions[action].decidedBy, subject)
}

/** May `actor` do `action` to anything at all? For what leads to a list, which then shows only what `reachOf` names. */
export function canSomewhere(actor: Actor, action: Action): boolean {
  return actor.kind === 'software' || actor.grants.some((grant) => rolesOf(action).includes(grant.role))
}

/** The scopes of one kind that `action` reaches for `actor`: `*` for all of them. */
export function reachOf(actor: Actor, action: Action, part: keyof Subject): '*' | string[] {
  if (actor.kind === 'software') return everywhere
  const grants = actor.grants.filter((grant) => rolesOf(action).includes(grant.role))
  const all = grants.some((grant) => grant.scope === everywhere || scopeOf[grant.role] !== part)
  return all ? everywhere : grants.map((grant) => grant.scope)
}

/**
 * May `actor` decide what `proposer` has proposed? Never its own proposal, never as the proposer's stand-in, not when the
 * proposer stands in for it, and not by a right lent by somebody for whom the proposer stands in as well: two hands of one
 * person are not four eyes. Nor are a pass and whoever made it: `standsInFor` names them too (`behindProposer`).
 */
export function canDecide(
  actor: Actor,
  action: TwoPersonAction,
  proposer: { id: string; standsInFor: readonly string[] },
  subject: Subject = {},
): boolean {
  if (actor.kind !== 'person' || actor.id === proposer.id || proposer.standsInFor.includes(actor.id))
    return false
  const lent = [proposer.id, ...proposer.standsInFor]
  const own = actor.grants.filter(({ standsInFor }) => standsInFor === null || !lent.includes(standsInFor))
  return holds({ ...actor, grants: own }, actions[action].decidedBy, subject)
}
