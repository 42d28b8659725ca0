import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { textOf } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { LevelsForm, SponsorTable } from '~/giving/desk-sponsors'
import { listSponsorLevels, listSponsors } from '~/giving/list-sponsors.server'
import { readSponsorSums } from '~/giving/read-sponsors.server'
import { setSponsorLevels } from '~/giving/set-sponsor-levels.server'
import { readLevels } from '~/giving/sponsor-form'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { formatFen } from '~/money/fen'
import { formatCount } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { Disclosure } from '~/ui/disclosure'
import { EmptyState } from '~/ui/empty-state'
import { LinkButton } from '~/ui/link-button'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

/** A campaign's sponsors and its levels. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  const by = await enter(house.identity, { request, address }, 'sponsor.see', { campaign: slug })
  const campaign = await findCampaign(house.db, slug)
  if (!campaign) throw new Response(null, { status: 404 })
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const [sponsors, levels, { count, worthFen }] = await Promise.all([
    listSponsors(house.db, slug),
    listSponsorLevels(house.db, slug),
    readSponsorSums(house.db, slug),
  ])
  const t = textsIn(locale, 'sponsoring')
  return data(
    {
      ...{ locale, slug, sponsors, levels, title: t('title'), name: textOf(campaign, locale).name },
      sum: count > 0 ? t('sum', { count, n: formatCount(count), amount: formatFen(worthFen) }) : null,
      may: can(by, 'sponsor.manage', { campaign: slug }),
      saved: searchParams.get('done') === 'levels',
    },
    { headers: unkept },
  )
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const campaign = params.slug!
  const by = await enter(house.identity, { request, address }, 'sponsor.manage', { campaign })
  const form = await request.formData().catch(() => null)
  if (form?.get('intent') !== 'levels') throw new Response(null, { status: 404 })
  const levels = readLevels(form)
  if (!levels) return data({ refused: 'levels-wrong' as const }, { status: 422, headers: unkept })
  const set = await setSponsorLevels(house.db, by, { campaign, levels })
  const here = pathIn(localeOfPath(new URL(request.url).pathname), `/desk/campaigns/${campaign}/sponsors`)
  if (set.ok) return redirect(`${here}?done=levels`, 303)
  if (set.reason === 'not-allowed') throw new Response(null, { status: 404 })
  return data({ refused: set.reason }, { status: 409, headers: unkept })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function DeskSponsors() {
  const { locale, slug, title, name, sponsors, levels, sum, may, saved } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('sponsoring')
  const here = pathIn(locale, `/desk/campaigns/${slug}/sponsors`)
  return (
    <div className="max-w-4xl space-y-6">
      <DeskHeading
        title={title}
        lead={t('lead')}
        back={{ to: pathIn(locale, `/desk/campaigns/${slug}`), label: name }}
        aside={may && levels.length > 0 && <LinkButton to={`${here}/new`}>{t('new')}</LinkButton>}
      />
      {saved && !answer && <Notice kind="done" live title={t('done.levels')} />}
      {answer && <Notice kind="refused" live title={t(`refusal.${answer.refused}`)} />}
      {sum && <p className="tabular text-lg font-semibold">{sum}</p>}
      {sponsors.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
      ) : (
        <SponsorTable locale={locale} here={here} sponsors={sponsors} levels={levels} />
      )}
      {may && (
        <Disclosure summary={t('levels.title')} open={levels.length === 0 || answer ? true : undefined}>
          <LevelsForm levels={levels} />
        </Disclosure>
      )}
    </div>
  )
}
