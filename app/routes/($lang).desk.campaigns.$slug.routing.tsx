import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { textOf } from '~/campaigns/campaign'
import { routingFacts } from '~/campaigns/campaign-history'
import { type Change, ChangeList } from '~/campaigns/change-list'
import { changeRouting } from '~/campaigns/change-routing.server'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { RoutingFieldset } from '~/campaigns/routing-fields'
import {
  emptyRow,
  fieldsOfRule,
  type RoutingErrors,
  type RoutingFields,
  readRouting,
  readRoutingFields,
  withRows,
} from '~/campaigns/routing-form'
import { enter } from '~/identity/enter.server'
import { listFundChoices } from '~/ledger/list-fund-choices.server'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { wholeNumber } from '~/platform/whole-number'
import { Button } from '~/ui/button'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { EmptyState } from '~/ui/empty-state'
import { ErrorSummary } from '~/ui/error-summary'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { TextArea } from '~/ui/text-area'

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  await enter(house.identity, { request, address }, 'campaign.change', { campaign: slug })
  const campaign = await findCampaign(house.db, slug)
  if (!campaign) throw new Response(null, { status: 404 })
  const locale = localeOfPath(new URL(request.url).pathname)
  const fields = fieldsOfRule(campaign.routing)
  return {
    locale,
    slug,
    name: textOf(campaign, locale).name,
    title: textsIn(locale, 'editing')('routing.title'),
    state: campaign.state,
    version: campaign.routingVersion,
    fields: fields.rows.length ? fields : { ...fields, rows: [{ ...emptyRow, percent: '100' }] },
    funds: await listFundChoices(house.db),
  }
}

interface Answer {
  fields: RoutingFields
  errors: RoutingErrors
  version: number
  /** What stands there now, when somebody else has saved meanwhile. */
  theirs: Change[]
  /** Tells one answer from the next, so that the rows are drawn anew. */
  n: number
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const slug = params.slug!
  const actor = await enter(house.identity, { request, address }, 'campaign.change', { campaign: slug })
  const form = await request.formData()
  const fields = readRoutingFields(form)
  const version = Number(wholeNumber(String(form.get('version') ?? '')) ?? 0n)
  const answer = (status: number, more: Partial<Answer>) =>
    data<Answer>(
      { fields, errors: { rows: {} }, version, theirs: [], n: house.now().getTime(), ...more },
      { status },
    )
  const rows = withRows(fields, String(form.get('intent') ?? ''))
  if (rows) return answer(200, { fields: rows })
  const read = readRouting(fields)
  if (!read.ok) return answer(422, { errors: read.errors })
  const saved = await changeRouting(house.db, actor, slug, {
    rule: read.rule,
    version,
    reason: fields.reason,
  })
  if (saved.ok) {
    const locale = localeOfPath(new URL(request.url).pathname)
    const done = saved.changed ? 'routed' : 'unchanged'
    return redirect(pathIn(locale, `/desk/campaigns/${slug}?done=${done}`), 303)
  }
  switch (saved.reason) {
    case 'not-allowed':
    case 'unknown-campaign':
      throw new Response(null, { status: 404 })
    case 'changed-meanwhile': {
      const campaign = (await findCampaign(house.db, slug))!
      const { donorMayChoose, routes } = routingFacts(campaign.routing)
      const theirs = [
        { name: 'donorMayChoose', before: undefined, after: donorMayChoose },
        { name: 'routes', before: undefined, after: routes },
      ]
      return answer(409, { version: campaign.routingVersion, theirs })
    }
    case 'reason-missing':
      return answer(422, { errors: { rows: {}, reason: 'reason-missing' } })
    default:
      return answer(422, { errors: { rows: {}, form: saved.reason } })
  }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data && `${args.data.title} · ${args.data.name}`, unlisted: true })

export default function Routing() {
  const { locale, slug, name, title, state, funds, ...loaded } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('editing')
  const fields = answer?.fields ?? loaded.fields
  const errors: RoutingErrors = answer?.errors ?? { rows: {} }
  const names = Object.fromEntries(funds.map((f) => [f.slug, { zh: f.nameZh, en: f.nameEn }]))
  const wrong = [
    ...Object.entries(errors.rows).map(([i, code]) => ({
      fieldId: code === 'percent' ? `percent-${i}` : `fund-${i}`,
      message: t('form.wrong', { field: t('routing.fund', { n: Number(i) + 1 }), what: t(`error.${code}`) }),
    })),
    ...(errors.form ? [{ fieldId: 'sum', message: t(`error.${errors.form}` as 'error.routing-empty') }] : []),
    ...(errors.reason
      ? [
          {
            fieldId: 'reason',
            message: t('form.wrong', { field: t('field.reason'), what: t(`error.${errors.reason}`) }),
          },
        ]
      : []),
  ]
  const head = (
    <DeskHeading
      title={title}
      lead={t('routing.lead')}
      back={{ to: pathIn(locale, `/desk/campaigns/${slug}`), label: name }}
    />
  )
  if (state === 'closed' || state === 'settled') {
    return (
      <div className="space-y-6">
        {head}
        <EmptyState title={t('error.giving-has-ended')}>{t('routing.endedHint')}</EmptyState>
      </div>
    )
  }
  return (
    <div className="max-w-3xl space-y-6">
      {head}
      {state === 'open' && <Notice kind="info">{t('routing.openHint')}</Notice>}
      {answer && answer.theirs.length > 0 && (
        <Notice kind="attention" title={t('meanwhile.title')} live>
          <p>{t('meanwhile.routing')}</p>
          <ChangeList locale={locale} changes={answer.theirs} names={names} />
        </Notice>
      )}
      <Form key={answer?.n ?? 0} method="post" reloadDocument noValidate className="space-y-6">
        <ErrorSummary title={t('form.errors', { count: wrong.length })} errors={wrong} />
        <input type="hidden" name="version" value={answer?.version ?? loaded.version} />
        <RoutingFieldset locale={locale} fields={fields} errors={errors} funds={funds} />
        {state === 'open' && (
          <TextArea
            name="reason"
            label={t('field.reason')}
            hint={t('routing.reasonHint')}
            error={errors.reason && t(`error.${errors.reason}`)}
            defaultValue={fields.reason}
            rows={2}
          />
        )}
        <Button size="large" name="intent" value="save">
          {t('form.save')}
        </Button>
      </Form>
    </div>
  )
}
