import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { CheckboxField } from '~/ui/checkbox-field'
import { SelectField } from '~/ui/desk/select-field'
import { LinkButton } from '~/ui/link-button'
import { TextField } from '~/ui/text-field'
import type { BatchKind } from './batch'
import type { LineErrors, LineFields } from './batch-form'

export interface BatchLineFormProps {
  here: string
  kind: BatchKind
  fields: LineFields
  errors: LineErrors
  /** Funds that a line may name, with their names in the page's language. */
  funds: readonly { fund: string; name: string }[]
  /** It is there already and is changed. */
  changing: boolean
  /** Somebody is writing one after another. */
  focus: boolean
}

/** One gift of a batch; kept at once, so that nothing of a long batch is lost. */
export function BatchLineForm({ here, kind, fields, errors, funds, changing, focus }: BatchLineFormProps) {
  const { t } = useTranslation('offline')
  const pending = useNavigation().state !== 'idle'
  const say = (field: keyof LineFields) =>
    errors[field] && t(`lineError.${field}.${errors[field]}` as 'lineError.amount.missing')
  const optionalText = t('line.optional')
  return (
    <Form method="post" action={here} noValidate className="space-y-4" key={fields.formId}>
      <input type="hidden" name="formId" value={fields.formId} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          name="amount"
          label={t('column.amount')}
          inputMode="decimal"
          autoComplete="off"
          autoFocus={focus}
          className="tabular"
          defaultValue={fields.amount}
          error={say('amount') ?? say('formId')}
        />
        <TextField
          name="donorName"
          label={t('line.donorName')}
          hint={t('line.anonymousHint')}
          optionalText={optionalText}
          autoComplete="off"
          defaultValue={fields.donorName}
          error={say('donorName')}
        />
        {kind === 'cheque' && (
          <>
            <TextField
              name="chequeNumber"
              label={t('column.chequeNumber')}
              autoComplete="off"
              className="tabular"
              defaultValue={fields.chequeNumber}
              error={say('chequeNumber')}
            />
            <TextField
              name="chequeBank"
              label={t('column.chequeBank')}
              autoComplete="off"
              defaultValue={fields.chequeBank}
              error={say('chequeBank')}
            />
          </>
        )}
        <TextField
          name="contactEmail"
          type="email"
          label={t('line.email')}
          hint={t('line.emailHint')}
          optionalText={optionalText}
          autoComplete="off"
          defaultValue={fields.contactEmail}
          error={say('contactEmail')}
        />
        <SelectField
          name="fund"
          label={t('line.fund')}
          emptyLabel={t('line.asBatch')}
          defaultValue={fields.fund}
          error={say('fund')}
          options={[
            { value: 'routing', label: t('line.byRouting') },
            ...funds.map(({ fund, name }) => ({ value: fund, label: name })),
          ]}
        />
      </div>
      <CheckboxField
        name="nameConsent"
        value="yes"
        label={t('line.consent')}
        defaultChecked={fields.nameConsent === 'yes'}
      />
      <div className="flex flex-wrap gap-3">
        <Button name="intent" value="enter" pending={pending}>
          {t(changing ? 'line.save' : 'line.send')}
        </Button>
        {changing && (
          <LinkButton variant="secondary" to={here}>
            {t('one.back')}
          </LinkButton>
        )}
      </div>
    </Form>
  )
}
