import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatFen, yuanText } from '~/money/fen'
import { type Locale, pathIn } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { SelectField } from '~/ui/desk/select-field'
import { LinkButton } from '~/ui/link-button'
import { Notice } from '~/ui/notice'
import { Panel } from '~/ui/panel'
import { TextArea } from '~/ui/text-area'
import { TextField } from '~/ui/text-field'
import type { RefundFormState } from './answer-refund-form.server'
import { longestRefundNote, type MoneyBack, refundReasons } from './refund'

export interface RefundFormProps {
  back: MoneyBack
  /** Made by the loader: the same form sent twice is one refund. */
  refundId: string
  aloneUpToFen: bigint
  refused: RefundFormState | null
  pending: boolean
  locale: Locale
}

/** Gives money back: how much, and why. */
export function RefundForm({ back, refundId, aloneUpToFen, refused, pending, locale }: RefundFormProps) {
  const { t } = useTranslation('gifts')
  const { errors = {} } = refused ?? {}
  const { leftFen, feeLeftFen } = back
  return (
    <Panel id="refund" title={t('back.give')} tone="plain">
      <p className="max-w-prose text-soft">
        {t('back.lead', { left: formatFen(leftFen) })}
        {feeLeftFen > 0n && ` ${t('back.leadFee', { fee: formatFen(feeLeftFen) })}`}{' '}
        {t('back.leadTwo', { limit: formatFen(aloneUpToFen) })}{' '}
        {t(back.byHand ? 'back.leadByHand' : 'back.leadProvider')}
      </p>
      {back.waits ? (
        <div className="mt-4 max-w-prose space-y-3">
          <Notice kind="attention">{t('back.waits')}</Notice>
          <LinkButton variant="secondary" to={pathIn(locale, '/desk/proposals')}>
            {t('back.toProposals')}
          </LinkButton>
        </div>
      ) : (
        <Form method="post" className="mt-4 max-w-xl space-y-4">
          <input type="hidden" name="intent" value="refund" />
          <input type="hidden" name="refundId" value={refundId} />
          {errors.form && (
            <Notice kind="refused" live>
              {t(`back.error.${errors.form}`)}
            </Notice>
          )}
          <TextField
            name="amount"
            label={t('back.amountField')}
            hint={t('back.amountHint')}
            inputMode="decimal"
            autoComplete="off"
            defaultValue={refused?.amount ?? yuanText(leftFen)}
            error={errors.amount && t(`back.error.${errors.amount}`)}
          />
          <SelectField
            name="reason"
            label={t('back.reason')}
            options={refundReasons.map((value) => ({ value, label: t(`back.reasons.${value}`) }))}
            emptyLabel={t('back.choose')}
            defaultValue={refused?.reason ?? ''}
            error={errors.reason && t('back.error.choose')}
          />
          <TextArea
            name="note"
            label={t('back.note')}
            hint={t('back.noteHint')}
            rows={2}
            maxLength={longestRefundNote}
            defaultValue={refused?.note ?? ''}
            error={errors.note && t('back.error.note-too-long')}
          />
          <Button type="submit" pending={pending}>
            {t('back.submit')}
          </Button>
        </Form>
      )}
    </Panel>
  )
}
