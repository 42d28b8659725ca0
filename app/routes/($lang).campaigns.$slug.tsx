import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { takesGifts, textOf } from '~/campaigns/campaign'
import { CampaignFacts } from '~/campaigns/campaign-facts'
import { CampaignFiling } from '~/campaigns/campaign-filing'
import { CampaignHead } from '~/campaigns/campaign-head'
import { findCampaign } from '~/campaigns/find-campaign.server'
import type { RoutingRule } from '~/campaigns/routing'
import { askReminder } from '~/giving/ask-reminder.server'
import { fieldsOf, type GiftFields, readGiftForm, readPrefill } from '~/giving/gift-form'
import { GiveForm } from '~/giving/give-form'
import { GoodsSection } from '~/giving/goods-section'
import { markGift } from '~/giving/mark-gift.server'
import { MatchLine } from '~/giving/match-line'
import { matchWords } from '~/giving/match-words.server'
import { takesMonthly } from '~/giving/monthly'
import { readSponsorBoard } from '~/giving/read-sponsors.server'
import { RecentGifts } from '~/giving/recent-gifts'
import { showGoods } from '~/giving/show-goods.server'
import { SponsorBoardView } from '~/giving/sponsor-board'
import { startGift } from '~/giving/start-gift.server'
import { startMonthly } from '~/giving/start-monthly.server'
import { waysOfPaying } from '~/giving/ways-of-paying.server'
import { cardMeta } from '~/live/card-meta.server'
import { ChannelTable } from '~/live/channel-table'
import { PledgeBoardView } from '~/live/pledge-board'
import { readPledgeBoard } from '~/live/read-pledge-board.server'
import { Thermometer } from '~/live/thermometer'
import { useLiveTotals } from '~/live/use-live-totals'
import { readPaying } from '~/payments/read-paying'
import { formatDay, shanghaiDay } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { LinkButton } from '~/ui/link-button'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { Prose } from '~/ui/prose'
import { findPage, viaShown } from '~/walks/find-page.server'
import { pageOfVia, viaPage } from '~/walks/fundraising-page'
import { takesWalkers } from '~/walks/takes-walkers.server'

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  const { searchParams } = new URL(request.url)
  const [campaign, snapshot, recent, matching, coverage, registers] = await Promise.all([
    findCampaign(house.db, slug),
    house.live.find(slug),
    house.recent.find(slug),
    house.matching.find(slug),
    house.coverage.find(slug),
    takesWalkers(house.db, slug, house.now()),
  ])
  if (!campaign || !snapshot) throw new Response(null, { status: 404 })
  const via = pageOfVia(searchParams.get('via'))
  const page = via && (await findPage(house.db, { campaign: slug, slug: via }))
  house.views.saw(slug, 'campaign', { address, request })
  const today = shanghaiDay(house.now())
  const open = takesGifts(campaign, today)
  const locale = localeOfPath(new URL(request.url).pathname)
  return data(
    {
      locale,
      // The words travel with the page's data: its scripts are weighed.
      coverage: coverage?.posts.length
        ? { to: pathIn(locale, `/campaigns/${slug}/live`), text: textsIn(locale, 'coverage')('live.link') }
        : null,
      via: page
        ? {
            name: viaPage(page.slug),
            text: textsIn(locale, 'registration')('page.through', { title: page.title }),
          }
        : null,
      register: registers
        ? {
            to: pathIn(locale, `/campaigns/${slug}/register`),
            text: textsIn(locale, 'registration')('title'),
          }
        : null,
      card: cardMeta(house.config.PUBLIC_URL, locale, { slug, name: textOf(campaign, locale).name }),
      campaign,
      totals: snapshot.totals,
      recent: recent ?? [],
      matching: matching && { first: matching, words: matchWords(locale, matching) },
      open,
      // What came through a fundraising page stays that page's: once.
      monthly: !page && house.subscriptions !== null && takesMonthly(campaign, today),
      prefill: readPrefill(searchParams),
      goods: await showGoods(house.db, locale, 'campaign', slug),
      pledges: await readPledgeBoard(house.db, campaign, { locale, open }),
      sponsors: await readSponsorBoard(house.db, slug, locale),
      notYet: campaign.state === 'open' && today < campaign.startsOn,
      formId: randomUUID(),
      limits: limitsOf(house.config),
      ways: waysOfPaying(house.gateways, locale, request),
    },
    { headers: { 'Cache-Control': 'private, no-cache' } },
  )
}

