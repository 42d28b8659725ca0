import { inLocale, type Locale, type Translate } from '~/platform/i18n'
import { type AccountRole, everywhere, scopeOf } from './role'
import type { ScopeChoice } from './role-form'

/** A role with where it reaches: "organiser · The 11th walk". */
export function sayRole(
  t: Translate<'people'>,
  locale: Locale,
  choices: readonly ScopeChoice[],
  { role, scope }: { role: AccountRole; scope: string },
): string {
  const part = scopeOf[role]
  if (part === undefined) return t(`role.${role}`)
  const every = part === 'fund' ? t('scope.everyFund') : t('scope.everyCampaign')
  const chosen = choices.find((choice) => choice.part === part && choice.slug === scope)
  const where = scope === everywhere ? every : chosen ? inLocale(locale, chosen) : scope
  return t('scope.at', { role: t(`role.${role}`), scope: where })
}
