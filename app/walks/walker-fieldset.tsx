import { useTranslation } from 'react-i18next'
import { inLocale, type Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { CheckboxField } from '~/ui/checkbox-field'
import { SelectField } from '~/ui/desk/select-field'
import { RadioCards } from '~/ui/radio-cards'
import { TextField } from '~/ui/text-field'
import type { OfferedLevel } from './find-registration.server'
import type { WalkerFields } from './registration-form'
import type { WalkQuestion } from './walk-input'

interface WalkerFieldsetProps {
  locale: Locale
  /** Which of the form's walkers. */
  at: number
  /** The only one: nobody can be taken out. */
  alone: boolean
  walker: WalkerFields
  levels: readonly OfferedLevel[]
  questions: readonly WalkQuestion[]
  say: (control: string) => string | undefined
}

/** One walker: name, level with the places that are left, and what the organiser asks; of a minor the guardian. */
export function WalkerFieldset({ locale, at, alone, walker, levels, questions, say }: WalkerFieldsetProps) {
  const { t } = useTranslation('registration')
  const named = (field: string) => `w${at}-${field}`
  const left = (level: OfferedLevel) =>
    level.left > 0
      ? t('level.left', { count: level.left, n: level.left })
      : t('level.full', { count: level.waiting, n: level.waiting })
  return (
    <fieldset id={`w${at}`} className="min-w-0 scroll-mt-4 rounded-paper border border-line bg-raised p-4">
      <legend className="px-1 font-semibold">{t('form.walker', { n: at + 1 })}</legend>
      <div className="space-y-5">
        <TextField
          name={named('name')}
          label={t('form.name')}
          hint={t('form.nameHint')}
          error={say(named('name'))}
          defaultValue={walker.name}
          autoComplete={at === 0 ? 'name' : 'off'}
        />
        <RadioCards
          name={named('level')}
          legend={t('form.level')}
          columns={levels.length > 1 ? 2 : 1}
          defaultValue={walker.level}
          error={say(named('level'))}
          options={levels.map((level) => ({
            value: level.key,
            label: inLocale(locale, { zh: level.nameZh, en: level.nameEn }),
            detail: left(level),
          }))}
        />
        {questions.map((q) => {
          const label = inLocale(locale, { zh: q.labelZh, en: q.labelEn })
          const shared = {
            name: named(`q-${q.key}`),
            label,
            optionalText: q.required ? undefined : t('form.optional'),
            error: say(named(`q-${q.key}`)),
            defaultValue: walker.answers[q.key] ?? '',
          }
          return q.kind === 'choice' ? (
            <SelectField
              key={q.key}
              {...shared}
              emptyLabel={t('form.choose')}
              options={q.choices.map((choice) => ({ value: choice, label: choice }))}
            />
          ) : (
            <TextField key={q.key} {...shared} />
          )
        })}
        <div className="walker-minor">
          <CheckboxField
            name={named('minor')}
            value="yes"
            label={t('form.minor')}
            defaultChecked={walker.minor}
          />
          <div className="walker-guardian space-y-4 border-s-2 border-line ps-4">
            <TextField
              name={named('guardianName')}
              label={t('form.guardianName')}
              error={say(named('guardianName'))}
              defaultValue={walker.guardianName}
            />
            <CheckboxField
              name={named('guardianConsent')}
              value="yes"
              label={t('form.guardianConsent')}
              defaultChecked={walker.guardianConsent}
              error={say(named('guardianConsent'))}
            />
          </div>
        </div>
        {!alone && (
          <Button variant="quiet" name="intent" value={`remove:${at}`} formAction="#who">
            {t('form.remove', { n: at + 1 })}
          </Button>
        )}
      </div>
    </fieldset>
  )
}