const followsRule = (fields: GiftFields, rule: RoutingRule) =>
  !rule.donorMayChoose || fields.target === '' || fields.target === 'default'

type Limits = { GIFT_MIN_FEN: bigint; GIFT_MAX_FEN: bigint; FEE_COVER_BPS: number }
const limitsOf = (c: Limits) => ({
  minFen: c.GIFT_MIN_FEN,
  maxFen: c.GIFT_MAX_FEN,
  feeCoverBps: c.FEE_COVER_BPS,
})

export async function action({ request, params, context: { house, address, ip } }: ActionFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname)
  const form = await request.formData().catch(() => null)
  if (!form) throw new Response(null, { status: 400 }) // parts that break off, or that never begin
  const fields = fieldsOf(form)
  const session = await house.sessions.of(request)
  const headers = { 'Set-Cookie': session.setCookie }
  const [byAddress, bySession] = await Promise.all([
    house.limits.giveByAddress.take(address),
    house.limits.giveBySession.take(session.id),
  ])
  const seconds = Math.max(byAddress, bySession)
  if (seconds > 0) {
    const form = { reason: 'too-many' as const, seconds }
    return data(
      { fields, errors: {}, form },
      { status: 429, headers: { ...headers, 'Retry-After': String(seconds) } },
    )
  }
  const campaign = await findCampaign(house.db, params.slug!)
  if (!campaign || campaign.state === 'draft') throw new Response(null, { status: 404 })
  const read = readGiftForm(fields, campaign.routing, limitsOf(house.config))
  if (!read.ok) return data({ fields, errors: read.errors }, { status: 422, headers })
  // The campaign's split is for who agreed to it: shown another one, the donor sees the new one first.
  const shown = form.get('rule')
  if (shown !== null && shown !== String(campaign.routingVersion) && followsRule(fields, campaign.routing)) {
    return data(
      { fields, errors: {}, form: { reason: 'routing-changed' as const } },
      { status: 409, headers },
    )
  }
  const today = shanghaiDay(house.now())
  const asked = { formId: fields.formId, draft: read.draft, target: fields.target, locale, today }
  if (fields.rhythm === 'remind' && house.subscriptions && takesMonthly(campaign, today)) {
    await askReminder(house.db, { ...asked, campaign: campaign.slug })
    return redirect(pathIn(locale, '/reminders/asked'), { status: 303, headers })
  }
  const publicUrl = house.config.PUBLIC_URL
  if (fields.rhythm === 'monthly' && house.subscriptions) {
    const begun = await startMonthly(house.db, house.subscriptions, { ...asked, campaign, publicUrl })
    if (begun.ok) return redirect(begun.url, { status: 303, headers })
    if (begun.reason === 'email-needed')
      return data({ fields, errors: { email: 'needed-monthly' as const } }, { status: 422, headers })
    const status = begun.reason === 'campaign-closed' ? 409 : 503
    return data({ fields, errors: {}, form: { reason: begun.reason } }, { status, headers })
  }
  const paying = readPaying(house.gateways, { request, ip, way: fields.way })
  const started = await startGift(house.db, house.gateways.for(paying.way), {
    formId: fields.formId,
    draft: read.draft,
    campaign,
    locale,
    publicUrl,
    // Of what an address may say led here, only a page of this campaign: fees and sales name themselves.
    via: await viaShown(house.db, campaign.slug, new URL(request.url).searchParams.get('via') ?? ''),
    today,
    paying,
  })
  if (!started.ok) {
    const status = started.reason === 'campaign-closed' ? 409 : 503
    return data({ fields, errors: {}, form: { reason: started.reason } }, { status, headers })
  }
  await markGift(house.db, {
    ...{ giftId: started.giftId, session: session.id, address, secret: house.config.SESSION_SECRET },
  })
  return redirect(started.url, { status: 303, headers })
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) => {
  if (!args.data) return []
  const text = textOf(args.data.campaign, args.data.locale)
  return pageMeta(args, { title: text.name, description: text.summary, more: args.data.card })
}

