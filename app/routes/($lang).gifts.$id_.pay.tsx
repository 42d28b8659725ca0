import { data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { nameCampaigns } from '~/campaigns/name-campaigns.server'
import { findScanCode } from '~/giving/find-scan-code.server'
import { formatFen } from '~/money/fen'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { drawQr } from '~/ui/draw-qr.server'
import { LinkButton } from '~/ui/link-button'
import { Money } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { QrFigure } from '~/ui/qr-figure'
import { useRefresh } from '~/ui/use-refresh'

export { pageHeaders as headers } from '~/ui/page-headers'

/** A code to scan with WeChat, for whoever knows the gift's id. Once the gift says anything else, it leads to the gift. */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname)
  const t = textsIn(locale, 'paying')
  const gift = pathIn(locale, `/gifts/${params.id}`)
  const found = await findScanCode(house.db, params.id!)
  if (!found) throw new Response(null, { status: 404 })
  const unkept = { 'Cache-Control': 'private, no-store' }
  if (found.state !== 'started') throw redirect(gift, { headers: unkept })
  const [campaign] = await nameCampaigns(house.db, [found.campaign])
  const words = {
    title: t('scan.title'),
    lead: t('scan.lead', { amount: formatFen(found.payFen) }),
    for: t('scan.for', { campaign: inLocale(locale, campaign!) }),
    qr: t('scan.qr'),
    caption: t('scan.caption'),
    onPhone: t('scan.onPhone'),
    after: t('scan.after'),
    done: t('scan.done'),
    noScript: t('scan.noScript'),
    back: t('scan.back'),
  }
  const back = pathIn(locale, `/campaigns/${found.campaign}#give`)
  return data({ words, payFen: found.payFen, qr: drawQr(found.code), gift, back }, { headers: unkept })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.words.title, unlisted: true })

const refreshMs = 2_000

export default function ScanToPay() {
  const { words, payFen, qr, gift, back } = useLoaderData<typeof loader>()
  useRefresh(refreshMs)
  return (
    <div className="page-text space-y-6">
      <noscript>
        <meta httpEquiv="refresh" content="4" />
      </noscript>
      <header>
        <p className="text-soft">{words.for}</p>
        <h1 className="font-serif text-3xl font-bold">{words.title}</h1>
        <p className="mt-1 text-lg text-soft">{words.lead}</p>
      </header>
      <p className="@container">
        <Money fen={payFen} size="display" />
      </p>
      <QrFigure qr={qr} title={words.qr} caption={words.caption} size={264} />
      <div className="sm:hidden">
        <Notice kind="info">{words.onPhone}</Notice>
      </div>
      <p>{words.after}</p>
      <noscript>
        <p className="text-sm text-soft">{words.noScript}</p>
      </noscript>
      <p className="flex flex-wrap gap-3">
        <LinkButton to={gift} reloadDocument>
          {words.done}
        </LinkButton>
        <LinkButton variant="secondary" to={back} reloadDocument>
          {words.back}
        </LinkButton>
      </p>
    </div>
  )
}
