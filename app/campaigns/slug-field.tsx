import { useTranslation } from 'react-i18next'
import { TextField } from '~/ui/text-field'
import { FixedField } from './fixed-field'

interface SlugFieldProps {
  value: string
  error?: string
  /** A new thing still chooses its name in addresses; afterwards it stands. */
  isNew: boolean
}

/** The name in addresses: typed once, then shown with the reason why it stays. */
export function SlugField({ value, error, isNew }: SlugFieldProps) {
  const { t } = useTranslation('editing')
  const label = t('field.slug')
  return isNew ? (
    <TextField name="slug" label={label} hint={t('form.slugHint')} error={error} defaultValue={value} />
  ) : (
    <FixedField name="slug" lang="zxx" label={label} value={value} why={t('form.slugFixed')} />
  )
}
