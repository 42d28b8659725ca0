import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { formatDay, formatInstant } from '~/platform/dates'
import { type Locale, pathIn } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { DefinitionList } from '~/ui/definition-list'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { Disclosure } from '~/ui/disclosure'
import { Money } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { Panel } from '~/ui/panel'
import { TextField } from '~/ui/text-field'
import type { BatchAnswer, BatchDeed } from './answer-batch-form.server'
import { BatchCountForm } from './batch-count-form'
import type { LineFields } from './batch-form'
import { BatchLineForm } from './batch-line-form'
import { BatchLines } from './batch-lines'
import { BatchStateTag } from './batch-list'
import type { FoundBatch } from './find-batch.server'

export interface BatchPageProps extends FoundBatch {
  locale: Locale
  campaignName: string
  funds: { fund: string; name: string }[]
  /** Posted on this day, because the real one is closed; null: on the real one. */
  postsOn: string | null
  today: string
  mayEnter: boolean
  mayClear: boolean
  mayReverse: boolean
  asked: string[]
  /** What the line form begins with: empty, or the line that is changed. */
  fields: LineFields
  changing: boolean
  done: BatchDeed | 'opened' | 'imported' | null
  answer?: BatchAnswer
}

const knownRefusals = [
  ...[
    'not-allowed',
    'not-open',
    'campaign-not-open',
    'too-many-lines',
    'line-gone',
    'no-lines',
    'not-entered',
  ],
  ...[
    'not-counting',
    'entered-it',
    'changed-since',
    'note-needed',
    'unknown-line',
    'not-handed-in',
    'day-wrong',
  ],
  ...['not-booked', 'banked', 'refunded', 'already-proposed'],
]

