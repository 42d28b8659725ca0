import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { formatDay } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import type { OpenInstalment } from '~/projects/list-open-instalments.server'
import type { YearlyUse } from '~/projects/yearly-use'
import { Button } from '~/ui/button'
import { Disclosure } from '~/ui/disclosure'
import { Money } from '~/ui/money'
import { TextArea } from '~/ui/text-area'
import type { PlanRefused } from './answer-plan-form.server'
import type { FoundPlan, Payment } from './find-plan.server'

export interface PlanPartProps {
  locale: Locale
  here: string
  found: FoundPlan
  /** Names of funds by slug. */
  names: Readonly<Record<string, string>>
  today: string
  /** Names what is sent next: twice it is one. */
  formId: string
  instalments: readonly OpenInstalment[]
  /** Service contracts of the plan's project that are paid from a yearly budget. */
  yearly: readonly YearlyUse[]
  /** What was refused of this page's forms, if anything. */
  refused: PlanRefused | null
}

/** What was paid under a plan, the first first. */
export function PlanPayments(props: PlanPartProps) {
  const { t } = useTranslation('plans')
  const { payments } = props.found
  if (payments.length === 0) return <p className="text-soft">{t('payments.none')}</p>
  return (
    <ol className="divide-y divide-line">
      {payments.map((payment) => (
        <OnePayment key={payment.id} payment={payment} {...props} />
      ))}
    </ol>
  )
}

function OnePayment({ payment, ...props }: PlanPartProps & { payment: Payment }) {
  const { locale, here, found, names } = props
  const { t } = useTranslation('plans')
  const back = payment.reversedOn !== null
  const struck = back ? 'text-soft line-through' : 'font-semibold'
  const lineOf = (no: number) => found.draft.lines.find((line) => line.no === no)?.title ?? ''
  return (
    <li className="space-y-1 py-3">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className={struck}>
          {formatDay(locale, payment.paidOn)} · {payment.payee}
        </span>
        <Money fen={payment.amountFen} className={struck} />
      </p>
      <ul className="text-sm text-soft">
        {payment.parts.map((part) => (
          <li key={`${part.fund} ${part.line} ${part.amountFen}`}>
            {t('payments.part', {
              line: lineOf(part.line),
              fund: names[part.fund] ?? part.fund,
              amount: formatFen(part.amountFen),
            })}
          </li>
        ))}
      </ul>
      <p className="text-sm text-soft">
        {[
          payment.instalment && t('payments.instalment', { instalment: payment.instalment }),
          payment.isPerson && t('payments.person'),
          t('payments.by', { name: payment.byName }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p>
        <a
          className="link inline-flex min-h-11 items-center [overflow-wrap:anywhere]"
          href={`${here}/file/${payment.evidence}`}
          target="_blank"
          rel="noreferrer"
        >
          {t('payments.evidence', { name: payment.evidenceName })}
        </a>
      </p>
      {back && (
        <p className="text-sm">
          {t('payments.reversed', { day: formatDay(locale, payment.reversedOn!), why: payment.reversedWhy })}
        </p>
      )}
      {payment.reversing && <p className="font-semibold">{t('payments.reversing')}</p>}
      {!back && !payment.reversing && found.may.reverse && <ReverseForm payment={payment} {...props} />}
    </li>
  )
}

function ReverseForm({
  payment,
  here,
  refused,
}: Pick<PlanPartProps, 'here' | 'refused'> & { payment: Payment }) {
  const { t } = useTranslation('plans')
  const ours = refused?.at === payment.id ? refused : null
  return (
    <Disclosure bare summary={t('reverse.title')} open={ours !== null}>
      <Form method="post" action={here} className="max-w-xl space-y-3">
        <input type="hidden" name="payment" value={payment.id} />
        <TextArea
          name="text"
          id={`reverse-${payment.id}`}
          label={t('reverse.why')}
          hint={t('reverse.hint')}
          defaultValue={ours?.form.text ?? ''}
          error={ours?.refused ? t(`refused.${ours.refused as 'text-needed'}`) : undefined}
        />
        <Button name="intent" value="reverse" variant="secondary">
          {t('reverse.do')}
        </Button>
      </Form>
    </Disclosure>
  )
}
