import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { takesGifts, textOf } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { changeMonthly } from '~/giving/change-monthly.server'
import { findMonthly, listMonthlyCharges } from '~/giving/find-monthly.server'
import { fieldsOf, type GiftErrors, type GiftFields } from '~/giving/gift-form'
import { runs } from '~/giving/monthly'
import { MonthlyActs } from '~/giving/monthly-acts'
import { MonthlyCharges, MonthlyFacts, MonthlyStateTag } from '~/giving/monthly-view'
import { pauseMonthly } from '~/giving/pause-monthly.server'
import { renewCard } from '~/giving/renew-card.server'
import { stopMonthly } from '~/giving/stop-monthly.server'
import { shanghaiDay } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { LinkButton } from '~/ui/link-button'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { useRefresh } from '~/ui/use-refresh'

export { pageHeaders as headers } from '~/ui/page-headers'

/** The address is a key: no cache may keep the page. */
const unkept = { 'Cache-Control': 'private, no-store' }
const deeds = ['changed', 'paused', 'resumed', 'card', 'stopped'] as const

type Config = { GIFT_MIN_FEN: bigint; GIFT_MAX_FEN: bigint; FEE_COVER_BPS: number }
const limitsOf = (c: Config) => ({
  minFen: c.GIFT_MIN_FEN,
  maxFen: c.GIFT_MAX_FEN,
  feeCoverBps: c.FEE_COVER_BPS,
})

export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const t = textsIn(locale, 'monthly')
  const monthly = await findMonthly(house.db, { secret: params.secret! })
  const campaign = monthly && (await findCampaign(house.db, monthly.campaign))
  if (!monthly || !campaign)
    return data({ locale, title: t('gone'), found: null }, { status: 404, headers: unkept })
  const charges = await listMonthlyCharges(house.db, monthly.id)
  const { id: _id, donorName: _n, contactEmail: _m, subscriptionRef: _s, checkoutRef: _c, ...shown } = monthly
  const found = {
    monthly: shown,
    charges,
    open: charges.find((charge) => charge.state === 'open' && charge.failure !== '') ?? null,
    rule: campaign.routing,
    limits: limitsOf(house.config),
    campaign: { to: pathIn(locale, `/campaigns/${campaign.slug}`), name: textOf(campaign, locale).name },
    takesGifts: takesGifts(campaign, shanghaiDay(house.now())),
    here: pathIn(locale, `/monthly/${params.secret}`),
    done: deeds.find((deed) => deed === searchParams.get('done')) ?? null,
    cancelled: searchParams.get('cancelled') === '1',
  }
  return data({ locale, title: t('title'), found }, { headers: unkept })
}

export async function action({ request, params, context: { house } }: ActionFunctionArgs) {
  const { pathname } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const form = await request.formData().catch(() => null)
  if (!form) throw new Response(null, { status: 400 })
  const { db, subscriptions, config } = house
  if (!subscriptions) throw new Response(null, { status: 404 })
  const secret = params.secret!
  const told = (refusal: string | null, status: number, typed?: GiftFields, errors?: GiftErrors) =>
    data({ refusal, typed, errors }, { status, headers: unkept })
  const answer = (result: { ok: boolean; reason?: string }, deed: (typeof deeds)[number]) => {
    if (result.ok) return redirect(`${pathname}?done=${deed}`, { status: 303, headers: unkept })
    if (result.reason === 'unknown') throw new Response(null, { status: 404 })
    return told(result.reason!, result.reason === 'unavailable' ? 503 : 409)
  }
  switch (form.get('intent')) {
    case 'stop':
      return answer(await stopMonthly(db, subscriptions, { secret }), 'stopped')
    case 'pause':
      return answer(await pauseMonthly(db, subscriptions, { secret, pause: true }), 'paused')
    case 'resume':
      return answer(await pauseMonthly(db, subscriptions, { secret, pause: false }), 'resumed')
    case 'card': {
      const asked = await renewCard(db, subscriptions, { secret, locale, publicUrl: config.PUBLIC_URL })
      return asked.ok ? redirect(asked.url, { status: 303, headers: unkept }) : answer(asked, 'card')
    }
    case 'change': {
      const monthly = await findMonthly(db, { secret })
      const campaign = monthly && (await findCampaign(db, monthly.campaign))
      if (!campaign) throw new Response(null, { status: 404 })
      const fields = { ...fieldsOf(form), preset: 'other' }
      const changed = await changeMonthly(db, subscriptions, {
        secret,
        fields,
        campaign,
        limits: limitsOf(config),
        locale,
      })
      if (!changed.ok && changed.reason === 'invalid') return told(null, 422, fields, changed.errors)
      return answer(changed, 'changed')
    }
    default:
      if (!(await findMonthly(db, { secret }))) throw new Response(null, { status: 404 })
      return told('refused', 422)
  }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

const refreshMs = 4_000

export default function MonthlyPage() {
  const { locale, title, found } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('monthly')
  // The provider's word comes a moment after the act that brought it about.
  useRefresh(refreshMs)
  if (!found)
    return (
      <div className="page-text">
        <Notice kind="refused" title={title}>
          {t('goneText')}
        </Notice>
      </div>
    )
  const { monthly, campaign, done } = found
  const refusal = refused?.refusal
  return (
    <div className="page-text max-w-2xl space-y-6">
      {done && !refused && <Notice kind="done" live title={t(`done.${done}`)} />}
      {refusal && <Notice kind="refused" live title={t(`refused.${refusal}` as 'refused.refused')} />}
      <header>
        <p>
          <a className="link inline-flex min-h-11 items-center" href={campaign.to} title={t('back')}>
            {campaign.name}
          </a>
        </p>
        <h1 className="font-serif text-2xl font-bold sm:text-3xl">{title}</h1>
        <p className="mt-2" role="status">
          <MonthlyStateTag state={monthly.state} label={t(`state.${monthly.state}`)} />
        </p>
        <p className="mt-1 text-soft">{t('keep')}</p>
      </header>
      {monthly.state === 'started' && (
        <Notice kind="attention" title={t('state.started')}>
          <p>{found.cancelled ? t('cancelled') : t('started')}</p>
          {monthly.checkoutUrl && (
            <p className="mt-3">
              <LinkButton to={monthly.checkoutUrl} reloadDocument>
                {t('payNow')}
              </LinkButton>
            </p>
          )}
        </Notice>
      )}
      <MonthlyFacts locale={locale} monthly={monthly} routes={found.rule.routes} open={found.open} />
      {runs(monthly.state) && (
        <MonthlyActs
          locale={locale}
          here={found.here}
          monthly={monthly}
          rule={found.rule}
          limits={found.limits}
          typed={refused?.typed}
          errors={refused?.errors}
        />
      )}
      {monthly.state !== 'started' && <MonthlyCharges locale={locale} charges={found.charges} />}
      {monthly.state === 'ended' && found.takesGifts && (
        <p>
          <LinkButton variant="secondary" to={`${campaign.to}#give`} reloadDocument>
            {t('again')}
          </LinkButton>
        </p>
      )}
    </div>
  )
}
