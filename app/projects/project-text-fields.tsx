import { useTranslation } from 'react-i18next'
import { TextArea } from '~/ui/text-area'
import { TextField } from '~/ui/text-field'
import type { useFields } from './act-form'

type Fields = ReturnType<typeof useFields>

/** A project's name in both languages. */
export function NameFields({ fields: { field } }: { fields: Fields }) {
  const { t } = useTranslation('projecting')
  return (
    <>
      <TextField {...field('nameZh')} label={t('field.nameZh')} />
      <TextField {...field('nameEn')} label={t('field.nameEn')} />
    </>
  )
}

/** When it begins and ends, as exactly as it is known. */
export function PeriodFields({ fields: { field } }: { fields: Fields }) {
  const { t } = useTranslation('projecting')
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField {...field('begins')} label={t('field.begins')} hint={t('field.roughHint')} />
      <TextField
        {...field('ends')}
        label={t('field.ends')}
        hint={t('field.endsHint')}
        optionalText={t('optional')}
      />
    </div>
  )
}

/** Whom it serves, in what field, where, and what it is. */
export function AboutFields({ fields: { field } }: { fields: Fields }) {
  const { t } = useTranslation('projecting')
  const pairs = ['servedZh', 'servedEn', 'fieldZh', 'fieldEn', 'areaZh', 'areaEn'] as const
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        {pairs.map((name) => (
          <TextField key={name} {...field(name)} label={t(`field.${name}`)} />
        ))}
      </div>
      {(['introZh', 'introEn'] as const).map((name) => (
        <TextArea
          key={name}
          {...field(name)}
          label={t(`field.${name}`)}
          rows={5}
          optionalText={t('optional')}
        />
      ))}
    </>
  )
}
