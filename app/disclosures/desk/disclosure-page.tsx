import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import { type Locale, pathIn } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { Disclosure } from '~/ui/disclosure'
import { Notice } from '~/ui/notice'
import { Panel } from '~/ui/panel'
import { TextArea } from '~/ui/text-area'
import { TextField } from '~/ui/text-field'
import { NoticeView } from '../notice/notice-view'
import { inRow, type NoticeWords } from '../notice/say'
import { FigureChanges } from '../notice/version-changes'
import { sayQuarter } from '../statement/quarter'
import type { DisclosureAnswer, DisclosureDeed } from './answer-disclosure-form.server'
import { CheckList } from './check-list'
import { FieldList } from './field-list'
import type { DeskDisclosure } from './read-desk-disclosure.server'

export interface DisclosurePageProps extends DeskDisclosure {
  locale: Locale
  words: NoticeWords
  name: string
  mayWrite: boolean
  /** What `by` may do with what waits. */
  mayDecide: boolean
  mayWithdraw: boolean
  over: boolean
  done: DisclosureDeed | null
  answer?: DisclosureAnswer
}

const knownRefusals = [
  ...(['submitted', 'not-open', 'not-over', 'explanation-needed', 'checks', 'reason-needed'] as const),
  ...([
    'personal-data',
    'too-many',
    'own-text',
    'changed-since',
    'figures-changed',
    'not-allowed',
    'not-waiting',
  ] as const),
  ...(['read-again', 'changed-meanwhile', 'invalid'] as const),
] as const

/** One project's statement for a quarter on the desk: written, checked, handed on, published, corrected. */
export function DisclosurePage(props: DisclosurePageProps) {
  const { locale, words, name, preview, written, done, answer, mayWrite } = props
  const { t } = useTranslation('disclosing')
  const refused = answer && 'refused' in answer ? answer : null
  const reason = refused && (knownRefusals.find((one) => one === refused.refused) ?? 'changed-since')
  const quarter = sayQuarter(locale, preview.period)
  const publicPath = pathIn(locale, `/projects/${preview.project.key}/disclosures/${preview.period}`)
  const waits = written?.state === 'submitted'
  return (
    <div className="space-y-6">
      <DeskHeading
        title={name}
        back={{ to: pathIn(locale, `/desk/disclosures?period=${preview.period}`), label: t('one.back') }}
        lead={
          props.dueOn
            ? t('one.lead', { quarter, day: formatDay(locale, props.dueOn) })
            : t('one.noDue', { quarter })
        }
      />
      {done && !refused && <Notice kind="done" live title={t(`done.${done}`)} />}
      {reason && <Notice kind="refused" live title={t(`refused.${reason}`)} />}
      {props.publishedOn && (
        <Notice
          kind="done"
          title={t('one.published', {
            day: formatDay(locale, props.publishedOn),
            version: props.publishedVersion,
          })}
        >
          <Link className="link" to={publicPath} reloadDocument>
            {t('one.toNotice')}
          </Link>
        </Notice>
      )}
      {props.changes.length + props.changedParts.length > 0 && (
        <Notice kind="attention" title={waits ? t('one.changed') : t('one.drift')}>
          <p>{waits ? t('one.changedHint') : t('one.driftHint')}</p>
          {props.changes.length > 0 && (
            <FigureChanges locale={locale} words={words} changes={props.changes} />
          )}
          {props.changedParts.length > 0 && (
            <p>
              {t('one.changedParts', {
                parts: inRow(
                  locale,
                  props.changedParts.map((part) => t(`changedPart.${part as 'plans'}`)),
                ),
              })}
            </p>
          )}
        </Notice>
      )}
      {waits ? <Waiting {...props} /> : mayWrite && <Write {...props} refused={refused} />}
      <CheckList {...props} />
      {written?.state === 'draft' && mayWrite && <HandIn {...props} />}
      <Disclosure summary={t('one.preview')} open={waits}>
        <div className="rounded-paper border border-line bg-raised p-4 sm:p-8">
          <p className="mb-4 text-center font-semibold text-amber-text">{words.preview}</p>
          <NoticeView locale={locale} words={words} statement={preview} preview />
        </div>
      </Disclosure>
    </div>
  )
}

