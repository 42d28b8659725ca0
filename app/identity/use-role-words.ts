import { useTranslation } from 'react-i18next'
import type { Locale } from '~/platform/i18n'
import type { AccountRole } from './role'
import type { ScopeChoice } from './role-form'
import { sayRole } from './say-role'

/** Says a role with where it reaches: "organiser · The 11th walk". */
export function useRoleWords(locale: Locale, choices: readonly ScopeChoice[]) {
  const { t } = useTranslation('people')
  return (grant: { role: AccountRole; scope: string }): string => sayRole(t, locale, choices, grant)
}
