import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { whichPublished } from '~/disclosures/publication/which-published.server'
import { sayQuarter } from '~/disclosures/statement/quarter'
import { checkQr } from '~/giving/check-qr.server'
import { findGift } from '~/giving/find-gift.server'
import { findTicket } from '~/giving/find-ticket.server'
import { GiftPaper } from '~/giving/gift-paper'
import { GiftStateNotice } from '~/giving/gift-state-notice'
import { giftMatchWords } from '~/giving/match-words.server'
import { findGiftMatch } from '~/giving/read-matching.server'
import { findLeafIndex } from '~/ledger/find-leaf-index.server'
import { formatFen } from '~/money/fen'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { GiftTrail } from '~/stewardship/trail/gift-trail'
import { traceGift } from '~/stewardship/trail/trace-gift.server'
import { trailWords } from '~/stewardship/trail/trail-words.server'
import { Branch } from '~/ui/branch'
import { LinkButton } from '~/ui/link-button'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { registrationOfGift } from '~/walks/registration-of-gift.server'

/** The donor's own page: whoever knows the gift's id. It says what is true in the books, never what an address claims. */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const gift = await findGift(house.db, params.id!)
  if (!gift) throw new Response(null, { status: 404 })
  const locale = localeOfPath(new URL(request.url).pathname)
  const [campaign, leafIndex, registration, ticket, match, traced] = await Promise.all([
    findCampaign(house.db, gift.campaign),
    gift.entryId === null ? null : findLeafIndex(house.db, gift.entryId),
    registrationOfGift(house.db, gift.id, []),
    findTicket(house.db, gift.id),
    findGiftMatch(house.db, gift.id),
    gift.state === 'confirmed' ? traceGift(house.db, gift.id) : [],
  ])
  const told = traced.flatMap((share) => share.uses)
  const published = await whichPublished(
    house.db,
    told.flatMap(({ project, period }) => (project ? [{ project: project.key, period }] : [])),
  )
  const acknowledgement = gift.acknowledgement
  return data(
    {
      locale,
      gift: { ...gift, acknowledgement, contactEmail: '' },
      campaign: { slug: gift.campaign, zh: campaign!.zh.name, en: campaign!.en.name },
      leafIndex,
      ticket,
      trail:
        traced.length > 0
          ? trailWords(locale, traced, (project, period) =>
              published.has(`${project} ${period}`) ? sayQuarter(locale, period) : null,
            )
          : null,
      matched: match && giftMatchWords(locale, match),
      // The words travel with the page's data: its scripts are weighed.
      registration: registration && {
        to: pathIn(locale, `/gifts/${gift.id}/registration`),
        text: textsIn(locale, 'registration')('toParty'),
      },
      qr: acknowledgement ? checkQr(house.config.PUBLIC_URL, locale, acknowledgement) : null,
    },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: args.data
      ? `${inLocale(args.data.locale, args.data.campaign)} ${formatFen(args.data.gift.amountFen)}`
      : '',
    unlisted: true,
  })

const firstAskMs = 1_000
const laterAskMs = 3_000
const firstAsks = 15

export default function GiftPage() {
  const { locale, gift, campaign, leafIndex, ticket, registration, matched, qr, trail } =
    useLoaderData<typeof loader>()
  const { t } = useTranslation('giving')
  const [query] = useSearchParams()
  const waits =
    gift.state === 'started' || gift.state === 'pending' || (gift.state === 'confirmed' && leafIndex === null)
  useAskAgain(waits)
  const campaignPath = pathIn(locale, `/campaigns/${campaign.slug}`)
  const state = gift.state === 'confirmed' ? ('done' as const) : ('waiting' as const)
  const root = { id: 'gift', label: t('gift.giftNode'), amountFen: gift.amountFen, state }
  const shares = gift.shares.map((s) => ({
    id: s.fund,
    label: inLocale(locale, { zh: s.nameZh, en: s.nameEn }),
    amountFen: s.amountFen,
    state,
  }))
  return (
    <div className="page-text space-y-10">
      {waits && (
        <noscript>
          <meta httpEquiv="refresh" content="4" />
        </noscript>
      )}
      <GiftStateNotice
        gift={gift}
        campaign={inLocale(locale, campaign)}
        giveAgain={`${campaignPath}#give`}
        leafIndex={leafIndex}
        cancelled={query.has('cancelled')}
        waits={waits}
      />
      {matched && <Notice kind="done">{matched}</Notice>}
      {gift.acknowledgement && qr && (
        <GiftPaper
          gift={gift}
          acknowledgement={gift.acknowledgement}
          ticket={ticket}
          campaign={inLocale(locale, campaign)}
          giveAgain={`${campaignPath}#give`}
          qr={qr}
          locale={locale}
        />
      )}
      {trail ? (
        <GiftTrail trail={trail} gift={root} funds={shares} />
      ) : (
        gift.state !== 'failed' &&
        gift.state !== 'expired' && (
          <Panel id="shares" title={t('gift.shares')} tone="plain">
            <Branch label={t('gift.shares')} gift={root} funds={shares} />
          </Panel>
        )
      )}
      <p className="no-print flex flex-wrap gap-3">
        {registration && (
          <LinkButton to={registration.to} reloadDocument>
            {registration.text}
          </LinkButton>
        )}
        <LinkButton variant="secondary" to={campaignPath} reloadDocument>
          {t('gift.back')}
        </LinkButton>
      </p>
    </div>
  )
}

/** Asks again until the books have an answer: often at first, then with patience. */
function useAskAgain(waits: boolean) {
  const { revalidate, state } = useRevalidator()
  useEffect(() => {
    if (!waits) return
    let asks = 0
    let timer: ReturnType<typeof setTimeout>
    const ask = () => {
      if (document.visibilityState === 'visible') revalidate()
      asks++
      timer = setTimeout(ask, asks < firstAsks ? firstAskMs : laterAskMs)
    }
    timer = setTimeout(ask, firstAskMs)
    return () => clearTimeout(timer)
  }, [waits, revalidate])
  return state
}
