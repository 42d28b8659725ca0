import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { CheckboxField } from '~/ui/checkbox-field'
import { SelectField } from '~/ui/desk/select-field'
import { ErrorSummary } from '~/ui/error-summary'
import { TextField } from '~/ui/text-field'
import type { SettingErrors, SettingFields } from './pledge-setting-form'

interface PledgeSettingFormProps {
  fields: SettingFields
  errors: SettingErrors
  /** Of the campaign's routing. */
  funds: readonly { value: string; label: string }[]
}

/** The account to transfer to, and what units may designate. */
export function PledgeSettingForm({ fields, errors, funds }: PledgeSettingFormProps) {
  const { t } = useTranslation('pledging')
  const say = (control: string) => (errors[control] ? t(`settings.fault.${errors[control]}`) : undefined)
  const labelOf = (control: string) => {
    const [, part, n] = /^region(Zh|En|Fund)(\d)$/.exec(control) ?? []
    if (part) return t(`settings.${part.toLowerCase() as 'zh' | 'en' | 'fund'}`, { n: Number(n) + 1 })
    return t(`settings.${control as 'accountName' | 'bankName' | 'accountNumber' | 'funds'}`)
  }
  const summary = Object.keys(errors).map((control) => ({
    fieldId: control === 'funds' ? undefined : control,
    message: `${labelOf(control)}: ${say(control)}`,
  }))
  const shown = fields.regions.filter(({ zh, en }) => zh !== '' || en !== '').length + 2
  return (
    <Form method="post" noValidate className="space-y-6">
      <input type="hidden" name="version" value={fields.version} />
      <ErrorSummary title={t('form.errors', { count: summary.length })} errors={summary} />
      <CheckboxField
        name="takesPledges"
        value="yes"
        label={t('settings.takesPledges')}
        hint={t('settings.takesPledgesHint')}
        defaultChecked={fields.takesPledges === 'yes'}
      />
      <fieldset className="space-y-4">
        <legend className="font-serif text-lg font-bold">{t('settings.account')}</legend>
        {(['accountName', 'bankName', 'accountNumber'] as const).map((name) => (
          <TextField
            key={name}
            name={name}
            label={t(`settings.${name}`)}
            defaultValue={fields[name]}
            error={say(name)}
            autoComplete="off"
          />
        ))}
      </fieldset>
      <fieldset className="space-y-4">
        <legend className="font-serif text-lg font-bold">{t('settings.regions')}</legend>
        <p className="text-soft">{t('settings.regionsHint')}</p>
        {fields.regions.slice(0, shown).map((region, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows keep their places
          <div key={i} className="grid gap-3 sm:grid-cols-3">
            <input type="hidden" name={`regionKey${i}`} value={region.key} />
            <TextField
              name={`regionZh${i}`}
              label={labelOf(`regionZh${i}`)}
              defaultValue={region.zh}
              error={say(`regionZh${i}`)}
              lang="zh-CN"
            />
            <TextField
              name={`regionEn${i}`}
              label={labelOf(`regionEn${i}`)}
              defaultValue={region.en}
              error={say(`regionEn${i}`)}
              lang="en"
            />
            <SelectField
              name={`regionFund${i}`}
              label={labelOf(`regionFund${i}`)}
              emptyLabel={t('settings.byRouting')}
              defaultValue={region.fund}
              error={say(`regionFund${i}`)}
              options={funds}
            />
          </div>
        ))}
      </fieldset>
      <fieldset>
        <legend className="font-serif text-lg font-bold">{t('settings.funds')}</legend>
        {funds.length === 0 && <p className="text-soft">{t('settings.noFunds')}</p>}
        {funds.map(({ value, label }) => (
          <CheckboxField
            key={value}
            name="funds"
            id={`funds-${value}`}
            value={value}
            label={label}
            defaultChecked={fields.funds.includes(value)}
          />
        ))}
      </fieldset>
      <Button>{t('settings.save')}</Button>
    </Form>
  )
}
