import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { inLocale } from '~/platform/i18n'
import type { OpenInstalment } from '~/projects/list-open-instalments.server'
import type { YearlyUse } from '~/projects/yearly-use'
import { Button } from '~/ui/button'
import { CheckboxField } from '~/ui/checkbox-field'
import { SelectField } from '~/ui/desk/select-field'
import { TextField } from '~/ui/text-field'
import { mostPaymentParts } from './plan-form'
import type { PlanPartProps } from './plan-payments'

/** Money goes out: to whom, when, from which fund, for which line, and what shows it. */
export function PayForm(props: PlanPartProps) {
  const { locale, here, found, names, today, formId, instalments, yearly, refused } = props
  const { t } = useTranslation('plans')
  const pending = useNavigation().state !== 'idle'
  const { lines, sources } = found.draft
  const ours = refused?.at === 'pay' ? refused : null
  const form: Record<string, string> = ours?.form ?? {}
  const errors: Record<string, string | undefined> = ours?.errors ?? {}
  const say = (name: string) => (errors[name] ? t(`error.${errors[name] as 'missing'}`) : undefined)
  const field = (name: string, value = '') => ({
    name,
    autoComplete: 'off',
    defaultValue: form[name] ?? value,
    error: say(name),
  })
  const leftOf = (fund: string) => {
    const source = sources.find((one) => one.fund === fund)!
    return formatFen(source.amountFen - source.paidFen - source.returnedFen)
  }
  const most = Math.min(mostPaymentParts, Math.max(lines.length, sources.length, 2))
  const says = (one: OpenInstalment) => {
    const awaits = one.awaits && one.awaits.metOn === null ? one.awaits : null
    const words = ({ titleZh, titleEn }: { titleZh: string; titleEn: string }) =>
      inLocale(locale, { zh: titleZh, en: titleEn || titleZh })
    const waits = awaits && t('pay.awaits', { milestone: words(awaits) })
    return [`${one.number} · ${one.no}`, words(one), formatFen(one.amountFen), waits]
      .filter(Boolean)
      .join(' · ')
  }
  const paidThisYear = (years: YearlyUse['years']) =>
    years.find(({ year }) => String(year) === today.slice(0, 4))?.paidFen ?? 0n
  const budgets = yearly
    .filter(({ cancelled, byInstalments }) => !cancelled && !byInstalments)
    .map(({ contract, number, titleZh, titleEn, budgetFen, years }) => ({
      value: contract,
      label: t('pay.yearly', {
        ...{ number, title: inLocale(locale, { zh: titleZh, en: titleEn || titleZh }) },
        ...{ paid: formatFen(paidThisYear(years)), budget: formatFen(budgetFen) },
      }),
    }))
  return (
    <Form
      method="post"
      action={`${here}#pay`}
      encType="multipart/form-data"
      noValidate
      className="max-w-3xl space-y-5"
      key={formId}
    >
      <input type="hidden" name="formId" value={formId} />
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <TextField {...field('payee')} label={t('pay.payee')} />
        <TextField
          {...field('paidOn', today)}
          type="date"
          max={today}
          label={t('pay.paidOn')}
          hint={t('pay.paidOnHint')}
        />
      </div>
      <CheckboxField
        name="isPerson"
        value="yes"
        label={t('pay.isPerson')}
        defaultChecked={form.isPerson === 'yes'}
      />
      {Array.from({ length: most }, (_, n) => n + 1).map((n) => (
        <div key={n} className="grid items-start gap-4 sm:grid-cols-[2fr_2fr_1fr]">
          <SelectField
            {...field(`part${n}Line`, String(lines[n - 1]?.no ?? ''))}
            label={t('pay.line')}
            emptyLabel="—"
            options={lines.map((line) => ({ value: String(line.no), label: line.title }))}
          />
          <SelectField
            {...field(`part${n}Fund`, sources[sources.length === 1 ? 0 : n - 1]?.fund)}
            label={t('pay.fund')}
            emptyLabel="—"
            options={sources.map(({ fund }) => ({
              value: fund,
              label: t('pay.left', { fund: names[fund] ?? fund, left: leftOf(fund) }),
            }))}
          />
          <TextField
            {...field(`part${n}Amount`)}
            label={t('pay.amount', { n })}
            inputMode="decimal"
            className="tabular"
          />
        </div>
      ))}
      {instalments.length + budgets.length > 0 && (
        <SelectField
          {...field('instalment')}
          label={t('pay.instalment')}
          hint={t('pay.instalmentHint')}
          emptyLabel={t('pay.noInstalment')}
          options={[
            ...instalments.map((one) => ({ value: `${one.contract} ${one.no}`, label: says(one) })),
            ...budgets,
          ]}
        />
      )}
      {ours?.refused === 'contract-over-year' && (
        <CheckboxField name="overYear" value="yes" label={t('pay.overYear')} />
      )}
      <TextField
        name="evidence"
        type="file"
        accept="application/pdf,image/png,image/jpeg"
        className="h-auto py-2"
        label={t('pay.evidence')}
        hint={ours ? t('pay.evidenceAgain') : t('pay.evidenceHint')}
        error={say('evidence')}
      />
      <Button name="intent" value="pay" pending={pending}>
        {t('pay.do')}
      </Button>
    </Form>
  )
}
