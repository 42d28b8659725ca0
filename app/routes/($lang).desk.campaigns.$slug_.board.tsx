import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { textOf } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { ThanksPanel } from '~/live/board/thanks-panel'
import { LiveWalkBoard, WalkBoard } from '~/live/board/walk-board'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { EmptyState } from '~/ui/empty-state'
import { LinkButton } from '~/ui/link-button'
import { pageMeta } from '~/ui/page-meta'
import { boardSearch, boardWindows, readUnitsKey } from '~/walks/board'
import { readBoard } from '~/walks/read-board.server'
import { countUnthanked, thankWalkers } from '~/walks/thank-walkers.server'

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  const actor = await enter(house.identity, { request, address }, 'walk.see', { campaign: slug })
  const campaign = await findCampaign(house.db, slug)
  if (!campaign) throw new Response(null, { status: 404 })
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const window = boardWindows.find((w) => w === searchParams.get('window'))
  const { name } = textOf(campaign, locale)
  const units = readUnitsKey(searchParams.get('units'))
  const board = await readBoard(house.db, slug, { now: house.now(), window, units })
  const mayThank = can(actor, 'walk.change', { campaign: slug }) && board && board.asOf >= board.backBy
  return data(
    {
      ...{ locale, slug, name, search: boardSearch({ window, units }), paged: units !== undefined },
      title: textsIn(locale, 'board')('titleOf', { name }),
      isLive: campaign.state !== 'draft',
      board,
      unthanked: mayThank ? await countUnthanked(house.db, slug) : null,
    },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}

/** Thanks everybody who came. */
export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const campaign = params.slug!
  const by = await enter(house.identity, { request, address }, 'walk.change', { campaign })
  if ((await request.formData()).get('intent') !== 'thank') throw new Response(null, { status: 400 })
  const done = await thankWalkers(house.db, by, { campaign, now: house.now() })
  if (done.ok) return data({ thanked: done.parties })
  if (done.reason === 'not-allowed') throw new Response(null, { status: 404 })
  return data({ refused: done.reason }, { status: 409 })
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function BoardPage() {
  const { locale, slug, name, search, paged, isLive, board, unthanked } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('board')
  const campaign = pathIn(locale, `/desk/campaigns/${slug}`)
  return (
    <div className="space-y-5">
      <DeskHeading
        title={t('title')}
        lead={name}
        back={{ to: campaign, label: t('back') }}
        aside={
          isLive &&
          (['report', 'leaderboard'] as const).map((page) => (
            <a
              key={page}
              className="link inline-flex min-h-11 items-center"
              href={pathIn(locale, `/campaigns/${slug}/${page}`)}
            >
              {page === 'report' ? t('toReport') : t('toLeaderboard')}
            </a>
          ))
        }
      />
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
          figuresUrl={`${campaign}/board/figures${search}`}
          paged={paged}
        />
      ) : (
        <WalkBoard locale={locale} board={board} live={null} paged={paged} />
      )}
      {unthanked !== null && <ThanksPanel waiting={unthanked} answer={answer} />}
    </div>
  )
}
