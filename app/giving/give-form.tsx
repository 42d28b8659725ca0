import { Form } from '@remix-run/react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RoutingRule } from '~/campaigns/routing'
import { formatFen } from '~/money/fen'
import { formatCount } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { AmountField } from '~/ui/amount-field'
import { Button } from '~/ui/button'
import { CheckboxField } from '~/ui/checkbox-field'
import { ErrorSummary } from '~/ui/error-summary'
import { FormSection } from '~/ui/form-section'
import { Notice } from '~/ui/notice'
import { RadioCards } from '~/ui/radio-cards'
import { ShareWindow } from '~/ui/share-window'
import { TextField } from '~/ui/text-field'
import {
  feeCoverOf,
  fieldsOf,
  type GiftErrors,
  type GiftFields,
  type GiftLimits,
  presetYuan,
  readAmount,
  readGiftForm,
  readShares,
} from './gift-form'
import { RhythmChoice } from './rhythm-choice'
import { percentText, SharesByHand } from './shares-by-hand'
import { useFormId } from './use-form-id'
import { useLeftFields } from './use-left-fields'
import { useSending } from './use-sending'
import { WayChoice, type WaysOfPaying } from './way-choice'
import { WordsOfTheDonor } from './words-of-the-donor'

export type FormRefusal =
  | 'campaign-closed'
  | 'routing-changed'
  | 'provider-unavailable'
  | 'provider-refused'
  | 'too-many'

export interface GiveFormProps {
  locale: Locale
  formId: string
  rule: RoutingRule
  /** Which version of the rule is shown: had it changed before the form is sent, the donor is told. */
  ruleVersion: number
  limits: GiftLimits
  /** How to pay, where there is something to choose or to say. */
  ways?: WaysOfPaying | null
  /** What led the donor here, and how it is said: kept with the gift. */
  via?: { name: string; text: string } | null
  /** Monthly gifts and reminders are on offer too. */
  monthly?: boolean
  /** What the link that led here fills in. */
  prefill?: Pick<GiftFields, 'amount' | 'target'> | null
  /** What came back from the server: everything typed, and what is wrong with it. */
  refused?: { fields: GiftFields; errors: GiftErrors; form?: { reason: FormRefusal; seconds?: number } }
}

type ErrorField = Exclude<keyof GiftErrors, 'formId'>

const emptyFields = (formId: string): GiftFields => ({
  formId,
  preset: '50',
  amount: '',
  target: 'default',
  percents: {},
  name: '',
  nameConsent: false,
  message: '',
  dedication: '',
  email: '',
  lettersConsent: false,
  coverFee: false,
  way: '',
})

/** What was typed; the form's id too, unless it was what was wrong: sent once more, the form must go through. */
const withFormId = ({ fields, errors }: NonNullable<GiveFormProps['refused']>, formId: string) =>
  errors.formId ? { ...fields, formId } : fields

