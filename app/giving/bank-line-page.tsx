import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatFen, yuanText } from '~/money/fen'
import type { BankLine } from '~/payments/bank/list-bank-lines.server'
import type { OpenPayout } from '~/payments/list-open-payouts.server'
import { formatDay } from '~/platform/dates'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { CheckboxField } from '~/ui/checkbox-field'
import { DefinitionList } from '~/ui/definition-list'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { SelectField } from '~/ui/desk/select-field'
import { Disclosure } from '~/ui/disclosure'
import { Money } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { Panel } from '~/ui/panel'
import { TextField } from '~/ui/text-field'
import type { LineAnswer } from './answer-line-form.server'
import { BankLineAmount } from './bank-line-amount'
import { BankLineDeposits } from './bank-line-deposits'
import { BankLineMatches } from './bank-line-matches'
import { BankLineRefunds } from './bank-line-refunds'
import type { LineMatch } from './find-bank-line.server'
import type { DepositLot } from './list-deposit-lots.server'
import type { GiftPlace } from './list-gift-places.server'
import type { OpenSponsor } from './list-open-sponsors.server'
import type { RefundsOfLine } from './match-refund.server'
import type { OpenPledge, Suggestion } from './pledge-index'

type SuggestedPart = Suggestion['parts'][number] & { pledge: OpenPledge }
export interface BankLinePageProps {
  locale: Locale
  title: string
  line: BankLine
  matches: LineMatch[]
  mayChange: boolean
  suggestion: (Omit<Suggestion, 'parts'> & { parts: SuggestedPart[] }) | null
  typed: string
  found: OpenPledge[] | null
  places: GiftPlace[]
  /** `waits`: a second person is asked to let it in. */
  payouts: (OpenPayout & { waits: boolean })[]
  sponsors: OpenSponsor[]
  lots: Omit<DepositLot, 'entries'>[]
  /** Of a debit only. */
  refunds: RefundsOfLine | null
  done: string | null
  answer?: LineAnswer
}
const deeds = ['match', 'gift', 'take-back', 'asked'] as const

/** One transfer: what it may be and why, another pledge, a gift of its own, and what it was matched to. */
export function BankLinePage(props: BankLinePageProps) {
  const { locale, title, line, mayChange, suggestion, done, answer } = props
  const { t } = useTranslation('bank')
  const refused = answer && 'refused' in answer ? answer : null
  const deed = deeds.find((one) => one === done)
  const working = mayChange && line.openFen > 0n
  return (
    <div className="max-w-3xl space-y-6">
      <DeskHeading title={title} back={{ to: pathIn(locale, '/desk/bank/lines'), label: t('line.back') }} />
      {deed && !refused && <Notice kind="done" live title={t(`match.done.${deed}`)} />}
      {refused && <Notice kind="refused" live title={t(`match.refused.${refused.refused}`)} />}
      <DefinitionList
        items={[
          { term: t('line.amount'), detail: <Money fen={line.amountFen} className="text-xl font-bold" /> },
          ...(line.amountFen > 0n
            ? [{ term: t('line.open'), detail: <Money fen={line.openFen} className="font-bold" /> }]
            : []),
          { term: t('line.counterparty'), detail: line.counterparty || t('lines.unnamed') },
          ...(line.counterAccount ? [{ term: t('line.counterAccount'), detail: line.counterAccount }] : []),
          { term: t('line.remark'), detail: line.remark || '—' },
          ...(line.bankRef ? [{ term: t('line.bankRef'), detail: <code>{line.bankRef}</code> }] : []),
          { term: t('line.account'), detail: line.account },
        ]}
      />
      {line.amountFen < 0n && <p className="text-soft">{t('match.debitNote')}</p>}
      {props.refunds && <BankLineRefunds {...props.refunds} mayChange={mayChange} locale={locale} />}
      {working && <Payouts {...props} />}
      {working && <BankLineDeposits {...props} openFen={line.openFen} />}
      {working && suggestion && <Suggested suggestion={suggestion} />}
      {working && <OtherPledge {...props} />}
      {working && <Sponsors {...props} />}
      {working && <AsGift {...props} />}
      {working && <p className="max-w-prose text-soft">{t('match.leave')}</p>}
      {line.amountFen > 0n && <BankLineMatches {...props} />}
    </div>
  )
}

