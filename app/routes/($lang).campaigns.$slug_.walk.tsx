import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { formatClock, formatDay } from '~/platform/dates'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { LinkButton } from '~/ui/link-button'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { LevelList } from '~/walks/level-list'
import { PlaceList } from '~/walks/place-list'
import { publicWalk } from '~/walks/public-walk.server'
import { takesWalkers } from '~/walks/takes-walkers.server'
import { TrailMap } from '~/walks/trail-map'

/** A walk as everybody may know it: levels, checkpoints with their games and hours, the map, stamping without signal. */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const slug = params.slug!
  const [walk, campaign, registering] = await Promise.all([
    publicWalk(house, slug),
    findCampaign(house.db, slug),
    takesWalkers(house.db, slug, house.now()),
  ])
  if (!walk || !campaign) throw new Response(null, { status: 404 })
  const locale = localeOfPath(new URL(request.url).pathname)
  const { chains: _, ...plan } = walk.plan
  return {
    locale,
    title: textsIn(locale, 'walks')('walk.title'),
    plan,
    place: inLocale(locale, { zh: campaign.zh.place, en: campaign.en.place }),
    registering,
  }
}

export const meta: MetaFunction<typeof loader> = (args) => {
  const { data } = args
  const name = data && inLocale(data.locale, { zh: data.plan.nameZh, en: data.plan.nameEn })
  return pageMeta(args, { title: data && `${data.title} · ${name}` })
}

const signalSteps = ['signal1', 'signal2', 'signal3', 'signal4'] as const

export default function WalkPage() {
  const { locale, title, plan, place, registering } = useLoaderData<typeof loader>()
  const { t } = useTranslation('walks')
  const campaign = pathIn(locale, `/campaigns/${plan.campaign}`)
  const day = formatDay(locale, plan.day)
  return (
    <div className="page-text space-y-6">
      <header>
        <p>
          <a className="link inline-flex min-h-11 items-center" href={campaign}>
            {t('walk.back')}
          </a>
        </p>
        <h1 className="font-serif text-3xl font-bold">{title}</h1>
        <p className="mt-1 text-lg">{inLocale(locale, { zh: plan.nameZh, en: plan.nameEn })}</p>
        <p className="text-soft">{place ? t('walk.lead', { day, place }) : day}</p>
        <p className="mt-4 flex flex-wrap gap-3">
          {registering && (
            <LinkButton to={`${campaign}/register`} size="large" reloadDocument>
              {t('walk.register')}
            </LinkButton>
          )}
          <LinkButton
            to={pathIn(locale, `/walk/${plan.campaign}`)}
            size="large"
            variant="secondary"
            reloadDocument
          >
            {t('walk.card')}
          </LinkButton>
        </p>
      </header>
      <Panel id="map" title={t('walk.map')}>
        <TrailMap
          trails={plan.trails}
          places={plan.places}
          title={t('walk.mapText')}
          className="mx-auto max-h-[28rem] w-full"
        />
        <p className="mt-2 text-sm text-soft">{t('walk.mapText')}</p>
      </Panel>
      <Panel id="places" title={t('walk.places')}>
        <p className="mb-4 text-soft">
          {t(`walk.${plan.stampOrder}`)}
          {locale === 'en' ? ' ' : ''}
          {t('walk.backBy', { time: formatClock(new Date(plan.backBy)).slice(0, 5) })}
        </p>
        <PlaceList locale={locale} places={plan.places} />
      </Panel>
      <Panel id="levels" title={t('walk.levels')}>
        <LevelList locale={locale} levels={plan.levels} places={plan.places} />
      </Panel>
      <Panel id="signal" title={t('walk.signal')} tone="sunk">
        <ol className="list-decimal space-y-2 ps-6">
          {signalSteps.map((step) => (
            <li key={step}>{t(`walk.${step}`)}</li>
          ))}
        </ol>
      </Panel>
    </div>
  )
}