/** One column, three steps. Works as a plain form; with scripts it says while typing what is wrong and where each fen goes. */
export function GiveForm({ locale, formId, rule, ruleVersion, limits, ...props }: GiveFormProps) {
  const { t } = useTranslation('giving')
  const { ways, via, monthly, prefill, refused } = props
  const initial = refused ? withFormId(refused, formId) : { ...emptyFields(formId), ...prefill }
  const [fields, setFields] = useState<GiftFields>(initial)
  const { left, leave, listeners } = useLeftFields()
  const [sending, setSending] = useSending()
  const form = useRef<HTMLFormElement>(null)
  const keptId = useFormId(initial.formId)
  const [speaks, setSpeaks] = useState(hasWords(initial))

  // What was typed before the scripts came, or what the browser filled in again on the way back.
  useEffect(() => {
    const known = fieldsOf(new FormData(form.current!))
    setFields(known)
    if (hasWords(known)) setSpeaks(true)
  }, [])

  const name = (fund: string) => {
    const route = rule.routes.find((r) => r.fund === fund)
    return route ? inLocale(locale, { zh: route.nameZh, en: route.nameEn }) : fund
  }
  const amount = readAmount(fields, limits)
  const shares = readShares(fields, rule, amount.ok ? amount.fen : 10_000n)
  const read = readGiftForm(fields, rule, limits)
  // The server's word stands until its field is touched; then the same check speaks while typing.
  const errors: GiftErrors = { ...refused?.errors }
  for (const field of left) delete errors[field as ErrorField]
  if (!read.ok) for (const field of left) Object.assign(errors, pick(read.errors, field as ErrorField))
  const amounts = { min: formatFen(limits.minFen), max: formatFen(limits.maxFen) }
  const say = (field: ErrorField) =>
    errors[field] ? t(`error.${field}.${errors[field]}` as 'error.amount.empty', amounts) : undefined

  function type(event: FormEvent<HTMLFormElement>) {
    const form = event.currentTarget
    const at = event.target as HTMLInputElement
    if (at.name === 'amount' && at.value !== '') {
      for (const preset of form.querySelectorAll<HTMLInputElement>('[name=preset]')) preset.checked = false
    } else if (at.name === 'preset') {
      form.querySelector<HTMLInputElement>('[name=amount]')!.value = ''
    } else if (at.name.startsWith('percent:')) {
      form.querySelector<HTMLInputElement>('[name=target][value=split]')!.checked = true
    }
    setFields(fieldsOf(new FormData(form)))
    // Choosing is final at once; text may still be on its way, but what was wrong before is looked at with every letter.
    if (at.type !== 'text' && at.type !== 'email' && at.tagName !== 'TEXTAREA') leave(at.name)
  }
  function send(event: FormEvent<HTMLFormElement>) {
    // The form as it stands: what a browser filled in by itself makes no event.
    const now = readGiftForm(fieldsOf(new FormData(event.currentTarget)), rule, limits)
    if (now.ok) setSending(true)
    else {
      event.preventDefault()
      setFields(fieldsOf(new FormData(event.currentTarget)))
      leave('amount', 'target', 'name', 'message', 'dedication', 'email')
      const first = document.getElementById(Object.keys(now.errors)[0] ?? '')
      first?.closest('details')?.setAttribute('open', '')
      first?.focus()
    }
  }

  const problem = refused?.form
  const summary = (Object.keys(refused?.errors ?? {}) as (keyof GiftErrors)[]).map((field) =>
    field === 'formId'
      ? { message: t('error.formId.missing') }
      : {
          fieldId: field,
          message: t(`error.${field}.${refused!.errors[field]}` as 'error.amount.empty', amounts),
        },
  )
  const offered = rule.routes.filter((r) => r.onOffer)
  const fixed = rule.routes.filter((r) => r.basisPoints > 0)
  const fixedText = fixed
    .map((r) => `${percentText(r.basisPoints)}% ${name(r.fund)}`)
    .join(locale === 'en' ? ', ' : '，')
  const feeFen = amount.ok ? feeCoverOf(amount.fen, limits.feeCoverBps) : null
  const rhythm = (monthly && fields.rhythm) || 'once'
  const payFen = amount.ok ? amount.fen + (fields.coverFee ? feeFen! : 0n) : null

  return (
    <Form
      ref={form}
      method="post"
      reloadDocument
      action={via ? `?via=${encodeURIComponent(via.name)}#give` : '#give'}
      noValidate
      onInput={type}
      {...listeners}
      onSubmit={send}
      className="group space-y-6"
    >
      <input type="hidden" name="formId" value={keptId} />
      <input type="hidden" name="rule" value={ruleVersion} />
      {via && <p className="font-semibold">{via.text}</p>}
      {problem && (
        <Notice kind="refused">
          {t(`error.form.${problem.reason}`, { seconds: problem.seconds ?? 60 })}
        </Notice>
      )}
      <ErrorSummary title={t('form.errors', { count: summary.length })} errors={summary} />

      <FormSection step={1} title={t('form.step1')}>
        {monthly && <RhythmChoice rhythm={initial.rhythm ?? 'once'} />}
        <RadioCards
          name="preset"
          legend={t('form.preset')}
          legendHidden
          columns={3}
          defaultValue={initial.amount === '' ? initial.preset : undefined}
          options={presetYuan.map((yuan) => ({
            value: yuan,
            label: (
              <span className="tabular text-lg whitespace-nowrap min-[375px]:text-xl">{`¥${formatCount(BigInt(yuan))}`}</span>
            ),
          }))}
        />
        <AmountField
          name="amount"
          label={t('form.amount')}
          hint={t('form.amountHint', amounts)}
          error={say('amount')}
          defaultValue={initial.amount}
          maxLength={64}
        />
        <CheckboxField
          name="coverFee"
          value="yes"
          defaultChecked={initial.coverFee}
          label={
            feeFen !== null
              ? t('form.coverFee', { amount: formatFen(feeFen) })
              : t('form.coverFeePlain', { percent: `${percentText(limits.feeCoverBps)}%` })
          }
          hint={t('form.coverFeeHint')}
        />
      </FormSection>

      <FormSection step={2} title={t('form.step2')}>
        {rule.donorMayChoose ? (
          <>
            <RadioCards
              name="target"
              legend={t('form.target')}
              legendHidden
              look="list"
              defaultValue={initial.target || 'default'}
              error={say('target')}
              options={[
                { value: 'default', label: t('form.targetDefault'), detail: fixedText },
                ...offered.map((r) => ({ value: `fund:${r.fund}`, label: name(r.fund) })),
                { value: 'split', label: t('form.targetSplit'), detail: t('form.percentHint') },
              ]}
            />
            <SharesByHand
              routes={offered}
              name={name}
              initial={initial.percents}
              typed={fields.target === 'split' ? fields.percents : {}}
            />
          </>
        ) : (
          <p>
            {t('form.sharesFixed')} {fixedText}
          </p>
        )}
        {amount.ok && shares.ok && (
          <ShareWindow
            compact
            label={t('form.shares')}
            totalLabel={t('form.sharesTotal')}
            shares={shares.shares.map((s) => ({ id: s.fund, label: name(s.fund), amountFen: s.amountFen }))}
          />
        )}
      </FormSection>

      <FormSection step={3} title={t('form.step3')}>
        <TextField
          name="name"
          label={t('form.name')}
          optionalText={t('form.optional')}
          hint={t('form.nameHint')}
          error={say('name')}
          defaultValue={initial.name}
          autoComplete="name"
        />
        <CheckboxField
          name="nameConsent"
          value="yes"
          label={t('form.nameConsent')}
          defaultChecked={initial.nameConsent}
        />
        <TextField
          name="email"
          type="email"
          label={t('form.email')}
          optionalText={rhythm === 'once' ? t('form.optional') : undefined}
          hint={rhythm === 'once' ? t('form.emailHint') : t('form.emailMonthlyHint')}
          error={say('email')}
          defaultValue={initial.email}
          autoComplete="email"
          inputMode="email"
        />
        <CheckboxField
          name="lettersConsent"
          value="yes"
          label={t('form.lettersConsent')}
          hint={t('form.lettersHint')}
          defaultChecked={initial.lettersConsent}
        />
        <WordsOfTheDonor
          open={speaks}
          onToggle={setSpeaks}
          initial={initial}
          errors={{ message: say('message'), dedication: say('dedication') }}
        />
      </FormSection>

      {ways && rhythm === 'once' && <WayChoice ways={ways} chosen={initial.way} />}
      <div>
        <Button variant="primary" size="large" wide pending={sending} pendingLabel={t('form.paying')}>
          {rhythm === 'remind'
            ? t('form.remindDo')
            : payFen !== null
              ? t(rhythm === 'monthly' ? 'form.payMonthly' : 'form.payAmount', { amount: formatFen(payFen) })
              : t('form.pay')}
        </Button>
        <p className="mt-2 text-sm text-soft">
          {rhythm === 'once'
            ? (ways?.payHint ?? t('form.payHint'))
            : t(rhythm === 'monthly' ? 'form.monthlyHint' : 'form.remindHint')}
        </p>
      </div>
    </Form>
  )
}

const hasWords = ({ message, dedication }: GiftFields) => message !== '' || dedication !== ''
const pick = (errors: GiftErrors, field: ErrorField) => (errors[field] ? { [field]: errors[field] } : {})
