import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { LetterRunList } from '~/giving/letter-run-list'
import { listLetterRuns } from '~/giving/list-letter-runs.server'
import { lookAtLetters } from '~/giving/look-at-letters.server'
import { startLetters } from '~/giving/start-letters.server'
import { readYear } from '~/giving/statement'
import { stopLetters } from '~/giving/stop-letters.server'
import { enter } from '~/identity/enter.server'
import { formatCount, shanghaiDay } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { SelectField } from '~/ui/desk/select-field'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'

const yearsShown = 10

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'statement.send')
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const thisYear = Number(shanghaiDay(house.now()).slice(0, 4))
  const year = readYear(searchParams.get('year'), thisYear) ?? thisYear - 1
  const looked = await lookAtLetters(house.db, by, { kind: 'statement', year })
  if (!looked.ok) throw new Response(null, { status: 404 })
  return {
    ...{ locale, year, thisYear, count: looked.count, byLocale: looked.byLocale },
    title: textsIn(locale, 'year')('statements.title'),
    runs: await listLetterRuns(house.db, 'statement'),
    noMailer: !house.config.SMTP_URL && !house.config.SHANXING_DEMO,
    started: Number(/^\d{1,9}$/.exec(searchParams.get('started') ?? '')?.[0] ?? 0),
  }
}

/** Starts the batch of a year, or stops one that runs. */
export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'statement.send')
  const form = await request.formData()
  const here = pathIn(localeOfPath(new URL(request.url).pathname), '/desk/statements')
  if (form.get('intent') === 'stop') {
    const stopped = await stopLetters(house.db, by, String(form.get('run')))
    return stopped.ok ? redirect(here, 303) : data({ refused: 'not-running' as const }, { status: 409 })
  }
  const year = readYear(String(form.get('year')), Number(shanghaiDay(house.now()).slice(0, 4)))
  if (!year) throw new Response(null, { status: 400 })
  const started = await startLetters(house.db, by, { kind: 'statement', year }, Number(form.get('count')))
  if (started.ok) return redirect(`${here}?year=${year}&started=${started.receivers}`, 303)
  if (started.reason === 'not-allowed') throw new Response(null, { status: 404 })
  return data({ refused: started.reason }, { status: 409 })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function StatementsPage() {
  const { locale, title, year, thisYear, count, byLocale, runs, noMailer, started } =
    useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()?.refused
  const { t } = useTranslation('year')
  const here = pathIn(locale, '/desk/statements')
  const n = { count, n: formatCount(count) }
  const years = Array.from({ length: yearsShown }, (_, back) => String(thisYear - back))
  return (
    <div className="space-y-6">
      <DeskHeading title={title} lead={<span className="block max-w-prose">{t('statements.lead')}</span>} />
      {started > 0 && !refused && (
        <Notice
          kind="done"
          live
          title={t('statements.started', { count: started, n: formatCount(started) })}
        />
      )}
      {refused && <Notice kind="refused" live title={t(`refused.${refused}`)} />}
      {noMailer && <Notice kind="attention" title={t('statements.noMailer')} />}
      <Form method="get" action={here} className="flex flex-wrap items-end gap-3">
        <SelectField
          key={year}
          name="year"
          label={t('statements.year')}
          defaultValue={String(year)}
          options={years.map((value) => ({ value, label: value }))}
        />
        <Button variant="secondary">{t('statements.show')}</Button>
      </Form>
      <Panel id="preview" title={t('statements.runYear', { year })}>
        <p className="text-xl font-semibold">{t('statements.count', n)}</p>
        <p className="mt-1 max-w-prose text-soft">
          {t('statements.byLocale', { zh: formatCount(byLocale['zh-CN']), en: formatCount(byLocale.en) })}
        </p>
        {year === thisYear && <p className="mt-2 font-semibold">{t('statements.notOver')}</p>}
        {count > 0 && (
          <div className="mt-4 space-y-4">
            <p>
              <a className="link inline-flex min-h-11 items-center" href={`${here}/example?year=${year}`}>
                {t('statements.example')}
              </a>
              <span className="block text-sm text-soft">{t('statements.exampleHint')}</span>
            </p>
            <Form method="post" action={`${here}?year=${year}`}>
              <input type="hidden" name="year" value={year} />
              <input type="hidden" name="count" value={count} />
              <Button name="intent" value="start">
                {t('statements.start', n)}
              </Button>
            </Form>
          </div>
        )}
      </Panel>
      <LetterRunList
        locale={locale}
        runs={runs}
        nameOf={(run) => t('statements.runYear', { year: run.year })}
        mayStop={() => true}
      />
    </div>
  )
}