/** One batch: its gifts, the two counts, and what became of it. */
export function BatchPage(props: BatchPageProps) {
  const { locale, batch, lines, campaignName, funds, mayEnter, done, answer, counts } = props
  const { t } = useTranslation('offline')
  const here = pathIn(locale, `/desk/offline/${batch.id}`)
  const refused = answer && 'refused' in answer ? answer : null
  const ofLine = answer && 'errors' in answer ? answer : null
  const fundName = (fund: string | null) =>
    fund === null ? t('line.byRouting') : (funds.find((f) => f.fund === fund)?.name ?? fund)
  const open = batch.state === 'open'
  return (
    <div className="max-w-4xl space-y-6">
      <DeskHeading
        title={batch.place}
        back={{ to: pathIn(locale, '/desk/offline'), label: t('one.back') }}
        aside={<BatchStateTag state={batch.state} />}
      />
      {done && !answer && <Notice kind="done" live title={t(`done.${done}`)} />}
      {refused && <Refusal {...refused} />}
      {props.postsOn && batch.state !== 'dropped' && open && (
        <Notice kind="attention">{t('one.late', { day: formatDay(locale, props.postsOn) })}</Notice>
      )}
      {batch.state === 'counting' && !props.countedFirst && (
        <Notice kind="info">{t('one.wait', { name: props.countedBy ?? '' })}</Notice>
      )}
      {batch.state === 'dropped' && <Notice title={t('one.dropped', { note: props.droppedNote })} />}
      <DefinitionList
        items={[
          { term: t('column.kind'), detail: t(`kind.${batch.kind}`) },
          { term: t('one.for'), detail: `${campaignName} · ${fundName(batch.fund)}` },
          { term: t('one.received'), detail: formatDay(locale, batch.receivedOn) },
          { term: t('one.enteredBy'), detail: batch.enteredByName },
          {
            term: t('column.sum'),
            detail: batch.sumFen === null ? t('hidden') : <Money fen={batch.sumFen} className="font-bold" />,
          },
        ]}
      />
      <Panel id="lines" title={t('one.lines')}>
        <BatchLines
          {...props}
          {...{ here, fundName, refused }}
          lines={lines}
          mayEdit={open && mayEnter && props.entered}
        />
      </Panel>
      {open && mayEnter && (
        <Panel id="line" title={t(props.changing ? 'line.titleChange' : 'line.title')}>
          {!props.entered && <Notice kind="attention">{t('line.notYours')}</Notice>}
          {!props.changing && (
            <p className="mb-4">
              <Link className="link inline-flex min-h-11 items-center" to={`${here}/import`}>
                {t('import.open')}
              </Link>
            </p>
          )}
          <BatchLineForm
            here={`${here}#line`}
            kind={batch.kind}
            fields={ofLine?.line ?? props.fields}
            errors={ofLine?.errors ?? {}}
            funds={funds}
            changing={props.changing}
            focus={done === 'opened' || done === 'entered' || props.changing}
          />
        </Panel>
      )}
      <Counting {...props} here={here} refused={refused} />
      {counts.length > 0 && (
        <Panel id="counts" title={t('count.history')} tone="plain">
          <ul className="divide-y divide-line">
            {counts.map((c) => (
              <li
                key={`${c.round} ${c.nth}`}
                className="flex flex-wrap items-baseline justify-between gap-x-4 py-2"
              >
                <span>
                  {t('count.round', { n: c.round })} · {t(`count.nth.${c.nth}`)} ·{' '}
                  {t('count.by', { name: c.countedByName, at: formatInstant(locale, new Date(c.countedAt)) })}
                </span>
                {c.countedFen === null ? (
                  <span className="text-soft">{t('hidden')}</span>
                ) : (
                  <Money fen={c.countedFen} className="font-semibold" />
                )}
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {open && mayEnter && <Drop here={here} refused={refused} />}
    </div>
  )
}

type Refused = Extract<BatchAnswer, { refused: string }>

function Refusal({ refused, differenceFen }: Refused) {
  const { t } = useTranslation('offline')
  if (refused === 'unreadable') return null
  if (refused === 'lines-differ' || refused === 'counts-differ') {
    const amount = formatFen(BigInt(differenceFen ?? 0n))
    return (
      <Notice
        kind="refused"
        live
        title={t(refused === 'lines-differ' ? 'differs.lines' : 'differs.counts', { amount })}
      />
    )
  }
  const reason = knownRefusals.find((one) => one === refused) ?? 'changed-since'
  return <Notice kind="refused" live title={t(`refused.${reason}` as 'refused.not-open')} />
}

/** What this person has to do with counting: first, second, wait, or nothing. */
function Counting(props: BatchPageProps & { here: string; refused: Refused | null }) {
  const { batch, lines, mayEnter, entered, countedFirst, countedBy, counts, here, refused, locale } = props
  const { t } = useTranslation('offline')
  if (!mayEnter || (batch.state !== 'open' && batch.state !== 'counting')) return null
  const form = { here: `${here}#count`, kind: batch.kind, typed: refused?.at === 'count' ? refused.form : {} }
  const wrong = refused?.refused === 'unreadable'
  if (batch.state === 'open')
    return lines.length === 0 ? null : (
      <Panel id="count" title={t('count.title')}>
        {entered ? (
          <BatchCountForm {...form} first={null} wrong={wrong} />
        ) : (
          <p className="text-soft">{t('count.needsEntered')}</p>
        )}
      </Panel>
    )
  if (countedFirst)
    return (
      <Panel id="count" title={t('count.title')}>
        <Form method="post" action={here} className="space-y-3">
          <p>{t('count.yours', { amount: formatFen(BigInt(counts.at(-1)?.countedFen ?? 0n)) })}</p>
          <p className="text-soft">{t('count.withdrawHint')}</p>
          <Button name="intent" value="withdraw" variant="secondary">
            {t('count.withdraw')}
          </Button>
        </Form>
      </Panel>
    )
  return (
    <Panel id="count" title={t('count.titleSecond')}>
      {entered ? (
        <p>{t('count.entered')}</p>
      ) : (
        <>
          <BatchCountForm {...form} first={countedBy ?? ''} wrong={wrong} />
          <p className="mt-4 text-soft">
            <Link className="link" to={pathIn(locale, '/desk/proposals')}>
              {t('toProposals')}
            </Link>
          </p>
        </>
      )}
    </Panel>
  )
}

function Drop({ here, refused }: { here: string; refused: Refused | null }) {
  const { t } = useTranslation('offline')
  const ours = refused?.at === 'drop' ? refused : null
  return (
    <Disclosure summary={t('drop.title')} open={ours !== null}>
      <Form method="post" action={here} className="max-w-xl space-y-3">
        <p className="text-soft">{t('drop.hint')}</p>
        <TextField
          name="note"
          label={t('drop.note')}
          autoComplete="off"
          maxLength={400}
          defaultValue={ours?.form.note ?? ''}
          error={ours?.refused === 'note-needed' ? t('refused.note-needed') : undefined}
        />
        <Button name="intent" value="drop" variant="secondary">
          {t('drop.do')}
        </Button>
      </Form>
    </Disclosure>
  )
}
