import { useTranslation } from 'react-i18next'
import type { Locale } from '~/platform/i18n'
import { CheckboxField } from '~/ui/checkbox-field'
import { FormSection } from '~/ui/form-section'
import { RadioCards } from '~/ui/radio-cards'
import { TextArea } from '~/ui/text-area'
import { TextField } from '~/ui/text-field'
import { OrganiseForm, type OrganiseRefusal, useOrganiseWords } from './organise-form'
import { type SettingsFields, settingsFieldNames } from './settings-form'
import { walkLimits } from './walk-limits'

export interface SettingsFormViewProps {
  locale: Locale
  fields: SettingsFields
  version: number
  refused?: OrganiseRefusal
}

const pair = 'grid items-start gap-5 sm:grid-cols-2'

/** When one registers and is back, how stamps are collected, the fee, and what is asked. A question without words is none. */
export function SettingsFormView({ locale, fields, version, refused }: SettingsFormViewProps) {
  const { t } = useTranslation('organising')
  const errors = refused?.errors ?? {}
  const { labelOf, say } = useOrganiseWords(errors)
  const field = (name: string) => ({
    ...{ name, label: labelOf(name), error: say(name), defaultValue: fields[name] ?? '' },
  })
  const asked = Array.from({ length: walkLimits.questions }, (_, n) => n).filter(
    (n) => fields[`question${n}Zh`] || fields[`question${n}En`] || fields[`question${n}Choices`],
  )
  const next = Array.from({ length: walkLimits.questions }, (_, n) => n).find((n) => !asked.includes(n))
  return (
    <OrganiseForm
      {...{ locale, errors, version, meanwhile: refused?.meanwhile }}
      names={settingsFieldNames}
      submitLabel={t('save')}
    >
      <FormSection title={t('section.times')}>
        <div className={pair}>
          <TextField {...field('registerFrom')} type="datetime-local" required />
          <TextField {...field('registerUntil')} type="datetime-local" required />
          <TextField {...field('backBy')} type="time" hint={t('hint.backBy')} required />
          <TextField {...field('unitMembers')} inputMode="numeric" hint={t('hint.unitMembers')} />
        </div>
      </FormSection>
      <FormSection title={t('section.stamps')}>
        <RadioCards
          {...{ name: 'stampOrder', legend: labelOf('stampOrder'), error: say('stampOrder') }}
          defaultValue={fields.stampOrder}
          columns={2}
          options={(['free', 'fixed'] as const).map((value) => ({ value, label: t(`order.${value}`) }))}
        />
        <div className={pair}>
          <TextField {...field('leastMinutesApart')} inputMode="numeric" hint={t('hint.leastMinutesApart')} />
        </div>
      </FormSection>
      <FormSection title={t('section.fee')}>
        <div className={pair}>
          <TextField
            {...field('fee')}
            inputMode="decimal"
            hint={t('hint.fee')}
            optionalText={t('optional')}
          />
        </div>
      </FormSection>
      <FormSection title={t('section.questions')} id="questions" hint={t('hint.questions')}>
        {[...asked, ...(next === undefined ? [] : [next])].map((n) => (
          <fieldset key={n} className="space-y-4 rounded-paper border border-line p-4">
            <legend className="px-2 font-semibold">
              {n === next ? t('newQuestion') : t('question', { n: n + 1 })}
            </legend>
            <input type="hidden" name={`question${n}Key`} value={fields[`question${n}Key`] ?? ''} />
            <div className={pair}>
              <TextField {...field(`question${n}Zh`)} label={labelOf('questionZh')} lang="zh-CN" />
              <TextField {...field(`question${n}En`)} label={labelOf('questionEn')} lang="en" />
            </div>
            <TextArea
              {...field(`question${n}Choices`)}
              label={labelOf('questionChoices')}
              hint={t('hint.choices')}
              optionalText={t('optional')}
            />
            <CheckboxField
              name={`question${n}Required`}
              value="yes"
              label={labelOf('questionRequired')}
              defaultChecked={fields[`question${n}Required`] === 'yes'}
            />
          </fieldset>
        ))}
      </FormSection>
    </OrganiseForm>
  )
}
