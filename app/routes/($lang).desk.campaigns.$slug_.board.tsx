import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { textOf } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { enter } from '~/identity/enter.server'
import { LiveWalkBoard, WalkBoard } from '~/live/board/walk-board'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { EmptyState } from '~/ui/empty-state'
import { LinkButton } from '~/ui/link-button'
import { pageMeta } from '~/ui/page-meta'
import { boardWindows } from '~/walks/board'
import { readBoard } from '~/walks/read-board.server'

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  await enter(house.identity, { request, address }, 'walk.see', { campaign: slug })
  const campaign = await findCampaign(house.db, slug)
  if (!campaign) throw new Response(null, { status: 404 })
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const window = boardWindows.find((w) => w === searchParams.get('window'))
  const { name } = textOf(campaign, locale)
  return data(
    {
      ...{ locale, slug, name, window },
      title: textsIn(locale, 'board')('titleOf', { name }),
      isLive: campaign.state !== 'draft',
      board: await readBoard(house.db, slug, { now: house.now(), window }),
    },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function BoardPage() {
  const { locale, slug, name, window, isLive, board } = useLoaderData<typeof loader>()
  const { t } = useTranslation('board')
  const campaign = pathIn(locale, `/desk/campaigns/${slug}`)
  return (
    <div className="space-y-5">
      <DeskHeading title={t('title')} lead={name} back={{ to: campaign, label: t('back') }} />
      {board === null ? (
        <EmptyState
          title={t('noWalk')}
          action={<LinkButton to={`${campaign}/walk`}>{t('toWalk')}</LinkButton>}
        >
          {t('noWalkHint')}
        </EmptyState>
      ) : isLive ? (
        <LiveWalkBoard
          locale={locale}
          first={board}
          figuresUrl={`${campaign}/board/figures${window ? `?window=${window}` : ''}`}
        />
      ) : (
        <WalkBoard locale={locale} board={board} live={null} />
      )}
    </div>
  )
}
