import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { nameCampaigns } from '~/campaigns/name-campaigns.server'
import { LetterRunList } from '~/giving/letter-run-list'
import { listLetterRuns } from '~/giving/list-letter-runs.server'
import { lookAtLetters } from '~/giving/look-at-letters.server'
import { askForLetterTest } from '~/giving/send-letter-test.server'
import { startLetters } from '~/giving/start-letters.server'
import { stopLetters } from '~/giving/stop-letters.server'
import { readThanksForm, type ThanksFields } from '~/giving/thanks-form'
import { ThanksForm, ThanksPreview } from '~/giving/thanks-form-view'
import { can, reachOf } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { listFundChoices } from '~/ledger/list-fund-choices.server'
import { formatCount, formatDay, shanghaiDay } from '~/platform/dates'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'thanks.send', 'somewhere')
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const t = textsIn(locale, 'year')
  const reach = reachOf(by, 'thanks.send', 'campaign')
  const campaigns = await nameCampaigns(house.db, reach)
  const funds = reach === '*' ? await listFundChoices(house.db) : []
  const choices = [
    ...campaigns.map((c) => ({
      value: `campaign:${c.slug}`,
      label: t('thanks.campaigns', { name: inLocale(locale, c) }),
    })),
    ...funds.map((f) => ({
      value: `fund:${f.slug}`,
      label: t('thanks.funds', { name: inLocale(locale, { zh: f.nameZh, en: f.nameEn }) }),
    })),
  ]
  const own = choices.map(({ value }) => value)
  const runs = await listLetterRuns(house.db, 'thanks')
  const draft = (language: 'zh-CN' | 'en') => {
    const words = textsIn(language, 'year')
    return { subject: words('thanks.draft.subject'), text: words('thanks.draft.text') }
  }
  const today = shanghaiDay(house.now())
  const fields: ThanksFields = {
    ...{ about: '', fromOn: `${today.slice(0, 4)}-01-01`, toOn: today },
    words: { 'zh-CN': draft('zh-CN'), en: draft('en') },
  }
  return data(
    {
      ...{ locale, choices, fields, title: t('thanks.title') },
      runs: runs
        .filter((run) => own.includes(run.campaign ? `campaign:${run.campaign}` : `fund:${run.fund}`))
        .map((run) => ({
          ...run,
          mayStop: can(by, 'thanks.send', run.campaign ? { campaign: run.campaign } : {}),
        })),
      started: Number(/^\d{1,9}$/.exec(searchParams.get('started') ?? '')?.[0] ?? 0),
    },
    { headers: unkept },
  )
}

/** Looks at a batch, tries it on oneself, starts it, or stops one. */
export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'thanks.send', 'somewhere')
  const form = await request.formData()
  const intent = String(form.get('intent'))
  const here = pathIn(localeOfPath(new URL(request.url).pathname), '/desk/thanks')
  if (intent === 'stop') {
    const stopped = await stopLetters(house.db, by, String(form.get('run')))
    if (stopped.ok) return redirect(here, 303)
    return data(
      { fields: null, errors: null, preview: null, refused: 'not-running' as const, tested: false },
      409,
    )
  }
  const read = readThanksForm(form)
  const nothing = { errors: null, preview: null, refused: null, tested: false }
  if (!read.ok)
    return data({ ...nothing, fields: read.fields, errors: read.errors }, { status: 422, headers: unkept })
  const { fields, choice, words } = read
  const batch = { kind: 'thanks' as const, choice, words }
  let refused: 'nobody' | 'changed' | 'unknown' | null = null
  if (intent === 'start') {
    const started = await startLetters(house.db, by, batch, Number(form.get('count')))
    if (started.ok) return redirect(`${here}?started=${started.receivers}`, 303)
    if (started.reason === 'not-allowed') throw new Response(null, { status: 404 })
    refused = started.reason
  }
  const looked = await lookAtLetters(house.db, by, batch)
  if (!looked.ok && looked.reason === 'not-allowed') throw new Response(null, { status: 404 })
  if (!looked.ok) return data({ ...nothing, fields, refused: 'unknown' as const }, 422)
  const tested = intent === 'test' && (await askForLetterTest(house.db, by, { choice, words })).ok
  const { count, byLocale, examples } = looked
  return data(
    { ...nothing, fields, preview: { count, byLocale, examples }, refused, tested },
    { status: refused ? 409 : 200, headers: unkept },
  )
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function ThanksPage() {
  const { locale, title, choices, runs, started, ...loaded } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('year')
  const here = pathIn(locale, '/desk/thanks')
  const fields = answer?.fields ?? loaded.fields
  const labels = new Map(choices.map(({ value, label }) => [value, label]))
  return (
    <div className="space-y-6">
      <DeskHeading title={title} lead={<span className="block max-w-prose">{t('thanks.lead')}</span>} />
      {started > 0 && !answer && (
        <Notice kind="done" live title={t('thanks.started', { count: started, n: formatCount(started) })} />
      )}
      {answer?.refused && <Notice kind="refused" live title={t(`refused.${answer.refused}`)} />}
      {answer?.tested && <Notice kind="done" live title={t('thanks.tested')} />}
      <ThanksForm here={here} fields={fields} errors={answer?.errors ?? null} choices={choices} />
      {answer?.preview && answer.fields && (
        <ThanksPreview here={here} fields={answer.fields} preview={answer.preview} />
      )}
      <LetterRunList
        locale={locale}
        runs={runs}
        nameOf={(run) =>
          [
            labels.get(run.campaign ? `campaign:${run.campaign}` : `fund:${run.fund}`),
            run.fromOn && run.toOn && `${formatDay(locale, run.fromOn)} – ${formatDay(locale, run.toOn)}`,
          ]
            .filter(Boolean)
            .join(' · ')
        }
        mayStop={(run) => runs.some((one) => one.id === run.id && one.mayStop)}
      />
    </div>
  )
}
