import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FundChoice } from '~/ledger/list-fund-choices.server'
import { inLocale, type Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { CheckboxField } from '~/ui/checkbox-field'
import { SelectField } from '~/ui/desk/select-field'
import { FieldError } from '~/ui/field-error'
import { Tag } from '~/ui/tag'
import { TextField } from '~/ui/text-field'
import { percentTyped, type RoutingErrors, type RoutingFields, sumOf } from './routing-form'

export interface RoutingFieldsProps {
  locale: Locale
  fields: RoutingFields
  errors: RoutingErrors
  funds: readonly FundChoice[]
}

/**
 * The rows of a routing rule: fund, percent, on offer. Rows are added and removed by submitting, which keeps all that was typed, works
 * without scripts and comes back to the sum; with them the sum moves while typing.
 */
export function RoutingFieldset({ locale, fields, errors, funds }: RoutingFieldsProps) {
  const { t } = useTranslation('editing')
  const [sum, setSum] = useState(sumOf(fields.rows))
  const box = useRef<HTMLDivElement>(null)
  const type = useCallback(() => {
    const inputs = box.current!.querySelectorAll<HTMLInputElement>('input[name^=percent-]')
    setSum(sumOf([...inputs].map((input) => ({ percent: input.value }))))
  }, [])
  // What was typed before the scripts came counts too.
  useEffect(type, [type])
  const options = funds.map((f) => ({
    value: f.slug,
    label: inLocale(locale, { zh: f.nameZh, en: f.nameEn }),
  }))
  return (
    <div ref={box} onInput={type} className="space-y-5">
      <input type="hidden" name="rows" value={fields.rows.length} />
      {/* Enter in a field saves; without this the browser would press the first button, which removes a row. */}
      <button type="submit" name="intent" value="save" className="sr-only" tabIndex={-1} aria-hidden="true" />
      <ol className="space-y-4">
        {fields.rows.map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; the form is drawn anew with each answer
          <li key={i} className="rounded-paper border border-line bg-raised p-4">
            <div className="grid gap-x-4 gap-y-3 sm:grid-cols-[1fr_8rem]">
              <SelectField
                name={`fund-${i}`}
                label={t('routing.fund', { n: i + 1 })}
                defaultValue={row.fund}
                emptyLabel={t('routing.chooseFund')}
                options={options}
                error={
                  errors.rows[i] && errors.rows[i] !== 'percent'
                    ? t(`error.${errors.rows[i]}` as 'error.fund-missing')
                    : undefined
                }
              />
              <TextField
                name={`percent-${i}`}
                label={t('routing.percent')}
                inputMode="decimal"
                className="tabular"
                maxLength={16}
                defaultValue={row.percent}
                error={errors.rows[i] === 'percent' ? t('error.percent') : undefined}
              />
            </div>
            <div className="flex flex-wrap items-center justify-between gap-x-4">
              <CheckboxField
                name={`offer-${i}`}
                value="yes"
                label={t('routing.onOffer')}
                defaultChecked={row.onOffer}
              />
              <Button variant="quiet" formAction="#sum" name="intent" value={`remove-${i}`}>
                {t('routing.remove', { n: i + 1 })}
              </Button>
            </div>
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Button variant="secondary" formAction="#sum" name="intent" value="add-row">
          {t('routing.add')}
        </Button>
        <p id="sum" className="flex items-center gap-3" role="status">
          <span className="tabular text-lg font-semibold">
            {t('routing.sum', { percent: percentTyped(sum) })}
          </span>
          <Tag tone={sum === 10_000 ? 'done' : 'attention'}>
            {sum === 10_000
              ? t('routing.whole')
              : sum < 10_000
                ? t('routing.short', { percent: percentTyped(10_000 - sum) })
                : t('routing.over', { percent: percentTyped(sum - 10_000) })}
          </Tag>
        </p>
      </div>
      {errors.form && (
        <FieldError id="sum-error">{t(`error.${errors.form}` as 'error.routing-empty')}</FieldError>
      )}
      <CheckboxField
        name="donorMayChoose"
        value="yes"
        label={t('routing.donorMayChoose')}
        hint={t('routing.donorMayChooseHint')}
        defaultChecked={fields.donorMayChoose}
      />
    </div>
  )
}
