import { useTranslation } from 'react-i18next'
import { inLocale, type Locale } from '~/platform/i18n'
import { SelectField } from '~/ui/desk/select-field'
import { accountRoles, everywhere } from './role'
import type { RoleFields, ScopeChoice } from './role-form'

export interface RoleChoiceProps {
  locale: Locale
  choices: readonly ScopeChoice[]
  fields?: Partial<RoleFields>
  /** Said next to their fields, in words. */
  errors: Partial<Record<keyof RoleFields, string>>
}

/** Which role, and where it reaches. */
export function RoleChoice({ locale, choices, fields, errors }: RoleChoiceProps) {
  const { t } = useTranslation('people')
  return (
    <>
      <SelectField
        name="role"
        label={t('form.role')}
        emptyLabel={t('form.roleEmpty')}
        options={accountRoles.map((role) => ({
          value: role,
          label: `${t(`role.${role}`)}: ${t(`roleMeans.${role}`)}`,
        }))}
        defaultValue={fields?.role ?? ''}
        error={errors.role}
        required
      />
      <SelectField
        name="scope"
        label={t('form.scope')}
        hint={t('form.scopeHint')}
        options={[
          { value: everywhere, label: t('scope.everywhere') },
          ...choices.map((choice) => ({
            value: `${choice.part}:${choice.slug}`,
            label: t(`scope.${choice.part}`, { name: inLocale(locale, choice) }),
          })),
        ]}
        defaultValue={fields?.scope ?? everywhere}
        error={errors.scope}
      />
    </>
  )
}
