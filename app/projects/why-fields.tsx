import { useTranslation } from 'react-i18next'
import { TextField } from '~/ui/text-field'
import type { useFields } from './act-form'

/** The day of a change and its reason in both languages. */
export function WhyFields({
  fields: { field, day },
  today,
}: {
  fields: ReturnType<typeof useFields>
  today: string
}) {
  const { t } = useTranslation('projecting')
  return (
    <>
      <TextField {...day('on', { max: today })} label={t('field.on')} />
      <TextField {...field('reasonZh')} label={t('field.reasonZh')} maxLength={300} />
      <TextField {...field('reasonEn')} label={t('field.reasonEn')} optionalText={t('optional')} />
    </>
  )
}
