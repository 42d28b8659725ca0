import { type AccountRole, accountRoles, everywhere, scopeOf } from './role'

/** A campaign or a fund that a role can be limited to. */
export interface ScopeChoice {
  part: 'campaign' | 'fund'
  slug: string
  zh: string
  en: string
}

/** As they stand in the form; `scope` is `*`, `campaign:slug` or `fund:slug`. */
export interface RoleFields {
  role: string
  scope: string
  standsInFor: string
  until: string
}

const typed = (form: FormData, name: string) => String(form.get(name) ?? '').trim()
export const readRoleFields = (form: FormData): RoleFields => ({
  role: typed(form, 'role'),
  scope: typed(form, 'scope') || everywhere,
  standsInFor: typed(form, 'standsInFor'),
  until: typed(form, 'until'),
})

export type RoleFormError = 'role' | 'scope' | 'not-a-day'

/** What was chosen, if it goes together: a scope must be one of `choices`, and of the kind that the role is limited by. */
export function readRoleChoice(
  fields: RoleFields,
  choices: readonly ScopeChoice[],
):
  | { ok: true; role: AccountRole; scope: string; validUntil: Date | undefined }
  | { ok: false; field: keyof RoleFields; reason: RoleFormError } {
  const role = accountRoles.find((known) => known === fields.role)
  if (!role) return { ok: false, field: 'role', reason: 'role' }
  const until = endOfDay(fields.until)
  if (until === null) return { ok: false, field: 'until', reason: 'not-a-day' }
  if (fields.scope === everywhere) return { ok: true, role, scope: everywhere, validUntil: until }
  const chosen = choices.find(({ part, slug }) => `${part}:${slug}` === fields.scope)
  if (!chosen || scopeOf[role] !== chosen.part) return { ok: false, field: 'scope', reason: 'scope' }
  return { ok: true, role, scope: chosen.slug, validUntil: until }
}

/** The end of a day in Asia/Shanghai; undefined when none was given, null when it is no day. */
function endOfDay(day: string): Date | undefined | null {
  if (!day) return undefined
  const end = new Date(`${day}T24:00:00+08:00`)
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(end.getTime()) ? end : null
}
