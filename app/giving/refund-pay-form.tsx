import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { formatDay } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { SelectField } from '~/ui/desk/select-field'
import { Notice } from '~/ui/notice'
import { Panel } from '~/ui/panel'
import { TextField } from '~/ui/text-field'
import type { PayFormState } from './answer-pay-refund.server'
import type { RefundLine } from './list-refund-lines.server'
import { type Refund, refundWays } from './refund'

export interface RefundPayFormProps {
  refund: Refund
  /** Debits of the bank that it may be. */
  lines: readonly RefundLine[]
  today: string
  refused: PayFormState | null
  locale: Locale
}

/** One refund that somebody has to pay: how and when the money went back, with its proof; or that it will not. */
export function RefundPayForm({ refund, lines, today, refused, locale }: RefundPayFormProps) {
  const { t } = useTranslation('gifts')
  const pending = useNavigation().state !== 'idle'
  const { errors = {} } = refused ?? {}
  const { id } = refund
  const amount = formatFen(refund.amountFen + refund.feeFen)
  return (
    <Panel id={`pay-${id}`} title={t('back.pay.title', { amount })} tone="plain">
      <p className="max-w-prose text-soft">{t('back.pay.lead')}</p>
      <Form
        method="post"
        encType="multipart/form-data"
        noValidate
        className="mt-4 max-w-xl space-y-4"
        key={JSON.stringify(refused)}
      >
        <input type="hidden" name="refundId" value={id} />
        {errors.form && (
          <Notice kind="refused" live>
            {t(`back.error.${errors.form}`)}
          </Notice>
        )}
        <SelectField
          name="way"
          id={`way-${id}`}
          label={t('back.pay.way')}
          options={refundWays.map((value) => ({ value, label: t(`back.ways.${value}`) }))}
          emptyLabel={t('back.choose')}
          defaultValue={refused?.way ?? ''}
          error={errors.way && t('back.error.choose-way')}
        />
        {lines.length > 0 && (
          <SelectField
            name="line"
            id={`line-${id}`}
            label={t('back.pay.line')}
            hint={t('back.pay.lineHint')}
            options={lines.map((line) => ({
              value: line.id,
              label: `${formatDay(locale, line.day)} · ${amount} · ${line.counterparty || t('back.pay.unnamed')}`,
            }))}
            emptyLabel={t('back.pay.noLine')}
            defaultValue={refused?.line ?? ''}
            error={errors.line && t('back.error.line-gone')}
          />
        )}
        <TextField
          name="on"
          id={`on-${id}`}
          type="date"
          max={today}
          label={t('back.pay.on')}
          defaultValue={refused?.on ?? today}
          error={errors.on && t(`back.error.${errors.on}`)}
        />
        <TextField
          name="evidence"
          id={`evidence-${id}`}
          type="file"
          accept="application/pdf,image/png,image/jpeg"
          className="h-auto py-2"
          label={t('back.pay.evidence')}
          hint={t('back.pay.evidenceHint')}
          error={errors.evidence && t(`back.error.${errors.evidence}`)}
        />
        <div className="flex flex-wrap gap-3">
          <Button name="intent" value="pay-refund" pending={pending}>
            {t('back.pay.submit')}
          </Button>
          <Button name="intent" value="drop-refund" variant="secondary" pending={pending}>
            {t('back.pay.drop')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}
