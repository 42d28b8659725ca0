import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { answerDoubt } from '~/disclosures/old/answer-doubt.server'
import { findOldBundle } from '~/disclosures/old/find-old-bundle.server'
import { finishOldBundle } from '~/disclosures/old/finish-old-bundle.server'
import { verdicts } from '~/disclosures/old/report'
import { StatementList, StatementReport } from '~/disclosures/old/report-view'
import { showReport } from '~/disclosures/old/show-report.server'
import { enter } from '~/identity/enter.server'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Tag } from '~/ui/tag'

const path = '/desk/disclosures/import'
const headers = { 'Cache-Control': 'private, no-store' }
const asked = (url: string) => {
  const n = new URL(url).searchParams.get('n') ?? '1'
  return /^\d{1,6}$/.test(n) ? Number(n) : 1
}

/** What was read in a text of old disclosures; `?n=` is the statement that is shown with its text. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'disclosure.import', 'somewhere')
  const bundle = await findOldBundle(house.db, by, params.id!)
  if (!bundle) throw new Response(null, { status: 404 })
  const url = new URL(request.url)
  const locale = localeOfPath(url.pathname)
  const shown = showReport(locale, bundle, asked(request.url) - 1)
  return data({ locale, shown, answered: url.searchParams.has('answered') }, { headers })
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'disclosure.import', 'somewhere')
  const form = await request.formData().catch(() => null)
  if (!form) throw new Response(null, { status: 400 })
  const locale = localeOfPath(new URL(request.url).pathname)
  const t = textsIn(locale, 'oldDisclosures')
  const text = (name: string) => String(form.get(name) ?? '')
  const id = params.id!
  const place = /^\d{1,9}$/.test(text('place')) ? Number(text('place')) : -1
  const done =
    text('intent') === 'finish'
      ? await finishOldBundle(house.db, by, id)
      : await answerDoubt(house.db, by, {
          id,
          place,
          verdict: verdicts.find((one) => one === text('verdict')) ?? 'right',
          typed: text('typed'),
        })
  if (done.ok)
    return redirect(pathIn(locale, `${path}/${id}?n=${asked(request.url)}&answered#f${place}`), 303)
  if (done.reason === 'not-allowed' || done.reason === 'unknown') throw new Response(null, { status: 404 })
  const status = done.reason === 'not-a-number' ? 422 : 409
  return data({ place, text: t(`fault.${done.reason}`), typed: text('typed') }, { status, headers })
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.shown.name, unlisted: true })

export default function OldBundlePage() {
  const { locale, shown, answered } = useLoaderData<typeof loader>()
  const fault = useActionData<typeof action>() ?? null
  const { words } = shown
  const all = pathIn(locale, path)
  const here = `${all}/${shown.id}`
  return (
    <div className="space-y-6">
      <DeskHeading
        title={shown.name}
        lead={shown.sum}
        back={{ to: all, label: shown.back }}
        aside={<Tag tone={shown.open ? 'pending' : 'done'}>{shown.state}</Tag>}
      />
      {answered && !fault && <Notice kind="done" live title={words.answered} />}
      {fault && <Notice kind="refused" live title={fault.text} />}
      <p className="flex flex-wrap items-center gap-x-6">
        <span>{words.downloads}</span>
        {(['csv', 'xlsx', 'json'] as const).map((format) => (
          <a
            key={format}
            href={`${here}/export?format=${format}`}
            className="link inline-flex min-h-11 items-center"
          >
            {format.toUpperCase()}
          </a>
        ))}
      </p>
      {shown.open ? (
        <Form method="post" action={here} className="flex flex-wrap items-center gap-4">
          <input type="hidden" name="intent" value="finish" />
          <Button disabled={shown.left > 0}>{words.finish}</Button>
          <span className="text-soft">{shown.finishHint}</span>
        </Form>
      ) : (
        <p className="text-soft">{shown.finished}</p>
      )}
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
        <StatementList shown={shown} here={here} />
        <StatementReport shown={shown} here={here} fault={fault} />
      </div>
    </div>
  )
}
