/** What a person of the federation may be. A volunteer has no account: a pass for one place and one day. */
export const accountRoles = [
  'administrator',
  'treasurer',
  'reviewer',
  'organiser',
  'fund-manager',
  'auditor',
] as const
export const passRoles = ['checkpoint-volunteer', 'stall-volunteer'] as const
export const roles = [...accountRoles, ...passRoles] as const
export type AccountRole = (typeof accountRoles)[number]
export type PassRole = (typeof passRoles)[number]
export type Role = (typeof roles)[number]

/** What an action is about; a role with a scope reaches only the subjects that its scope names. */
export interface Subject {
  campaign?: string
  fund?: string
  /** A checkpoint or a stall. */
  place?: string
}

/** By which part of a subject a role is limited; the others reach everything. */
export const scopeOf: Partial<Record<Role, keyof Subject>> = {
  organiser: 'campaign',
  'fund-manager': 'fund',
  'checkpoint-volunteer': 'place',
  'stall-volunteer': 'place',
}
/** A scope that leaves nothing out. */
export const everywhere = '*'

/** Whether a role can have this scope: all of it, or for a scoped role the slug of one campaign or fund. */
export const isScopeOf = (role: AccountRole, scope: string): boolean =>
  scope === everywhere || (scopeOf[role] !== undefined && /^[a-z0-9-]{1,64}$/.test(scope))

/** These hold the keys to money and people: without a second factor their rights sleep. */
export const needsSecondFactor: readonly Role[] = ['administrator', 'treasurer']
