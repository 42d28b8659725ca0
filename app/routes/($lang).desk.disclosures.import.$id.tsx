import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { answerReportForm } from '~/disclosures/old/answer-report-form.server'
import { findOldBundle } from '~/disclosures/old/find-old-bundle.server'
import { OldOffer } from '~/disclosures/old/old-offer'
import { StatementList, StatementReport } from '~/disclosures/old/report-view'
import { showOldOffer } from '~/disclosures/old/show-old-offer.server'
import { showReport } from '~/disclosures/old/show-report.server'
import { enter } from '~/identity/enter.server'
import { shanghaiDay } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { languageOf } from '~/platform/language-of'
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
  const offer = await showOldOffer(house.db, by, locale, { ...bundle, chosen: shown.chosen })
  return data({ locale, shown, offer, answered: url.searchParams.has('answered') }, { headers })
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'disclosure.import', 'somewhere')
  const form = await request.formData().catch(() => null)
  if (!form) throw new Response(null, { status: 400 })
  const locale = localeOfPath(new URL(request.url).pathname)
  const t = textsIn(locale, 'oldDisclosures')
  const text = (name: string) => String(form.get(name) ?? '')
  const id = params.id!
  const offered = text('intent') === 'offer'
  const here = `${path}/${id}?n=${asked(request.url)}`
  const sent = { id, n: asked(request.url) - 1, today: shanghaiDay(house.now()), text }
  const done = await answerReportForm(house.db, by, sent)
  if (done.ok)
    return redirect(pathIn(locale, `${here}&answered#${offered ? 'offer' : `f${text('place')}`}`), 303)
  const { reason } = done
  if (reason === 'not-allowed' || reason === 'unknown') throw new Response(null, { status: 404 })
  const typed = ['not-a-number', 'source-needed', 'unknown-project'].includes(reason)
  const kept = { typed: text('typed'), project: text('project'), source: text('source') }
  const place = Number(text('place') || -1)
  return data(
    { ...kept, offered, reason, place, text: t(`fault.${reason}`) },
    { status: typed ? 422 : 409, headers },
  )
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.shown.name, unlisted: true })

export default function OldBundlePage() {
  const { locale, shown, offer, answered } = useLoaderData<typeof loader>()
  const fault = useActionData<typeof action>() ?? null
  const { words } = shown
  const all = pathIn(locale, path)
  const here = `${all}/${shown.id}`
  return (
    <div className="space-y-6">
      <DeskHeading
        title={shown.name}
        lang={languageOf(shown.name)}
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
        <div className="min-w-0 space-y-6">
          <StatementReport shown={shown} here={here} fault={fault} />
          {offer && (
            <OldOffer
              key={shown.chosen}
              shown={offer}
              to={`${here}?n=${shown.chosen + 1}`}
              fault={fault?.offered ? fault : null}
            />
          )}
        </div>
      </div>
    </div>
  )
}
