import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import { type Locale, pathIn } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { DefinitionList } from '~/ui/definition-list'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { SelectField } from '~/ui/desk/select-field'
import { Disclosure } from '~/ui/disclosure'
import { Money } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { Panel } from '~/ui/panel'
import { TextField } from '~/ui/text-field'
import type { GoodsAnswer, GoodsDeed } from './answer-goods-form.server'
import type { FoundGoods } from './find-goods.server'
import { valuations } from './goods'
import { GoodsLines } from './goods-lines'
import { GoodsStateTag } from './goods-list'

export interface GoodsPageProps extends FoundGoods {
  locale: Locale
  /** Campaign and fund in words. */
  forWhat: string
  today: string
  mayEnter: boolean
  mayGive: boolean
  /** Name what is sent next: twice it is one. */
  formId: string
  done: GoodsDeed | null
  answer?: GoodsAnswer
}

const knownRefusals = [
  ...(['not-open', 'too-many-lines', 'line-gone', 'no-lines', 'note-needed'] as const),
  ...(['not-confirmed', 'more-than-left', 'before-received', 'changed-since'] as const),
]

/** One gift of goods: its things, who confirms them, and where they went. */
export function GoodsPage(props: GoodsPageProps) {
  const { locale, goods, lines, done, answer, mayEnter } = props
  const { t } = useTranslation('goods')
  const here = pathIn(locale, `/desk/goods/${goods.id}`)
  const refused = answer && 'errors' in answer ? answer : null
  const reason = refused?.refused
    ? (knownRefusals.find((one) => one === refused.refused) ?? 'changed-since')
    : null
  const open = goods.state === 'entered' && mayEnter
  return (
    <div className="max-w-4xl space-y-6">
      <DeskHeading
        title={goods.about || t('one.back')}
        back={{ to: pathIn(locale, '/desk/goods'), label: t('one.back') }}
        aside={<GoodsStateTag state={goods.state} />}
      />
      {done && !refused && <Notice kind="done" live title={t(`done.${done}`)} />}
      {reason && <Notice kind="refused" live title={t(`refused.${reason}`)} />}
      {goods.state === 'dropped' && <Notice title={t('one.dropped', { note: goods.note })} />}
      {goods.state === 'waiting' && (
        <Notice kind="attention" title={t('confirm.waits')}>
          <Link className="link" to={pathIn(locale, '/desk/proposals')}>
            {t('confirm.toProposals')}
          </Link>
        </Notice>
      )}
      <DefinitionList
        items={[
          {
            term: t('column.donor'),
            detail: [goods.donorName || t('one.anonymous'), goods.nameConsent && t('one.consent')]
              .filter(Boolean)
              .join(' · '),
          },
          { term: t('one.for'), detail: props.forWhat },
          { term: t('one.received'), detail: formatDay(locale, goods.receivedOn) },
          { term: t('one.enteredBy'), detail: goods.enteredByName },
          {
            term: t('one.value'),
            detail: (
              <>
                <Money fen={goods.valueFen} className="font-bold" />{' '}
                <span className="text-soft">{t('one.notMoney')}</span>
              </>
            ),
          },
        ]}
      />
      {goods.state === 'confirmed' && (
        <a
          className="link inline-flex min-h-11 items-center"
          href={`${here}/acknowledgement.pdf`}
          target="_blank"
          rel="noreferrer"
        >
          {t('one.paper')}
        </a>
      )}
      <Panel id="lines" title={t('one.lines')}>
        <GoodsLines {...props} here={here} refused={refused} mayEdit={open} />
      </Panel>
      {open && <LineForm {...props} here={here} refused={refused?.at === 'line' ? refused : null} />}
      {open && lines.length > 0 && (
        <Panel id="hand-in" title={t('confirm.title')}>
          <Form method="post" action={here} className="space-y-3">
            <p>{t('confirm.hint')}</p>
            <Button name="intent" value="hand-in">
              {t('confirm.do')}
            </Button>
          </Form>
        </Panel>
      )}
      {open && (
        <Disclosure summary={t('drop.title')} open={refused?.at === 'drop'}>
          <Form method="post" action={here} className="max-w-xl space-y-3">
            <p className="text-soft">{t('drop.hint')}</p>
            <TextField
              name="note"
              label={t('drop.note')}
              autoComplete="off"
              maxLength={400}
              error={refused?.at === 'drop' ? t('refused.note-needed') : undefined}
            />
            <Button name="intent" value="drop" variant="secondary">
              {t('drop.do')}
            </Button>
          </Form>
        </Disclosure>
      )}
    </div>
  )
}

export type GoodsRefused = Extract<GoodsAnswer, { errors: object }>

function LineForm({
  here,
  formId,
  refused,
}: Pick<GoodsPageProps, 'formId'> & { here: string; refused: GoodsRefused | null }) {
  const { t } = useTranslation('goods')
  const pending = useNavigation().state !== 'idle'
  const form: Record<string, string> = refused?.form ?? {}
  const say = (field: string) => refused?.errors[field] && t(`error.${refused.errors[field]}`)
  const field = (name: string, more: object = {}) => ({
    name,
    autoComplete: 'off',
    defaultValue: form[name] ?? '',
    error: say(name),
    ...more,
  })
  return (
    <Panel id="line" title={t('line.title')}>
      <Form
        method="post"
        action={`${here}#line`}
        encType="multipart/form-data"
        noValidate
        className="space-y-4"
        key={formId}
      >
        <input type="hidden" name="formId" value={formId} />
        <TextField {...field('description')} label={t('line.description')} hint={t('line.descriptionHint')} />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            {...field('quantity')}
            label={t('line.quantity')}
            hint={t('line.quantityHint')}
            inputMode="numeric"
            className="tabular"
          />
          <TextField {...field('unit')} label={t('line.unit')} hint={t('line.unitHint')} />
          <TextField
            {...field('unitValue')}
            label={t('line.unitValue')}
            inputMode="decimal"
            className="tabular"
          />
          <SelectField
            name="valuation"
            label={t('line.valuation')}
            emptyLabel="—"
            defaultValue={form.valuation ?? ''}
            error={say('valuation')}
            options={valuations.map((one) => ({ value: one, label: t(`valuation.${one}`) }))}
          />
        </div>
        <TextField {...field('valuedBy')} label={t('line.valuedBy')} hint={t('line.valuedByHint')} />
        <TextField
          name="evidence"
          type="file"
          accept="application/pdf,image/png,image/jpeg"
          className="h-auto py-2"
          label={t('line.evidence')}
          hint={refused ? t('line.evidenceAgain') : t('line.evidenceHint')}
          error={say('evidence')}
        />
        <Button name="intent" value="enter" pending={pending}>
          {t('line.send')}
        </Button>
      </Form>
    </Panel>
  )
}
