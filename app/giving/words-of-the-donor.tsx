import { useTranslation } from 'react-i18next'
import { Disclosure } from '~/ui/disclosure'
import { TextArea } from '~/ui/text-area'
import { TextField } from '~/ui/text-field'
import { longest } from './gift-form'

export interface WordsOfTheDonorProps {
  open: boolean
  onToggle: (open: boolean) => void
  initial: { message: string; dedication: string }
  errors: { message?: string; dedication?: string }
}

/** Message and dedication: most gifts have neither, so they are folded until someone wants them or something is wrong. */
export function WordsOfTheDonor({ open, onToggle, initial, errors }: WordsOfTheDonorProps) {
  const { t } = useTranslation('giving')
  return (
    <Disclosure
      open={open}
      onToggle={(e) => onToggle(e.currentTarget.open)}
      summary={
        <span>
          {t('form.words')}
          <span className="ms-2 text-sm font-normal text-soft">{t('form.wordsHint')}</span>
        </span>
      }
    >
      <div className="space-y-5 pt-2">
        <TextArea
          name="message"
          label={t('form.message')}
          optionalText={t('form.optional')}
          hint={t('form.messageHint')}
          error={errors.message}
          defaultValue={initial.message}
          rows={3}
          maxLength={longest.message}
          remainingText={(n) => (n >= 0 ? t('form.left', { count: n }) : t('form.over', { count: -n }))}
        />
        <TextField
          name="dedication"
          label={t('form.dedication')}
          optionalText={t('form.optional')}
          hint={t('form.dedicationHint')}
          error={errors.dedication}
          defaultValue={initial.dedication}
        />
      </div>
    </Disclosure>
  )
}
