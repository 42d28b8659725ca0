import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { formatCount, formatDay } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { Disclosure } from '~/ui/disclosure'
import { Money } from '~/ui/money'
import { TextField } from '~/ui/text-field'
import type { Goods, GoodsLine, GoodsOut } from './goods'
import type { GoodsRefused } from './goods-page'

interface GoodsLinesProps {
  locale: Locale
  here: string
  goods: Goods
  lines: readonly GoodsLine[]
  outs: readonly GoodsOut[]
  today: string
  formId: string
  mayEdit: boolean
  mayGive: boolean
  refused: GoodsRefused | null
}

/** Kinds of things with their worth, their proof, and what was given out of each. */
export function GoodsLines({ lines, ...props }: GoodsLinesProps) {
  const { t } = useTranslation('goods')
  if (lines.length === 0) return <p className="text-soft">{t('one.noLines')}</p>
  return (
    <ol className="divide-y divide-line">
      {lines.map((line) => (
        <Line key={line.id} line={line} {...props} />
      ))}
    </ol>
  )
}

function Line({ line, ...props }: Omit<GoodsLinesProps, 'lines'> & { line: GoodsLine }) {
  const { here, goods, outs, mayEdit, mayGive } = props
  const { t } = useTranslation('goods')
  const [quantity, gone] = [BigInt(line.quantity), BigInt(line.givenOut)]
  const value = BigInt(line.unitValueFen)
  const ours = outs.filter((out) => out.lineId === line.id)
  const confirmed = goods.state === 'confirmed'
  return (
    <li className="space-y-1 py-3">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <strong className="[overflow-wrap:anywhere]">
          {line.description} · {formatCount(quantity)} {line.unit}
        </strong>
        <Money fen={quantity * value} className="font-semibold" />
      </p>
      <p className="text-sm text-soft [overflow-wrap:anywhere]">
        {t('one.worth', {
          unit: line.unit,
          value: formatFen(value),
          how: t(`valuation.${line.valuation}`),
          by: line.valuedBy,
        })}
      </p>
      <p>
        <Proof here={here} id={line.evidence} name={line.evidenceName} />
      </p>
      {confirmed && (
        <p className="font-semibold">
          {gone === quantity
            ? t('one.gone')
            : t('one.left', { left: formatCount(quantity - gone), unit: line.unit })}
        </p>
      )}
      {mayEdit && (
        <Form method="post" action={here}>
          <input type="hidden" name="line" value={line.id} />
          <button type="submit" name="intent" value="remove" className="link min-h-11">
            {t('one.remove')}
          </button>
        </Form>
      )}
      {ours.length > 0 && (
        <section aria-label={t('out.history')} className="border-s-2 border-line ps-4">
          <h3 className="font-semibold">{t('out.history')}</h3>
          <ul>
            {ours.map((out) => (
              <Out key={out.id} out={out} unit={line.unit} {...props} />
            ))}
          </ul>
        </section>
      )}
      {confirmed && mayGive && gone < quantity && <GiveOut line={line} {...props} />}
    </li>
  )
}

const Proof = ({ here, id, name }: { here: string; id: string; name: string }) => {
  const { t } = useTranslation('goods')
  return (
    <a
      className="link inline-flex min-h-11 items-center [overflow-wrap:anywhere]"
      href={`${here}/evidence/${id}`}
      target="_blank"
      rel="noreferrer"
    >
      {t('one.evidence', { name })}
    </a>
  )
}

function Out({
  out,
  unit,
  locale,
  here,
  mayGive,
  refused,
}: Pick<GoodsLinesProps, 'locale' | 'here' | 'mayGive' | 'refused'> & { out: GoodsOut; unit: string }) {
  const { t } = useTranslation('goods')
  const back = out.takenBackWhy !== null
  const ours = refused?.at === out.id ? refused : null
  return (
    <li className="py-2">
      <p className={back ? 'text-soft line-through' : undefined}>
        {t('out.said', { quantity: formatCount(BigInt(out.quantity)), unit, recipients: out.recipients })}
      </p>
      <p className="text-sm text-soft">
        {t('out.by', { day: formatDay(locale, out.givenOn), name: out.givenByName })}
      </p>
      <Proof here={here} id={out.evidence} name={out.evidenceName} />
      {back && <p className="text-sm">{t('out.takenBack', { why: out.takenBackWhy })}</p>}
      {!back && mayGive && (
        <Disclosure bare summary={t('out.takeBack')} open={ours !== null}>
          <Form method="post" action={here} className="max-w-xl space-y-3">
            <input type="hidden" name="out" value={out.id} />
            <TextField
              name="note"
              id={`back-${out.id}`}
              label={t('out.takeBackNote')}
              autoComplete="off"
              maxLength={400}
              error={ours?.refused === 'note-needed' ? t('refused.note-needed') : undefined}
            />
            <Button name="intent" value="take-back" variant="secondary">
              {t('out.takeBackDo')}
            </Button>
          </Form>
        </Disclosure>
      )}
    </li>
  )
}

function GiveOut({
  line,
  here,
  today,
  formId,
  refused,
}: Pick<GoodsLinesProps, 'here' | 'today' | 'formId' | 'refused'> & { line: GoodsLine }) {
  const { t } = useTranslation('goods')
  const ours = refused?.at === line.id ? refused : null
  const form: Record<string, string> = ours?.form ?? {}
  const say = (field: string) => ours?.errors[field] && t(`error.${ours.errors[field]}`)
  const left = ours?.refused === 'more-than-left' ? t('refused.more-than-left') : undefined
  const early = ours?.refused === 'before-received' ? t('refused.before-received') : undefined
  return (
    <Disclosure bare summary={t('out.title')} open={ours !== null}>
      <Form
        method="post"
        action={here}
        encType="multipart/form-data"
        noValidate
        className="max-w-xl space-y-3"
        key={formId}
      >
        <input type="hidden" name="formId" value={formId} />
        <input type="hidden" name="line" value={line.id} />
        <TextField
          name="quantity"
          id={`quantity-${line.id}`}
          label={t('out.quantity', { unit: line.unit })}
          inputMode="numeric"
          autoComplete="off"
          className="tabular"
          defaultValue={form.quantity ?? ''}
          error={say('quantity') ?? left}
        />
        <TextField
          name="recipients"
          id={`recipients-${line.id}`}
          label={t('out.recipients')}
          hint={t('out.recipientsHint')}
          autoComplete="off"
          defaultValue={form.recipients ?? ''}
          error={say('recipients')}
        />
        <TextField
          name="givenOn"
          id={`on-${line.id}`}
          type="date"
          max={today}
          label={t('out.givenOn')}
          defaultValue={form.givenOn ?? today}
          error={say('givenOn') ?? early}
        />
        <TextField
          name="evidence"
          id={`evidence-${line.id}`}
          type="file"
          accept="application/pdf,image/png,image/jpeg"
          className="h-auto py-2"
          label={t('out.evidence')}
          hint={ours ? t('line.evidenceAgain') : t('out.evidenceHint')}
          error={say('evidence')}
        />
        <Button name="intent" value="give">
          {t('out.do')}
        </Button>
      </Form>
    </Disclosure>
  )
}
