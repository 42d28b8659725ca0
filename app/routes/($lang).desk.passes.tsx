import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { nameCampaigns } from '~/campaigns/name-campaigns.server'
import { can, reachOf } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { listPassPlaces } from '~/identity/list-pass-places.server'
import { listPasses } from '~/identity/list-passes.server'
import { takeChoice } from '~/identity/pass-choice'
import { type PassField, type PassFields, readPassFields, wrongPassFields } from '~/identity/pass-fields'
import { PassForm } from '~/identity/pass-form'
import { PassList } from '~/identity/pass-list'
import { PassSheet } from '~/identity/pass-sheet'
import type { PassRole } from '~/identity/role'
import { listStallChoices } from '~/market/list-stall-choices.server'
import { isDay, shanghaiDay } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { inLocale, type Locale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { SelectField } from '~/ui/desk/select-field'
import { drawQr } from '~/ui/draw-qr.server'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { Panel } from '~/ui/panel'
import type { QrDrawing } from '~/ui/qr-path'
import { listPlaceChoices } from '~/walks/list-place-choices.server'
import { makePlacePass } from '~/walks/make-place-pass.server'
import { revokePlacePass } from '~/walks/revoke-place-pass.server'

export { pageHeaders as headers } from '~/ui/page-headers'

/** A new pass's link stands on the page that makes it: no cache may keep that. */
const unkept = { 'Cache-Control': 'private, no-store' }

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'pass.see', 'somewhere')
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const campaigns = await nameCampaigns(house.db, reachOf(actor, 'pass.see', 'campaign'))
  const asked = searchParams.get('campaign')
  const campaign = asked ? campaigns.find(({ slug }) => slug === asked) : campaigns[0]
  if (asked && !campaign) throw new Response(null, { status: 404 })
  const after = searchParams.get('after')
  const { passes, next } = campaign
    ? await listPasses(house.db, campaign.slug, { after })
    : { passes: [], next: null }
  return data(
    {
      locale,
      title: textsIn(locale, 'passes')('title'),
      campaigns: campaigns.map((c) => ({ value: c.slug, label: inLocale(locale, c) })),
      campaign: campaign?.slug ?? null,
      places: campaign ? await listPassPlaces(house.db, campaign.slug) : [],
      choices: campaign ? await choicesOf(house.db, campaign.slug, locale) : [],
      // Where one came from names the place and the day.
      begun: {
        placeKey: searchParams.get('place') ?? '',
        validOn: isDay(searchParams.get('day') ?? '') ? searchParams.get('day')! : '',
      },
      passes,
      next,
      first: !after,
      today: shanghaiDay(house.now()),
      newId: randomUUID(),
      mayChange: campaign !== undefined && can(actor, 'pass.change', { campaign: campaign.slug }),
      revoked: searchParams.get('done') === 'revoked',
    },
    { headers: unkept },
  )
}

export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const form = await request.formData()
  const fields = readPassFields(form)
  const by = await enter(house.identity, { request, address }, 'pass.change', { campaign: fields.campaign })
  const locale = localeOfPath(new URL(request.url).pathname)
  if (form.get('intent') === 'revoke') {
    const revoked = await house.db.transaction((tx) => revokePlacePass(tx, by, fields.id))
    if (!revoked.ok) return answer({ reason: revoked.reason }, 409)
    return redirect(pathIn(locale, `/desk/passes?campaign=${fields.campaign}&done=revoked`), 303)
  }
  if ((await nameCampaigns(house.db, [fields.campaign])).length === 0) {
    throw new Response(null, { status: 404 })
  }
  const taken = takeChoice(fields, await choicesOf(house.db, fields.campaign, locale))
  if (!taken) return answer({ fields, wrong: ['placeKey'] }, 422)
  const wrong = wrongPassFields(taken)
  if (wrong.length > 0) return answer({ fields, wrong }, 422)
  const input = { ...taken, role: taken.role as PassRole }
  const made = await house.db.transaction((tx) => makePlacePass(tx, by, input, house.now()))
  if (!made.ok && made.reason === 'already-made') return answer({ reason: made.reason }, 409)
  if (!made.ok)
    return answer({ fields, wrong: [made.reason === 'unknown-place' ? 'placeKey' : 'validOn'] }, 422)
  const url = `${house.config.PUBLIC_URL}${pathIn(locale, `/pass/${made.secret}`)}`
  return answer({ fields: taken, link: { url, qr: drawQr(url) } }, 200)
}

