import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { formatDay } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { CheckboxField } from '~/ui/checkbox-field'
import { Disclosure } from '~/ui/disclosure'
import { Panel } from '~/ui/panel'
import type { DepositLot } from './list-deposit-lots.server'

/** Cash and cheques in the house that this line may be; what is exactly its amount is ticked. */
export function BankLineDeposits({
  locale,
  lots,
  openFen,
}: {
  locale: Locale
  lots: readonly Omit<DepositLot, 'entries'>[]
  openFen: bigint
}) {
  const { t } = useTranslation('bank')
  const pending = useNavigation().state !== 'idle'
  if (lots.length === 0) return null
  const sum = lots.reduce((all, lot) => all + BigInt(lot.amountFen), 0n)
  const one = lots.find((lot) => BigInt(lot.amountFen) === BigInt(openFen))
  const ticked = (key: string) => (sum === BigInt(openFen) ? true : key === one?.key)
  const form = (
    <Form method="post" className="space-y-3">
      <p className="text-soft">{t('match.depositText')}</p>
      <ul className="divide-y divide-line">
        {lots.map((lot) => (
          <li key={lot.key}>
            <CheckboxField
              name="lot"
              id={`lot-${lot.key}`}
              value={lot.key}
              defaultChecked={ticked(lot.key)}
              label={
                <span className="flex flex-wrap gap-x-3">
                  <span className="[overflow-wrap:anywhere]">
                    {t(`match.lot.${lot.kind}`, { about: inLocale(locale, lot), number: lot.chequeNumber })}
                  </span>
                  <span className="text-soft">{formatDay(locale, lot.day)}</span>
                  <strong className="tabular">{formatFen(BigInt(lot.amountFen))}</strong>
                </span>
              }
            />
          </li>
        ))}
      </ul>
      <Button name="intent" value="deposit" pending={pending}>
        {t('match.depositTake')}
      </Button>
    </Form>
  )
  // Where nothing here is the line's amount, it is hardly one of these.
  return one || sum === BigInt(openFen) ? (
    <Panel id="deposit" title={t('match.deposit')}>
      {form}
    </Panel>
  ) : (
    <Disclosure summary={t('match.deposit')}>{form}</Disclosure>
  )
}
