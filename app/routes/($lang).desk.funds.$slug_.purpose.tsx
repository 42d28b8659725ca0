import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { findFund } from '~/ledger/find-fund.server'
import { PurposeChanges } from '~/ledger/fund-facts-view'
import { findWaitingPurpose, listPurposeChanges } from '~/ledger/list-purpose-changes.server'
import { shanghaiDay } from '~/platform/dates'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { answerPurposeForm } from '~/stewardship/funds/answer-purpose-form.server'
import { PurposeForm } from '~/stewardship/funds/purpose-form'
import { DefinitionList } from '~/ui/definition-list'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  const by = await enter(house.identity, { request, address }, 'fund.see', { fund: slug })
  const found = await findFund(house.db, slug)
  if (!found.ok) throw new Response(null, { status: 404 })
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  return data(
    {
      locale,
      title: textsIn(locale, 'editing')('purposeChange.title'),
      fund: found.fund,
      today: shanghaiDay(house.now()),
      formId: randomUUID(),
      mayAsk: can(by, 'fund.purpose', { fund: slug }),
      waiting: await findWaitingPurpose(house.db, slug),
      changes: await listPurposeChanges(house.db, slug),
      done: searchParams.get('done') === 'asked',
    },
    { headers: unkept },
  )
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const slug = params.slug!
  const by = await enter(house.identity, { request, address }, 'fund.purpose', { fund: slug })
  const found = await findFund(house.db, slug)
  if (!found.ok) throw new Response(null, { status: 404 })
  const told = { fund: found.fund, request, today: shanghaiDay(house.now()) }
  const answer = await answerPurposeForm(house, by, told)
  if (!answer) throw new Response(null, { status: 404 })
  const locale = localeOfPath(new URL(request.url).pathname)
  if ('done' in answer) return redirect(pathIn(locale, `/desk/funds/${slug}/purpose?done=asked`), 303)
  return data(answer, { status: answer.refused === null ? 422 : 409, headers: unkept })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function PurposePage() {
  const { locale, title, fund, today, formId, mayAsk, waiting, changes, done } =
    useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>() ?? null
  const { t } = useTranslation('editing')
  const here = pathIn(locale, `/desk/funds/${fund.slug}`)
  const name = inLocale(locale, { zh: fund.nameZh, en: fund.nameEn })
  const shown = waiting ?? null
  return (
    <div className="max-w-4xl space-y-6">
      <DeskHeading title={title} lead={t('purposeChange.lead')} back={{ to: here, label: name }} />
      {done && !refused && <Notice kind="done" live title={t('purposeChange.asked')} />}
      {refused?.refused && <Notice kind="refused" live title={t('purposeChange.already')} />}
      <DefinitionList
        items={[
          {
            term: t('purposeChange.now'),
            detail: inLocale(locale, { zh: fund.purposeZh, en: fund.purposeEn }),
          },
        ]}
      />
      {shown ? (
        <Notice kind="attention" title={t('purposeChange.waits')}>
          <p>{inLocale(locale, { zh: shown.afterZh, en: shown.afterEn })}</p>
          <p>{inLocale(locale, { zh: shown.reasonZh, en: shown.reasonEn || shown.reasonZh })}</p>
          <p className="flex flex-wrap gap-x-6">
            <a className="link inline-block py-2" href={`${here}/purpose/file/${shown.file}`}>
              {t('purposeChange.proof')}
            </a>
            <Link className="link inline-block py-2" to={pathIn(locale, '/desk/proposals')}>
              {t('purposeChange.toProposals')}
            </Link>
          </p>
        </Notice>
      ) : (
        mayAsk && <PurposeForm {...{ formId, today, fund, refused }} />
      )}
      <PurposeChanges locale={locale} changes={changes} />
      {changes.length > 0 && <ExportLinks to={pathIn(locale, `/funds/${fund.slug}/purpose/export`)} />}
    </div>
  )
}