/** Places that are known beforehand, for the campaign's passes. */
const choicesOf = async (sql: Sql, campaign: string, locale: Locale) => [
  ...(await listPlaceChoices(sql, campaign, locale)),
  ...(await listStallChoices(sql, campaign, locale)),
]

interface Answer {
  reason?: 'unknown-pass' | 'already-made'
  fields?: PassFields
  wrong?: PassField[]
  /** Of the pass that was made. */
  link?: { url: string; qr: QrDrawing }
}
const answer = (body: Answer, status: number) => data(body, { status, headers: unkept })

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function Passes() {
  const { locale, title, campaigns, campaign, places, choices, passes, next, ...page } =
    useLoaderData<typeof loader>()
  const { first, today, newId, begun, mayChange, revoked } = page
  const answered = useActionData<typeof action>()
  const { t } = useTranslation('passes')
  const here = pathIn(locale, '/desk/passes')
  const of = `${here}?campaign=${campaign}`
  const name = campaigns.find(({ value }) => value === campaign)?.label ?? ''
  if (!campaign) {
    return (
      <div className="space-y-6">
        <DeskHeading title={title} lead={t('lead')} />
        <EmptyState title={t('noCampaign')}>{t('noCampaignHint')}</EmptyState>
      </div>
    )
  }
  if (answered?.link && answered.fields) {
    return (
      <div className="max-w-3xl space-y-6">
        <div className="no-print">
          <DeskHeading title={title} lead={name} back={{ to: of, label: t('list') }} />
        </div>
        <PassSheet
          locale={locale}
          campaign={name}
          fields={answered.fields}
          link={answered.link}
          another={of}
        />
      </div>
    )
  }
  return (
    <div className="max-w-4xl space-y-6">
      <DeskHeading title={title} lead={t('lead')} />
      {revoked && !answered && (
        <Notice kind="done" live>
          {t('revoked')}
        </Notice>
      )}
      {answered?.reason && (
        <Notice kind="refused" live>
          {t(`error.${answered.reason}`)}
        </Notice>
      )}
      {campaigns.length > 1 ? (
        <Form method="get" className="flex max-w-xl flex-wrap items-end gap-3">
          <div className="min-w-0 flex-1 basis-60">
            <SelectField
              key={campaign}
              name="campaign"
              id="which"
              label={t('campaign')}
              options={campaigns}
              defaultValue={campaign}
            />
          </div>
          <Button variant="secondary" className="h-12">
            {t('choose')}
          </Button>
        </Form>
      ) : (
        <p className="font-semibold">{name}</p>
      )}
      {mayChange && (
        <Panel id="make" title={t('make')}>
          <PassForm
            key={campaign}
            action={of}
            campaign={campaign}
            id={answered?.fields?.id || newId}
            today={today}
            places={places}
            choices={choices}
            fields={answered?.fields ?? begun}
            wrong={answered?.wrong}
          />
        </Panel>
      )}
      <Panel id="passes" title={t('list')} tone="plain">
        <PassList
          locale={locale}
          passes={passes}
          today={today}
          campaign={campaign}
          action={of}
          mayChange={mayChange}
        />
        <Pager
          label={t('list')}
          previous={first ? undefined : { to: of, label: t('first') }}
          next={next ? { to: `${of}&after=${next}`, label: t('next') } : undefined}
        />
        {passes.length > 0 && <ExportLinks to={`${here}/export`} query={{ campaign }} />}
      </Panel>
    </div>
  )
}
