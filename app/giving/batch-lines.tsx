import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { type Locale, pathIn } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { Disclosure } from '~/ui/disclosure'
import { Money } from '~/ui/money'
import { Tag, type TagTone } from '~/ui/tag'
import { TextField } from '~/ui/text-field'
import type { BatchAnswer } from './answer-batch-form.server'
import type { BatchLine, BatchLineState } from './batch'

const tones: Record<BatchLineState, TagTone> = {
  entered: 'neutral',
  'handed-in': 'pending',
  booked: 'done',
  bounced: 'refused',
  reversed: 'attention',
}

export interface BatchLinesProps {
  locale: Locale
  here: string
  lines: readonly BatchLine[]
  fundName: (fund: string | null) => string
  today: string
  mayEdit: boolean
  mayClear: boolean
  mayReverse: boolean
  /** Lines whose reversal waits for another person. */
  asked: readonly string[]
  refused: Extract<BatchAnswer, { refused: string }> | null
}

/** The gifts of a batch, and what can be done about each. */
export function BatchLines({ lines, ...rest }: BatchLinesProps) {
  const { t } = useTranslation('offline')
  if (lines.length === 0) return <p className="text-soft">{t('one.noLines')}</p>
  return (
    <ol className="divide-y divide-line">
      {lines.map((line) => (
        <Line key={line.id} line={line} {...rest} />
      ))}
    </ol>
  )
}

function Line({ line, ...props }: Omit<BatchLinesProps, 'lines'> & { line: BatchLine }) {
  const { locale, here, fundName, mayEdit, mayClear, mayReverse, asked } = props
  const { t } = useTranslation('offline')
  const more = [
    fundName(line.fund),
    line.chequeNumber && `${line.chequeBank} ${line.chequeNumber}`,
    line.nameConsent && t('one.consent'),
    line.contactEmail,
  ].filter(Boolean)
  return (
    <li className="space-y-1 py-3">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <span className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <strong className="[overflow-wrap:anywhere]">{line.donorName || t('one.anonymous')}</strong>
          {line.state !== 'entered' && (
            <Tag tone={tones[line.state]}>
              {line.banked ? t('state.banked') : t(`lineState.${line.state}`)}
            </Tag>
          )}
        </span>
        {line.amountFen === null ? (
          <span className="text-soft">{t('hidden')}</span>
        ) : (
          <Money
            fen={line.amountFen}
            className={
              line.state === 'reversed' || line.state === 'bounced'
                ? 'text-soft line-through'
                : 'font-semibold'
            }
          />
        )}
      </p>
      <p className="text-sm text-soft [overflow-wrap:anywhere]">{more.join(' · ')}</p>
      {line.note && <p className="text-sm">{line.note}</p>}
      {mayEdit && (
        <Form method="post" action={here} className="flex flex-wrap items-center gap-x-4">
          <Link className="link inline-flex min-h-11 items-center" to={`${here}?line=${line.id}#line`}>
            {t('one.change')}
          </Link>
          <input type="hidden" name="line" value={line.id} />
          <button type="submit" name="intent" value="remove" className="link min-h-11">
            {t('one.remove')}
          </button>
        </Form>
      )}
      {line.giftId && (
        <Link
          className="link inline-flex min-h-11 items-center"
          to={pathIn(locale, `/desk/gifts/${line.giftId}`)}
        >
          {t('one.gift')}
        </Link>
      )}
      {line.state === 'handed-in' && mayClear && <Cheque line={line} {...props} />}
      {asked.includes(line.id) ? (
        <p>
          {t('reverse.waits')}{' '}
          <Link className="link" to={pathIn(locale, '/desk/proposals')}>
            {t('toProposals')}
          </Link>
        </p>
      ) : (
        line.state === 'booked' && !line.banked && mayReverse && <Reverse line={line} {...props} />
      )}
    </li>
  )
}

function Cheque({
  line,
  here,
  today,
  refused,
}: Pick<BatchLinesProps, 'here' | 'today' | 'refused'> & { line: BatchLine }) {
  const { t } = useTranslation('offline')
  const ours = refused?.at === line.id ? refused : null
  const said = ours ? t(`refused.${ours.refused}` as 'refused.day-wrong') : undefined
  return (
    <Disclosure summary={t('cheque.decide')} open={ours !== null}>
      <div className="grid gap-6 sm:grid-cols-2">
        <Form method="post" action={here} className="space-y-3">
          <input type="hidden" name="line" value={line.id} />
          <TextField
            name="on"
            id={`on-${line.id}`}
            type="date"
            max={today}
            label={t('cheque.on')}
            hint={t('cheque.onHint')}
            defaultValue={ours?.form.on ?? today}
            error={ours?.refused === 'day-wrong' ? said : undefined}
          />
          <Button name="intent" value="clear">
            {t('cheque.clear')}
          </Button>
        </Form>
        <Form method="post" action={here} className="space-y-3">
          <input type="hidden" name="line" value={line.id} />
          <TextField
            name="why"
            id={`why-${line.id}`}
            label={t('cheque.why')}
            autoComplete="off"
            maxLength={400}
            defaultValue={ours?.form.why ?? ''}
            error={ours?.refused === 'note-needed' ? said : undefined}
          />
          <Button name="intent" value="bounce" variant="secondary">
            {t('cheque.bounce')}
          </Button>
        </Form>
      </div>
    </Disclosure>
  )
}

function Reverse({ line, here, refused }: Pick<BatchLinesProps, 'here' | 'refused'> & { line: BatchLine }) {
  const { t } = useTranslation('offline')
  const ours = refused?.at === line.id ? refused : null
  return (
    <Disclosure bare summary={t('reverse.ask')} open={ours !== null}>
      <Form method="post" action={here} className="max-w-xl space-y-3">
        <p className="text-soft">{t('reverse.hint')}</p>
        <input type="hidden" name="line" value={line.id} />
        <TextField
          name="note"
          id={`note-${line.id}`}
          label={t('reverse.note')}
          autoComplete="off"
          maxLength={400}
          defaultValue={ours?.form.note ?? ''}
          error={ours ? t(`refused.${ours.refused}` as 'refused.banked') : undefined}
        />
        <Button name="intent" value="reverse" variant="secondary">
          {t('reverse.do')}
        </Button>
      </Form>
    </Disclosure>
  )
}
