import { useTranslation } from 'react-i18next'
import { CheckboxField } from '~/ui/checkbox-field'
import { FormSection } from '~/ui/form-section'
import { RadioCards } from '~/ui/radio-cards'
import { TextField } from '~/ui/text-field'
import type { EditAnswer } from './edit-answer'
import { useWrongWords } from './form-frame'
import { type Fields, shownQuestions } from './walk-forms'

/** When registration is, the order of stamps, the fee, and what else is asked. */
export function SettingsFields({ fields, answer }: { fields: Fields; answer: EditAnswer | undefined }) {
  const { t } = useTranslation('deskWalk')
  const say = useWrongWords(answer)
  const text = (
    name: 'registerFrom' | 'registerUntil' | 'backBy' | 'leastMinutesApart' | 'fee',
    type = 'text',
  ) => (
    <TextField
      name={name}
      type={type}
      label={t(`field.${name}`)}
      hint={name === 'fee' || name === 'leastMinutesApart' ? t(`hint.${name}`) : undefined}
      inputMode={name === 'fee' ? 'decimal' : name === 'leastMinutesApart' ? 'numeric' : undefined}
      error={say(name)}
      defaultValue={fields[name]}
    />
  )
  const rows = shownQuestions(fields)
  return (
    <>
      <div className="grid items-start gap-5 sm:grid-cols-2">
        {text('registerFrom', 'datetime-local')}
        {text('registerUntil', 'datetime-local')}
        {text('backBy', 'time')}
        {text('fee')}
        {text('leastMinutesApart')}
      </div>
      <RadioCards
        name="stampOrder"
        legend={t('field.stampOrder')}
        columns={2}
        error={say('stampOrder')}
        defaultValue={fields.stampOrder || 'free'}
        options={(['free', 'fixed'] as const).map((order) => ({
          value: order,
          label: t(`settings.${order}`),
          detail: t(`settings.${order}Hint`),
        }))}
      />
      <FormSection id="questions" title={t('question.title')} hint={t('question.hint')}>
        {say('questions') && <p className="font-semibold text-kapok-text">{say('questions')}</p>}
        {rows.map((n, row) => (
          <fieldset key={n} className="rounded-paper border border-line bg-raised p-4">
            <legend className="px-1 font-semibold">{t('question.n', { n: row + 1 })}</legend>
            <input type="hidden" name={`q${n}-key`} value={fields[`q${n}-key`] ?? ''} />
            <div className="grid items-start gap-4 sm:grid-cols-2">
              {(['labelZh', 'labelEn', 'choices'] as const).map((part) => (
                <TextField
                  key={part}
                  name={`q${n}-${part}`}
                  label={t(`field.${part}`)}
                  defaultValue={fields[`q${n}-${part}`]}
                />
              ))}
              <CheckboxField
                name={`q${n}-required`}
                value="yes"
                label={t('settings.required')}
                defaultChecked={fields[`q${n}-required`] === 'yes'}
                className="sm:pt-8"
              />
            </div>
          </fieldset>
        ))}
      </FormSection>
    </>
  )
}
