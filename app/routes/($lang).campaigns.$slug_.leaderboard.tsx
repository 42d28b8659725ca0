import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { textOf } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { formatCount, formatInstant } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { isUuid } from '~/platform/is-uuid'
import { textsIn, wordsIn } from '~/platform/texts.server'
import { EmptyState } from '~/ui/empty-state'
import { Icon } from '~/ui/icon'
import { Money } from '~/ui/money'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'
import { hasWalk } from '~/walks/has-walk.server'
import { listLeadingTeams } from '~/walks/list-leading-teams.server'
import { type LeadingKey, listLeadingUnits } from '~/walks/list-leading-units.server'

/** `rank_finished_completed_unit`, as written below; anything else is the first page. */
function readKey(text: string | null): { rank: number; key?: LeadingKey } {
  const [, rank, finished, completed, unit] =
    /^(\d{1,6})_(\d{1,6})_(\d{1,6})_([0-9a-f-]{36})$/.exec(text ?? '') ?? []
  if (!unit || !isUuid(unit)) return { rank: 0 }
  return { rank: Number(rank), key: { finished: Number(finished), completed: Number(completed), unit } }
}

const words = [
  'leaderboard.title',
  'leaderboard.lead',
  'leaderboard.back',
  'leaderboard.units',
  'leaderboard.unitsEmpty',
  'leaderboard.unitsHint',
  'leaderboard.rank',
  'leaderboard.unit',
  'leaderboard.finished',
  'leaderboard.completed',
  'leaderboard.share',
  'leaderboard.teams',
  'leaderboard.team',
  'leaderboard.raised',
  'leaderboard.gifts',
  'leaderboard.teamsEmpty',
  'leaderboard.teamsHint',
  'leaderboard.first',
  'leaderboard.next',
] as const

export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const slug = params.slug!
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const { rank, key } = readKey(searchParams.get('after'))
  const [campaign, walks, { units, next }, teams] = await Promise.all([
    findCampaign(house.db, slug),
    hasWalk(house.db, slug),
    listLeadingUnits(house.db, slug, key),
    listLeadingTeams(house.db, slug),
  ])
  if (!campaign || campaign.state === 'draft' || !walks) throw new Response(null, { status: 404 })
  const t = textsIn(locale, 'results')
  return data(
    {
      ...{ locale, slug, units, rank, teams: rank === 0 ? teams : [] },
      name: textOf(campaign, locale).name,
      after: next && `${rank + units.length}_${next.finished}_${next.completed}_${next.unit}`,
      asOf: t('leaderboard.asOf', { time: formatInstant(locale, house.now()) }),
      words: wordsIn(locale, 'results', words),
    },
    { headers: { 'Cache-Control': 'public, max-age=5, s-maxage=5, stale-while-revalidate=30' } },
  )
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: args.data && `${args.data.words.title} · ${args.data.name}`,
    description: args.data?.words.lead,
  })

export default function LeaderboardPage() {
  const { locale, slug, name, units, rank, teams, after, asOf, words } = useLoaderData<typeof loader>()
  const here = pathIn(locale, `/campaigns/${slug}/leaderboard`)
  return (
    <article className="page-text mx-auto max-w-[46rem] space-y-6">
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
        <p className="mt-1 text-sm text-soft">{asOf}</p>
      </header>
      <Panel id="units" title={words.units}>
        {units.length === 0 ? (
          <EmptyState title={words.unitsEmpty}>{words.unitsHint}</EmptyState>
        ) : (
          <Table
            caption={words.units}
            captionHidden
            rows={units.map((unit, n) => ({ ...unit, rank: rank + n + 1 }))}
            rowKey={(row) => row.unit}
            columns={[
              { id: 'rank', header: words.rank, align: 'end', cell: (row) => row.rank },
              {
                id: 'unit',
                header: words.unit,
                rowHeader: true,
                cell: (row) => <span className="[overflow-wrap:anywhere]">{row.name}</span>,
              },
              {
                id: 'finished',
                header: words.finished,
                align: 'end',
                cell: (row) => formatCount(row.finished),
              },
              {
                id: 'completed',
                header: words.completed,
                align: 'end',
                cell: (row) => formatCount(row.completed),
              },
              {
                id: 'share',
                header: words.share,
                align: 'end',
                cell: (row) =>
                  row.registered === 0 ? '–' : `${Math.floor((row.finished * 100) / row.registered)}%`,
              },
            ]}
          />
        )}
        <Pager
          label={words.units}
          previous={rank === 0 ? undefined : { to: here, label: words.first }}
          next={after ? { to: `${here}?after=${after}`, label: words.next } : undefined}
        />
      </Panel>
      {rank === 0 && (
        <Panel id="teams" title={words.teams}>
          {teams.length === 0 ? (
            <EmptyState title={words.teamsEmpty}>{words.teamsHint}</EmptyState>
          ) : (
            <Table
              caption={words.teams}
              captionHidden
              rows={teams}
              rowKey={(team) => team.slug}
              columns={[
                {
                  id: 'team',
                  header: words.team,
                  rowHeader: true,
                  cell: (team) => (
                    <a className="link" href={pathIn(locale, `/campaigns/${slug}/pages/${team.slug}`)}>
                      {team.title}
                    </a>
                  ),
                },
                { id: 'gifts', header: words.gifts, align: 'end', cell: (team) => formatCount(team.gifts) },
                {
                  id: 'raised',
                  header: words.raised,
                  align: 'end',
                  cell: (team) => <Money fen={team.raisedFen} />,
                },
              ]}
            />
          )}
        </Panel>
      )}
    </article>
  )
}
