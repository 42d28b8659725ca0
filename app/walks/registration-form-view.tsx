import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { inLocale, type Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { CheckboxField } from '~/ui/checkbox-field'
import { ErrorSummary } from '~/ui/error-summary'
import { FormSection } from '~/ui/form-section'
import { Notice } from '~/ui/notice'
import { Prose } from '~/ui/prose'
import { TextField } from '~/ui/text-field'
import type { Registration } from './find-registration.server'
import { mostWalkers, type RegistrationErrors, type RegistrationFields } from './registration-form'
import { useFieldErrors } from './use-field-errors'
import { WalkerFieldset } from './walker-fieldset'

export type RegistrationRefusal =
  | 'closed'
  | 'not-open-yet'
  | 'level-unknown'
  | 'too-many'
  | 'unit-closed'
  | 'unit-full'

export interface RegistrationFormProps {
  locale: Locale
  registration: Registration
  fields: RegistrationFields
  errors: RegistrationErrors
  /** Why the whole form was not taken. */
  refusal?: RegistrationRefusal
}

/** Who walks, who is reached, what is agreed to. A plain form: adding a walker is sending it, and nothing typed gets lost. */
export function RegistrationForm({ locale, registration, fields, errors, refusal }: RegistrationFormProps) {
  const { levels, questions, feeFen } = registration
  const { t } = useTranslation('registration')
  const { say, summary } = useFieldErrors(errors)
  const count = fields.walkers.length
  return (
    <Form method="post" reloadDocument noValidate className="space-y-6">
      {/* Enter in a field registers, and does not add or take out a walker: the first button is what Enter presses. */}
      <button type="submit" className="sr-only" tabIndex={-1} aria-hidden="true" />
      <input type="hidden" name="formId" value={fields.formId} />
      <input type="hidden" name="waiver" value={registration.waiverVersion} />
      <input type="hidden" name="walkers" value={count} />
      <input type="hidden" name="card" value={fields.card} />
      {refusal && <Notice kind="refused" title={t(`refused.${refusal}`)} />}
      <ErrorSummary title={t('form.errors', { count: summary.length })} errors={summary} />

      <FormSection step={1} title={t('form.who')} hint={t('form.whoHint')} id="who">
        {fields.walkers.map((walker, i) => (
          <WalkerFieldset
            // biome-ignore lint/suspicious/noArrayIndexKey: a walker has no identity before registration but their place in the form
            key={i}
            locale={locale}
            at={i}
            alone={count === 1}
            walker={walker}
            levels={levels}
            questions={questions}
            say={say}
          />
        ))}
        {count < mostWalkers && (
          <Button variant="secondary" name="intent" value="add" formAction={`#w${count}`}>
            {t('form.add')}
          </Button>
        )}
      </FormSection>

      <FormSection step={2} title={t('form.reach')} hint={t('form.reachHint')} id="reach">
        <TextField
          name="contactName"
          label={t('form.contactName')}
          optionalText={t('form.optional')}
          hint={t('form.contactNameHint')}
          error={say('contactName')}
          defaultValue={fields.contactName}
          autoComplete="name"
        />
        <TextField
          name="contactEmail"
          type="email"
          label={t('form.contactEmail')}
          hint={t('form.contactEmailHint')}
          error={say('contactEmail')}
          defaultValue={fields.contactEmail}
          autoComplete="email"
          inputMode="email"
        />
        <TextField
          name="contactPhone"
          type="tel"
          label={t('form.contactPhone')}
          error={say('contactPhone')}
          defaultValue={fields.contactPhone}
          autoComplete="tel"
          inputMode="tel"
        />
        <TextField
          name="emergencyName"
          label={t('form.emergencyName')}
          hint={t('form.emergencyHint')}
          error={say('emergencyName')}
          defaultValue={fields.emergencyName}
        />
        <TextField
          name="emergencyPhone"
          type="tel"
          label={t('form.emergencyPhone')}
          error={say('emergencyPhone')}
          defaultValue={fields.emergencyPhone}
          inputMode="tel"
        />
      </FormSection>

      <FormSection step={3} title={t('form.agree')} id="agree">
        <div className="rounded-paper border border-line bg-sunk p-4">
          <Prose text={inLocale(locale, { zh: registration.waiverZh, en: registration.waiverEn })} />
        </div>
        <CheckboxField
          name="agreed"
          value="yes"
          label={t('form.agreed')}
          // A text that changed is agreed to anew.
          defaultChecked={fields.agreed && errors.agreed !== 'waiver-changed'}
          error={say('agreed')}
        />
        {feeFen > 0n && (
          <p>{t('form.fee', { fee: formatFen(feeFen), sum: formatFen(feeFen * BigInt(count)) })}</p>
        )}
      </FormSection>

      <Button variant="primary" size="large" wide name="intent" value="register">
        {feeFen > 0n ? t('form.registerAndPay') : t('form.register', { count })}
      </Button>
    </Form>
  )
}