type Refused = Extract<DisclosureAnswer, { refused: string }>

function Write({
  preview,
  written,
  seen,
  refused,
  locale,
}: DisclosurePageProps & { refused: Refused | null }) {
  const { t } = useTranslation('disclosing')
  const pending = useNavigation().state !== 'idle'
  const kept: Record<string, string> = refused?.form ?? written?.form ?? {}
  const errors = refused?.errors ?? {}
  const error = (key: keyof typeof errors) => {
    const found = errors[key]
    return found && t(`error.${found.what}`, { said: found.said })
  }
  const [first] = preview.figures
  const example = `{figure:${first?.key ?? 'plans.approved.count'}}`
  const hint = t('one.doneHint', { field: example, wan: '{figure:plans.approved.amountFen|wan}' })
  const area = (key: 'doneZh' | 'doneEn' | 'cameZh' | 'cameEn', said?: string) => (
    <TextArea
      name={key}
      label={t(`one.${key}`)}
      hint={said}
      rows={7}
      lang={key.endsWith('En') ? 'en' : 'zh-CN'}
      defaultValue={kept[key] ?? ''}
      error={error(key)}
    />
  )
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
      <Panel id="write" title={t('one.write')}>
        <Form method="post" className="space-y-4" noValidate>
          <input type="hidden" name="seen" value={seen} />
          {written?.state === 'published' && <p className="text-soft">{t('one.correcting')}</p>}
          {area('doneZh', hint)}
          {area('cameZh', t('one.cameHint'))}
          {area('doneEn')}
          {area('cameEn')}
          {preview.version > 1 &&
            (['explanationZh', 'explanationEn'] as const).map((key) => (
              <TextArea
                key={key}
                name={key}
                label={t(`one.${key}`)}
                hint={t('one.explanationHint')}
                rows={3}
                defaultValue={kept[key] ?? ''}
                error={error(key)}
              />
            ))}
          <Button name="intent" value="write" pending={pending}>
            {t('one.save')}
          </Button>
        </Form>
      </Panel>
      <FieldList locale={locale} figures={preview.figures} />
    </div>
  )
}

function HandIn({ over, findings }: DisclosurePageProps) {
  const { t } = useTranslation('disclosing')
  const stopped = findings.some(({ level }) => level === 'stop')
  return (
    <Panel id="submit" title={t('one.submit')}>
      {over ? (
        <Form method="post" className="space-y-3">
          <p>{t('one.submitHint')}</p>
          {stopped && <p className="font-semibold text-kapok-text">{t('refused.checks')}</p>}
          <Button name="intent" value="submit" variant={stopped ? 'secondary' : undefined}>
            {t('one.submit')}
          </Button>
        </Form>
      ) : (
        <p>{t('one.notOver')}</p>
      )}
    </Panel>
  )
}

function Waiting({ written, mayDecide, mayWithdraw }: DisclosurePageProps) {
  const { t } = useTranslation('disclosing')
  return (
    <Panel id="waits" title={t('one.waits')}>
      <Form method="post" className="max-w-xl space-y-4">
        <input type="hidden" name="proposal" value={written?.proposal ?? ''} />
        <p>{mayDecide ? t('one.publishHint') : t('one.waitsHint')}</p>
        {mayDecide && (
          <>
            <TextField name="note" label={t('one.rejectNote')} autoComplete="off" maxLength={500} />
            <p className="flex flex-wrap gap-3">
              <Button name="intent" value="publish">
                {t('one.publish')}
              </Button>
              <Button name="intent" value="reject" variant="secondary">
                {t('one.reject')}
              </Button>
            </p>
          </>
        )}
        {mayWithdraw && (
          <Button name="intent" value="withdraw" variant="secondary">
            {t('one.withdraw')}
          </Button>
        )}
      </Form>
    </Panel>
  )
}