function Payouts({ locale, payouts, answer }: BankLinePageProps) {
  const { t } = useTranslation('bank')
  const pending = useNavigation().state !== 'idle'
  if (payouts.length === 0) return null
  const refused = answer && 'refused' in answer ? answer : null
  const asking = ['not-explained', 'does-not-add-up', 'note-needed']
  return (
    <Panel id="payouts" title={t('match.payout')}>
      <p className="text-soft">{t('match.payoutText')}</p>
      <ul className="divide-y divide-line">
        {payouts.map(({ id, amountFen, arrivesOn, waits }) => (
          <li key={id} className="py-3">
            <Form method="post" className="flex flex-wrap items-center justify-between gap-3">
              <span className="min-w-0 [overflow-wrap:anywhere]">
                {t('match.payoutDue', { day: formatDay(locale, arrivesOn) })}{' '}
                <code className="text-sm">{id}</code>
              </span>
              <input type="hidden" name="payout" value={id} />
              <Button name="intent" value="payout" pending={pending}>
                {t('match.take', { amount: formatFen(amountFen) })}
              </Button>
            </Form>
            {waits && (
              <p className="mt-2">
                {t('match.payoutWaits')}{' '}
                <Link className="link" to={pathIn(locale, '/desk/proposals')}>
                  {t('match.toProposals')}
                </Link>
              </p>
            )}
            {!waits && refused?.at === id && asking.includes(refused.refused) && (
              <Form method="post" className="mt-3 max-w-xl space-y-3">
                <p className="text-soft">{t('match.payoutAsk')}</p>
                <input type="hidden" name="payout" value={id} />
                <TextField
                  name="note"
                  id={`why-${id}`}
                  label={t('match.payoutWhy')}
                  hint={t('match.payoutWhyHint')}
                  autoComplete="off"
                  maxLength={400}
                  defaultValue={refused.form.note ?? ''}
                  error={refused.refused === 'note-needed' ? t('match.refused.payout-note') : undefined}
                />
                <Button name="intent" value="ask-payout" variant="secondary" pending={pending}>
                  {t('match.payoutAskSubmit')}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Suggested({ suggestion }: { suggestion: NonNullable<BankLinePageProps['suggestion']> }) {
  const { t } = useTranslation('bank')
  const pending = useNavigation().state !== 'idle'
  const sum = suggestion.parts.reduce((s, p) => s + BigInt(p.amountFen), 0n)
  return (
    <Panel id="suggestion" title={t('match.suggestion')}>
      <Form method="post" className="space-y-3">
        <p className="text-soft">
          {t(`reason.${suggestion.reason}`)} · {t(suggestion.exact ? 'match.exact' : 'match.doubt')}
        </p>
        <ul className="space-y-1">
          {suggestion.parts.map(({ pledge, amountFen }) => (
            <li key={pledge.id} className="flex flex-wrap justify-between gap-x-4">
              <span>
                {t('match.part', {
                  unit: pledge.unitName,
                  reference: pledge.reference,
                  left: formatFen(pledge.leftFen),
                })}
              </span>
              <Money fen={amountFen} className="font-semibold" />
              <input type="hidden" name="part" value={`${pledge.id}:${amountFen}`} />
            </li>
          ))}
        </ul>
        <input type="hidden" name="reason" value={suggestion.reason} />
        <Button name="intent" value="match" pending={pending}>
          {t('match.take', { amount: formatFen(sum) })}
        </Button>
      </Form>
    </Panel>
  )
}

function OtherPledge({ line, typed, found, answer }: BankLinePageProps) {
  const { t } = useTranslation('bank')
  const refused = answer && 'refused' in answer ? answer : null
  return (
    <Panel id="other" title={t('match.search')}>
      <Form method="get" className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 grow">
          <TextField
            name="q"
            label={t('match.search')}
            hint={t('match.searchHint')}
            defaultValue={typed}
            autoComplete="off"
          />
        </div>
        <Button type="submit" variant="secondary">
          {t('match.find')}
        </Button>
      </Form>
      {found?.length === 0 && <p className="mt-3 text-soft">{t('match.foundNone')}</p>}
      {found && found.length > 0 && (
        <ul className="mt-3 divide-y divide-line">
          {found.map((pledge) => {
            const wanted =
              pledge.leftFen > 0n && pledge.leftFen < line.openFen ? pledge.leftFen : line.openFen
            const ours = refused?.at === pledge.id ? refused : null
            return (
              <li key={pledge.id} className="py-3">
                <p>
                  {t('match.part', {
                    unit: pledge.unitName,
                    reference: pledge.reference,
                    left: formatFen(pledge.leftFen > 0n ? pledge.leftFen : 0n),
                  })}
                </p>
                <BankLineAmount
                  of="pledge"
                  id={pledge.id}
                  amount={ours?.form.amount ?? yuanText(wanted)}
                  error={ours?.refused === 'amount-wrong' ? t('match.refused.amount-wrong') : undefined}
                />
              </li>
            )
          })}
        </ul>
      )}
    </Panel>
  )
}

function Sponsors({ locale, line, sponsors, answer }: BankLinePageProps) {
  const { t } = useTranslation('bank')
  const refused = answer && 'refused' in answer ? answer : null
  if (sponsors.length === 0) return null
  return (
    <Disclosure
      summary={t('match.sponsor')}
      open={sponsors.some((s) => s.id === refused?.at || s.nameZh === line.counterparty) || undefined}
    >
      <p className="text-soft">{t('match.sponsorText')}</p>
      <ul className="divide-y divide-line">
        {sponsors.map((sponsor) => {
          const ours = refused?.at === sponsor.id ? refused : null
          const wanted = sponsor.leftFen < line.openFen ? sponsor.leftFen : line.openFen
          return (
            <li key={sponsor.id} className="py-3">
              <p>
                {inLocale(locale, { zh: sponsor.nameZh, en: sponsor.nameEn })} ·{' '}
                {inLocale(locale, { zh: sponsor.campaignZh, en: sponsor.campaignEn })} ·{' '}
                {t('match.sponsorLeft', { left: formatFen(sponsor.leftFen) })}
              </p>
              <BankLineAmount
                of="sponsor"
                id={sponsor.id}
                amount={ours?.form.amount ?? yuanText(wanted)}
                error={ours ? t(`match.refused.${ours.refused}`) : undefined}
              />
            </li>
          )
        })}
      </ul>
    </Disclosure>
  )
}

function AsGift({ locale, line, places, answer }: BankLinePageProps) {
  const { t } = useTranslation('bank')
  const refused = answer && 'refused' in answer && answer.at === 'gift' ? answer : null
  const form: Record<string, string> = refused?.form ?? {}
  const error = (...reasons: string[]) =>
    refused && reasons.includes(refused.refused) ? t(`match.refused.${refused.refused}`) : undefined
  const options = places.flatMap((place) => [
    { value: place.campaign, label: `${inLocale(locale, place)} · ${t('match.byRouting')}` },
    ...place.funds.map((fund) => ({
      value: `${place.campaign} ${fund.fund}`,
      label: `${inLocale(locale, place)} · ${inLocale(locale, { zh: fund.nameZh, en: fund.nameEn })}`,
    })),
  ])
  return (
    <Disclosure summary={t('match.gift')} open={refused !== null}>
      <Form method="post" className="space-y-4">
        <SelectField
          name="to"
          label={t('match.campaign')}
          options={options}
          emptyLabel="—"
          defaultValue={form.to ?? ''}
          error={error('unknown-campaign', 'campaign-not-open', 'fund-not-routed')}
        />
        <TextField
          name="amount"
          inputMode="decimal"
          autoComplete="off"
          label={t('match.amount')}
          defaultValue={form.amount ?? yuanText(line.openFen)}
          error={error('amount-wrong', 'not-so-much-open')}
        />
        <TextField
          name="donorName"
          autoComplete="off"
          label={t('match.name')}
          defaultValue={form.donorName ?? line.counterparty}
          error={error('name-long')}
        />
        <CheckboxField
          name="consent"
          value="yes"
          label={t('match.consent')}
          defaultChecked={form.consent === 'yes'}
        />
        <TextField
          name="email"
          type="email"
          autoComplete="off"
          label={t('match.email')}
          hint={t('match.emailHint')}
          optionalText={t('account.optional')}
          defaultValue={form.email ?? ''}
          error={error('email-wrong')}
        />
        <Button name="intent" value="gift" variant="secondary">
          {t('match.book')}
        </Button>
      </Form>
    </Disclosure>
  )
}
