import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatCount, formatDay } from '~/platform/dates'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { YearlyBudget } from '~/projects/yearly-budget'
import type { YearlyUse } from '~/projects/yearly-use'
import { Button } from '~/ui/button'
import { DefinitionList } from '~/ui/definition-list'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { Disclosure } from '~/ui/disclosure'
import { Money } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { Panel } from '~/ui/panel'
import { TextField } from '~/ui/text-field'
import type { AssistanceAnswer, AssistanceDeed } from './answer-assistance-form.server'
import { AssistanceStateTag } from './assistance-list'
import { CaseForm } from './case-form'
import { CaseTable } from './case-table'
import type { FoundAssistance } from './find-assistance.server'
import { smallest } from './hide-small'

export interface AssistancePageProps extends FoundAssistance {
  locale: Locale
  /** Project and fund in words. */
  forWhat: string
  /** Whole fen that the fund has and has not promised, while the batch is not paid. */
  availableFen: bigint | string | null
  categories: readonly { value: string; label: string }[]
  townships: readonly string[]
  /** Service contracts of its project, and what was paid under them. */
  yearly: readonly YearlyUse[]
  mayEnter: boolean
  mayLook: boolean
  mayReverse: boolean
  /** Names what is sent next: twice it is one. */
  formId: string
  done: AssistanceDeed | null
  answer?: AssistanceAnswer
}
export type AssistanceRefused = Extract<AssistanceAnswer, { errors: object }>

const knownRefusals = [
  ...(['not-open', 'too-many-cases', 'case-gone', 'no-cases', 'not-paid', 'note-needed'] as const),
] as const

/** One batch: its cases without names until somebody looks, who checks it, and how it is taken back. */
export function AssistancePage(props: AssistancePageProps) {
  const { locale, batch, cases, done, answer, mayEnter, mayReverse } = props
  const { t } = useTranslation('assistance')
  const here = pathIn(locale, `/desk/assistance/${batch.id}`)
  const refused = answer && 'errors' in answer ? answer : null
  const persons = answer && 'persons' in answer ? answer.persons : null
  const reason = refused?.refused
    ? (knownRefusals.find((one) => one === refused.refused) ?? 'changed-since')
    : null
  const open = batch.state === 'open' && mayEnter
  const short = props.availableFen !== null && BigInt(props.availableFen) < batch.amountFen
  return (
    <div className="max-w-4xl space-y-6">
      <DeskHeading
        title={batch.title}
        back={{ to: pathIn(locale, '/desk/assistance'), label: t('one.back') }}
        aside={<AssistanceStateTag state={batch.state} />}
      />
      {done && !answer && <Notice kind="done" live title={t(`done.${done}`)} />}
      {reason && <Notice kind="refused" live title={t(`refused.${reason}`)} />}
      {persons && <Notice kind="info" live title={t('look.seen')} />}
      {batch.state === 'dropped' && <Notice title={t('one.dropped', { note: batch.note })} />}
      {batch.reversedOn && (
        <Notice title={t('one.takenBack', { day: formatDay(locale, batch.reversedOn), note: batch.note })} />
      )}
      {batch.state === 'proposed' && (
        <Notice kind="attention" title={t('hand-in.waits')}>
          <Link className="link" to={pathIn(locale, '/desk/proposals')}>
            {t('hand-in.toProposals')}
          </Link>
        </Notice>
      )}
      <DefinitionList
        items={[
          { term: t('column.project'), detail: props.forWhat },
          { term: t('column.paidOn'), detail: formatDay(locale, batch.paidOn) },
          { term: t('column.enteredBy'), detail: batch.enteredByName },
          {
            term: t('column.amount'),
            detail: (
              <>
                <Money fen={batch.amountFen} className="font-bold" />{' '}
                <span className="text-soft">
                  {t('count.cases', { count: batch.cases, n: formatCount(batch.cases) })}
                </span>
              </>
            ),
          },
          ...(props.availableFen === null
            ? []
            : [
                {
                  term: t('one.available'),
                  detail: (
                    <>
                      <Money fen={props.availableFen} />
                      {short && <span className="text-kapok-text"> · {t('one.short')}</span>}
                    </>
                  ),
                },
              ]),
        ]}
      />
      <Panel id="cases" title={t('one.cases')}>
        <CaseTable {...{ cases, persons, here, mayRemove: open }} categories={props.categories} />
        {props.mayLook && !persons && cases.length > 0 && (
          <Form method="post" action={`${here}#cases`} className="mt-4 space-y-2">
            <p className="text-soft">{t('look.hint')}</p>
            <Button name="intent" value="look" variant="secondary">
              {t('look.do')}
            </Button>
          </Form>
        )}
      </Panel>
      {props.yearly.map((use) => (
        <Panel
          key={use.contract}
          id={`contract-${use.contract}`}
          title={inLocale(locale, { zh: use.titleZh, en: use.titleEn || use.titleZh })}
        >
          <YearlyBudget locale={locale} use={use} />
        </Panel>
      ))}
      {open && <CaseForm {...props} here={here} refused={refused?.at === 'case' ? refused : null} />}
      {open && cases.length > 0 && (
        <Panel id="hand-in" title={t('hand-in.title')}>
          <Form method="post" action={here} className="space-y-3">
            <p>{t('hand-in.hint')}</p>
            {batch.cases < smallest && (
              <p className="text-amber-text">{t('hand-in.small', { n: smallest })}</p>
            )}
            <Button name="intent" value="hand-in">
              {t('hand-in.do')}
            </Button>
          </Form>
        </Panel>
      )}
      {open && <WithReason what="drop" here={here} refused={refused} />}
      {batch.state === 'paid' && mayReverse && <WithReason what="take-back" here={here} refused={refused} />}
    </div>
  )
}

function WithReason({
  what,
  here,
  refused,
}: {
  what: 'drop' | 'take-back'
  here: string
  refused: AssistanceRefused | null
}) {
  const { t } = useTranslation('assistance')
  const mine = refused?.at === what
  return (
    <Disclosure summary={t(`${what}.title`)} open={mine}>
      <Form method="post" action={here} className="max-w-xl space-y-3">
        <p className="text-soft">{t(`${what}.hint`)}</p>
        <TextField
          name="note"
          label={t(`${what}.note`)}
          autoComplete="off"
          maxLength={400}
          error={mine ? t('refused.note-needed') : undefined}
        />
        <Button name="intent" value={what} variant="secondary">
          {t(`${what}.do`)}
        </Button>
      </Form>
    </Disclosure>
  )
}
