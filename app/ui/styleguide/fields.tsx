import { AmountField } from '../amount-field'
import { CheckboxField } from '../checkbox-field'
import { ErrorSummary } from '../error-summary'
import { FormSection } from '../form-section'
import { RadioCards } from '../radio-cards'
import { TextArea } from '../text-area'
import { TextField } from '../text-field'
import { fill, useTexts } from './texts'

export function FieldSection() {
  const { field } = useTexts()
  const presets = ['20', '50', '100', '200', '500'].map((n) => ({ value: n, label: `¥${n}` }))
  const left = (n: number) => fill(n < 0 ? field.over : field.left, { n: Math.abs(n) })
  return (
    <div className="grid gap-8 lg:grid-cols-2">
      <div className="space-y-6">
        <FormSection step={1} title={field.step1}>
          <RadioCards
            name="preset"
            legend={field.preset}
            columns={3}
            defaultValue="100"
            options={[...presets, { value: 'other', label: field.other }]}
          />
          <AmountField name="amount" label={field.amount} hint={field.amountHint} defaultValue="66.66" />
        </FormSection>
        <FormSection step={2} title={field.step2} hint={field.step2Hint} id="sign">
          <TextField
            name="donor"
            label={field.name}
            hint={field.nameHint}
            optionalText={field.optional}
            autoComplete="name"
          />
          <TextArea
            name="message"
            label={field.message}
            defaultValue={field.messageValue}
            maxLength={30}
            remainingText={left}
          />
          <CheckboxField name="publish" label={field.publish} hint={field.publishHint} defaultChecked />
        </FormSection>
      </div>
      <div className="space-y-5">
        <ErrorSummary
          title={field.summary}
          takeFocus={false}
          errors={[
            { fieldId: 'wrong-amount', message: field.amountError },
            { fieldId: 'wrong-email', message: field.emailError },
          ]}
        />
        <AmountField
          id="wrong-amount"
          name="amount2"
          label={field.amount}
          defaultValue="66.666"
          error={field.amountError}
        />
        <TextField
          id="wrong-email"
          name="email"
          type="email"
          label={field.email}
          defaultValue="name.example.cn"
          error={field.emailError}
        />
        <RadioCards
          name="who"
          legend={field.who}
          error={field.whoError}
          options={[
            { value: 'person', label: field.person, detail: field.personDetail },
            { value: 'unit', label: field.unit, detail: field.unitDetail },
            { value: 'family', label: field.unitClosed, disabled: true },
          ]}
        />
        <CheckboxField name="agree" label={field.agree} error={field.agreeError} />
        <TextField name="number" label={field.disabled} defaultValue="GZ-2024-0106" disabled />
      </div>
    </div>
  )
}
