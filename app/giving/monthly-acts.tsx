import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { RoutingRule } from '~/campaigns/routing'
import { formatFen, yuanText } from '~/money/fen'
import { inLocale, type Locale } from '~/platform/i18n'
import { AmountField } from '~/ui/amount-field'
import { Button } from '~/ui/button'
import { CheckboxField } from '~/ui/checkbox-field'
import { Disclosure } from '~/ui/disclosure'
import { RadioCards } from '~/ui/radio-cards'
import { feeCoverOf, type GiftErrors, type GiftLimits } from './gift-form'
import type { ShownMonthly } from './monthly-view'
import { percentText, SharesByHand } from './shares-by-hand'

interface MonthlyActsProps {
  locale: Locale
  here: string
  monthly: ShownMonthly
  rule: RoutingRule
  limits: GiftLimits
  /** What was typed and refused. */
  typed?: { amount: string; target: string; percents: Record<string, string>; coverFee: boolean }
  errors?: Pick<GiftErrors, 'amount' | 'target'>
}

/** What its giver can do: change, pause, renew the card, stop. Each is a plain form; stopping takes two clicks and no more. */
export function MonthlyActs({ locale, here, monthly, rule, limits, typed, errors = {} }: MonthlyActsProps) {
  const { t } = useTranslation('monthly')
  const { t: giving } = useTranslation('giving')
  const { amountFen, feeCoverFen, target, state } = monthly
  const amounts = { min: formatFen(limits.minFen), max: formatFen(limits.maxFen) }
  const say = (field: 'amount' | 'target') =>
    errors[field] ? giving(`error.${field}.${errors[field]}` as 'error.amount.empty', amounts) : undefined
  const name = (fund: string) => {
    const route = rule.routes.find((r) => r.fund === fund)
    return route ? inLocale(locale, { zh: route.nameZh, en: route.nameEn }) : fund
  }
  const offered = rule.routes.filter((r) => r.onOffer)
  const act = { method: 'post' as const, action: here, reloadDocument: true }
  return (
    <div>
      <Disclosure open={typed ? true : undefined} summary={t('change')}>
        <Form {...act} noValidate className="group space-y-5 pt-2">
          <input type="hidden" name="intent" value="change" />
          <p className="text-soft">{t('changeText')}</p>
          <AmountField
            name="amount"
            label={t('amountField')}
            hint={t('amountHint', amounts)}
            error={say('amount')}
            defaultValue={typed?.amount ?? yuanText(amountFen)}
            maxLength={64}
          />
          <CheckboxField
            name="coverFee"
            value="yes"
            defaultChecked={typed?.coverFee ?? feeCoverFen > 0n}
            label={
              feeCoverFen > 0n
                ? giving('form.coverFee', { amount: formatFen(feeCoverOf(amountFen, limits.feeCoverBps)) })
                : giving('form.coverFeePlain', { percent: `${percentText(limits.feeCoverBps)}%` })
            }
            hint={giving('form.coverFeeHint')}
          />
          {rule.donorMayChoose && (
            <>
              <RadioCards
                name="target"
                legend={giving('form.target')}
                look="list"
                defaultValue={typed?.target || target}
                error={say('target')}
                options={[
                  { value: 'default', label: giving('form.targetDefault') },
                  ...offered.map((r) => ({ value: `fund:${r.fund}`, label: name(r.fund) })),
                  { value: 'split', label: giving('form.targetSplit'), detail: giving('form.percentHint') },
                ]}
              />
              <SharesByHand routes={offered} name={name} initial={typed?.percents ?? {}} typed={{}} />
            </>
          )}
          <Button>{t('save')}</Button>
        </Form>
      </Disclosure>
      <Disclosure bare summary={t('newCard')}>
        <Form {...act} className="space-y-3 pt-2">
          <p className="text-soft">{t('newCardText')}</p>
          <Button name="intent" value="card" variant="secondary">
            {t('newCard')}
          </Button>
        </Form>
      </Disclosure>
      <Disclosure summary={t(state === 'paused' ? 'resume' : 'pause')}>
        <Form {...act} className="space-y-3 pt-2">
          <p className="text-soft">{t('pauseText')}</p>
          <Button name="intent" value={state === 'paused' ? 'resume' : 'pause'} variant="secondary">
            {t(state === 'paused' ? 'resume' : 'pause')}
          </Button>
        </Form>
      </Disclosure>
      <Disclosure bare summary={t('stop')}>
        <Form {...act} className="space-y-3 pt-2">
          <p className="text-soft">{t('stopText')}</p>
          <Button name="intent" value="stop" variant="secondary">
            {t('stopSure')}
          </Button>
        </Form>
      </Disclosure>
    </div>
  )
}
