import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { listProposalsOf } from '~/identity/list-proposals-of.server'
import { checkPeriod } from '~/ledger/check-period.server'
import { listAdjustments } from '~/ledger/list-adjustments.server'
import { type PeriodEnd, periodsToClose } from '~/ledger/period'
import { PeriodChecklist } from '~/ledger/period-checklist'
import { PeriodHistory } from '~/ledger/period-history'
import { proposeClosing } from '~/ledger/propose-closing.server'
import { readPeriod } from '~/ledger/read-period.server'
import { formatDay, formatInstant, formatMonth, shanghaiDay } from '~/platform/dates'
import { type Locale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { SelectField } from '~/ui/desk/select-field'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { TextArea } from '~/ui/text-area'
import { periodChecks } from '~/wiring.server'

const refusals = [
  'note-too-long',
  'not-a-period',
  'not-over',
  'already-closed',
  'already-proposed',
  'blocked',
] as const

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'period.see')
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const { closedThrough, firstOpen } = await readPeriod(house.db)
  const ends = firstOpen ? periodsToClose(firstOpen, shanghaiDay(house.now())) : []
  const asked = searchParams.get('through')
  // Next comes the oldest; where nothing was closed yet that may be years ago, and the last one closes them all.
  const chosen = ends.find(({ through }) => through === asked) ?? (closedThrough ? ends[0] : ends.at(-1))
  const proposals = await listProposalsOf(house.db, 'period.close')
  const waiting = proposals.filter(({ state }) => state === 'waiting')
  return data(
    {
      locale,
      title: textsIn(locale, 'period')('title'),
      closedThrough,
      ends,
      chosen: chosen ?? null,
      findings: chosen ? await checkPeriod(house.db, chosen.through, periodChecks) : [],
      waiting,
      closed: proposals.filter(({ state }) => state === 'approved'),
      adjustments: await listAdjustments(house.db),
      mayPropose:
        can(actor, 'period.close') && !waiting.some(({ subjectId }) => subjectId === chosen?.through),
      seeOnly: !can(actor, 'period.close'),
      proposed: searchParams.get('done') === 'proposed',
    },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}

export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'period.close')
  const form = await request.formData()
  const through = String(form.get('through') ?? '')
  const note = String(form.get('note') ?? '').trim()
  const proposed = await house.db.transaction((tx) =>
    proposeClosing(tx, by, { through, note }, periodChecks, house.now()),
  )
  if (!proposed.ok) {
    const reason = refusals.find((known) => known === proposed.reason) ?? ('blocked' as const)
    return data({ reason, note }, { status: proposed.reason === 'note-too-long' ? 422 : 409 })
  }
  const locale = localeOfPath(new URL(request.url).pathname)
  return redirect(pathIn(locale, `/desk/period?through=${through}&done=proposed`), 303)
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function PeriodPage() {
  const { locale, title, closedThrough, ends, chosen, findings, waiting, closed, adjustments, ...page } =
    useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('period')
  const aboutNote = refused?.reason === 'note-too-long'
  return (
    <div className="max-w-3xl space-y-6">
      <DeskHeading title={title} lead={t('lead')} />
      <p className="tabular text-lg font-semibold">
        {closedThrough ? t('closedThrough', { day: formatDay(locale, closedThrough) }) : t('never')}
      </p>
      {page.proposed && !refused && (
        <Notice kind="done" live>
          {t('proposed')}
        </Notice>
      )}
      {refused && !aboutNote && (
        <Notice kind="refused" live>
          {t(`refused.${refused.reason}`)}
        </Notice>
      )}
      {waiting.map((p) => (
        <Notice key={p.id} kind="attention" title={t('waits')}>
          <p>
            {t('waitsFor', {
              day: formatDay(locale, p.subjectId),
              name: p.proposedBy,
              time: formatInstant(locale, p.proposedAt),
            })}
          </p>
          <Link className="link inline-flex min-h-11 items-center" to={pathIn(locale, '/desk/proposals')}>
            {t('go')}
          </Link>
        </Notice>
      ))}
      {chosen ? (
        <>
          <Choice locale={locale} ends={ends} chosen={chosen} />
          <Panel id="checklist" title={t('list', { period: formatMonth(locale, chosen.year, chosen.month) })}>
            <p className="tabular mb-3 text-soft">
              {t('through', { day: formatDay(locale, chosen.through) })}
            </p>
            <PeriodChecklist locale={locale} findings={findings} />
            <p className="mt-4">{t('late')}</p>
            {page.mayPropose && (
              <Propose
                through={chosen.through}
                levels={findings.map(({ level }) => level)}
                note={refused?.note ?? ''}
                error={aboutNote ? t('refused.note-too-long') : undefined}
              />
            )}
            {page.seeOnly && <p className="mt-4 font-semibold">{t('seeOnly')}</p>}
          </Panel>
        </>
      ) : (
        <EmptyState title={t('nothing')}>{t('nothingHint')}</EmptyState>
      )}
      <PeriodHistory locale={locale} closed={closed} adjustments={adjustments} />
    </div>
  )
}

function Choice({ locale, ends, chosen }: { locale: Locale; ends: PeriodEnd[]; chosen: PeriodEnd }) {
  const { t } = useTranslation('period')
  const label = ({ year, month, quarter }: PeriodEnd) => {
    const name = formatMonth(locale, year, month)
    return quarter ? t('quarter', { month: name, quarter }) : name
  }
  return (
    <Form method="get" className="flex max-w-xl flex-wrap items-end gap-3">
      <div className="min-w-0 flex-1 basis-60">
        <SelectField
          key={chosen.through}
          name="through"
          id="which"
          label={t('which')}
          hint={t('whichHint')}
          options={ends.map((end) => ({ value: end.through, label: label(end) }))}
          defaultValue={chosen.through}
        />
      </div>
      <Button variant="secondary" className="h-12">
        {t('look')}
      </Button>
    </Form>
  )
}

interface ProposeProps {
  through: string
  levels: readonly ('fine' | 'warns' | 'blocks')[]
  note: string
  error?: string
}

/** The form stands only where nothing blocks: else the list above says what to do first. */
function Propose({ through, levels, note, error }: ProposeProps) {
  const { t } = useTranslation('period')
  if (levels.includes('blocks')) return <p className="mt-4 font-semibold">{t('blocked')}</p>
  return (
    <Form method="post" className="mt-4 space-y-5">
      <p className="font-semibold">{levels.includes('warns') ? t('clearWithWarnings') : t('clear')}</p>
      <input type="hidden" name="through" value={through} />
      <TextArea
        name="note"
        label={t('note')}
        optionalText={t('optional')}
        rows={2}
        defaultValue={note}
        error={error}
      />
      <Button>{t('propose')}</Button>
    </Form>
  )
}