export default function CampaignPage() {
  const { locale, coverage, register, pledges, via, campaign, open, notYet, formId, limits, ways, ...first } =
    useLoaderData<typeof loader>()
  const { monthly, prefill, goods } = first
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('campaigns')
  const { totals, live, moved } = useLiveTotals(first.totals)
  const formOnScreen = useOnScreen('give')
  const text = textOf(campaign, locale)
  return (
    <article className="page-text campaign-page lg:max-w-[1120px]">
      <CampaignHead campaign={campaign} locale={locale} open={open} />

      <div className={open ? 'campaign-side campaign-side-tall' : 'campaign-side'}>
        <Panel
          id="raised"
          title={t('page.raised')}
          className="campaign-sheet max-sm:rounded-none max-sm:border-x-0"
        >
          <Thermometer
            locale={locale}
            label={text.name}
            totals={totals}
            goalFen={campaign.goalFen?.toString() ?? null}
            live={campaign.state === 'settled' ? null : live}
          />
          {first.matching && <MatchLine {...first.matching} moved={moved} />}
        </Panel>
        {open || refused ? (
          <Panel
            id="give"
            title={t('page.giveNow')}
            className="campaign-sheet campaign-give no-print max-sm:rounded-none max-sm:border-x-0"
          >
            <GiveForm
              locale={locale}
              formId={formId}
              rule={campaign.routing}
              ruleVersion={campaign.routingVersion}
              limits={limits}
              ways={ways}
              via={via}
              monthly={monthly}
              prefill={prefill}
              refused={refused ?? undefined}
            />
          </Panel>
        ) : (
          <div id="give">
            <Notice kind="info" title={notYet ? t('page.notYetTitle') : t('page.closedTitle')}>
              {notYet
                ? t('page.notYetText', { day: formatDay(locale, campaign.startsOn) })
                : t('page.closedText')}
            </Notice>
          </div>
        )}
      </div>

      <div className="min-w-0 space-y-10">
        {register && (
          <LinkButton variant="primary" to={register.to} reloadDocument>
            {register.text}
          </LinkButton>
        )}
        {coverage && (
          // A full load: that page's policy, which lets players in, is not this page's.
          <LinkButton variant="secondary" to={coverage.to} reloadDocument>
            {coverage.text}
          </LinkButton>
        )}
        <CampaignFacts campaign={campaign} locale={locale} />
        <Panel id="story" title={t('page.story')} tone="plain">
          <Prose text={text.story} />
        </Panel>
        {(open || first.recent.length > 0) && (
          <RecentGifts locale={locale} campaign={campaign.slug} first={first.recent} moved={moved} />
        )}
        {pledges && <PledgeBoardView board={pledges} />}
        {first.sponsors && <SponsorBoardView board={first.sponsors} />}
        <ChannelTable totals={totals} />
        {goods && <GoodsSection shown={goods} />}
        <CampaignFiling campaign={campaign} locale={locale} />
      </div>
      {open && (
        <p className="campaign-thumb no-print" data-form={formOnScreen}>
          <LinkButton to="#give" wide size="large" reloadDocument>
            {t('page.giveNow')}
          </LinkButton>
        </p>
      )}
    </article>
  )
}

/** Whether the element with this id is on the screen; nothing before scripts run. */
function useOnScreen(id: string): 'here' | 'away' | undefined {
  const [place, setPlace] = useState<'here' | 'away'>()
  useEffect(() => {
    const element = document.getElementById(id)
    if (!element || !('IntersectionObserver' in window)) return
    const observer = new IntersectionObserver(([entry]) => setPlace(entry?.isIntersecting ? 'here' : 'away'))
    observer.observe(element)
    return () => observer.disconnect()
  }, [id])
  return place
}
