import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { TextField } from '~/ui/text-field'

interface BankLineAmountProps {
  /** Whose money it is said to be. */
  of: 'pledge' | 'sponsor'
  id: string
  amount: string
  error?: string
}

/** Says by hand how much of a line is this one's. */
export function BankLineAmount({ of, id, amount, error }: BankLineAmountProps) {
  const { t } = useTranslation('bank')
  return (
    <Form method="post" className="mt-1 flex flex-wrap items-end gap-3">
      <input type="hidden" name={of} value={id} />
      <TextField
        name="amount"
        id={`amount-${id}`}
        inputMode="decimal"
        autoComplete="off"
        label={t('match.amount')}
        defaultValue={amount}
        error={error}
      />
      <Button name="intent" value={of} variant="secondary">
        {t('lines.open')}
      </Button>
    </Form>
  )
}
