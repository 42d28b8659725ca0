import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { takesGifts, textOf } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { formatCount, shanghaiDay } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { LatticeMeter } from '~/ui/lattice-meter'
import { LinkButton } from '~/ui/link-button'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Prose } from '~/ui/prose'
import { findPage } from '~/walks/find-page.server'
import { viaPage } from '~/walks/fundraising-page'

/** A walker's or a unit's own page; its gifts are the campaign's, and go to the campaign's funds. */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const [slug, locale] = [params.slug!, localeOfPath(new URL(request.url).pathname)]
  const page = await findPage(house.db, { campaign: slug, slug: params.page! })
  const campaign = page && (await findCampaign(house.db, slug))
  if (!campaign) throw new Response(null, { status: 404 })
  const here = pathIn(locale, `/campaigns/${slug}`)
  return data({
    locale,
    page,
    campaign: textOf(campaign, locale).name,
    here,
    give: takesGifts(campaign, shanghaiDay(house.now()))
      ? `${here}?via=${encodeURIComponent(viaPage(page.slug))}#give`
      : null,
  })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `${args.data.page.title} · ${args.data.campaign}`,
        description: args.data.page.story.slice(0, 120),
      })
    : []

export default function FundraisingPageView() {
  const { page, campaign, here, give } = useLoaderData<typeof loader>()
  const { t } = useTranslation('registration')
  return (
    <article className="page-text space-y-6">
      <header>
        <p>
          <a className="link inline-flex min-h-11 items-center" href={here}>
            {campaign}
          </a>
        </p>
        <h1 className="font-serif text-3xl font-bold [overflow-wrap:anywhere]">{page.title}</h1>
        <p className="text-soft">{page.kind === 'team' ? t('page.ofTeam') : t('page.ofWalker')}</p>
      </header>
      <LatticeMeter
        label={page.title}
        confirmedFen={page.raisedFen}
        goalFen={page.goalFen}
        texts={{
          confirmed: t('page.raised'),
          pending: t('page.raised'),
          goal: t('page.goal'),
          ofGoal: (percent) => t('page.ofGoal', { percent }),
        }}
      >
        <li className="text-soft">{t('page.gifts', { count: page.gifts, n: formatCount(page.gifts) })}</li>
      </LatticeMeter>
      {give ? (
        <p>
          <LinkButton to={give} reloadDocument size="large" className="max-sm:w-full">
            {t('page.give')}
          </LinkButton>
        </p>
      ) : (
        <Notice title={t('page.over')} />
      )}
      <Prose text={page.story} />
      <p className="text-sm text-soft">{t('page.whose')}</p>
    </article>
  )
}
