import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { textOf } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { readSponsorBoard } from '~/giving/read-sponsors.server'
import { enter } from '~/identity/enter.server'
import { readWalkReport } from '~/live/report/read-walk-report.server'
import { reportWords } from '~/live/report/report-words.server'
import { WalkReportView } from '~/live/report/walk-report-view'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { Icon } from '~/ui/icon'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { hasWalk } from '~/walks/has-walk.server'

/** The report of an edition, public once it is closed; before that whoever runs it sees a preview, and nobody else that it is there. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  const campaign = await findCampaign(house.db, slug)
  const isPublic = campaign?.state === 'closed' || campaign?.state === 'settled'
  if (!campaign || (campaign.eventOn === null && !(await hasWalk(house.db, slug))))
    throw new Response(null, { status: 404 })
  if (!isPublic) {
    const signedIn = await house.identity.signedIn(request, address)
    if (!signedIn) throw new Response(null, { status: 404 })
    await enter(house.identity, { request, address }, 'walk.see', { campaign: slug })
  }
  const locale = localeOfPath(new URL(request.url).pathname)
  const report = await readWalkReport(house.db, slug)
  const cache = isPublic ? 'public, max-age=30, s-maxage=30' : 'private, no-store'
  return data(
    {
      ...{ locale, slug, report, isPublic },
      name: textOf(campaign, locale).name,
      sponsors: await readSponsorBoard(house.db, slug, locale),
      words: reportWords(locale, report),
    },
    { headers: { 'Cache-Control': cache } },
  )
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: args.data && `${args.data.words.title} · ${args.data.name}`,
    description: args.data?.words.lead,
    unlisted: args.data && !args.data.isPublic,
  })

export default function ReportPage() {
  const { locale, slug, name, report, isPublic, words, sponsors } = useLoaderData<typeof loader>()
  return (
    <article className="page-text mx-auto max-w-[52rem] space-y-6">
      <header>
        <a
          className="link inline-flex min-h-11 items-center gap-2"
          href={pathIn(locale, `/campaigns/${slug}`)}
          title={words.back}
        >
          <Icon name="back" size={18} />
          {name}
        </a>
        <h1 className="font-serif text-2xl font-bold sm:text-3xl">{words.title}</h1>
        <p className="mt-1 text-soft">{words.lead}</p>
      </header>
      {!isPublic && <Notice>{words.preview}</Notice>}
      <WalkReportView {...{ locale, slug, report, words, sponsors }} />
    </article>
  )
}
