import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useRef } from 'react'
import { textOf } from '~/campaigns/campaign'
import { CoveragePictures } from '~/campaigns/coverage-pictures'
import { CoverageText } from '~/campaigns/coverage-text'
import { CoverageVideo } from '~/campaigns/coverage-video'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { listCoverage } from '~/campaigns/list-coverage.server'
import { useCoverage } from '~/campaigns/use-coverage'
import type { VideoProvider } from '~/campaigns/video'
import { cardMeta } from '~/live/card-meta.server'
import { formatInstant } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { Icon } from '~/ui/icon'
import { pageMeta } from '~/ui/page-meta'

const providers: VideoProvider[] = ['bilibili', 'tencent', 'youtube', 'vimeo', 'stream']

/** What the page says travels with its data: the public pages' texts stay as small as they are. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const before = searchParams.get('before')
  const [campaign, newest] = await Promise.all([findCampaign(house.db, slug), house.coverage.find(slug)])
  if (!campaign || !newest) throw new Response(null, { status: 404 })
  const page = before
    ? await listCoverage(house.db, { campaign: slug, before, streamOrigins: house.config.STREAM_ORIGINS })
    : { posts: newest.posts, next: newest.next }
  house.views.saw(slug, 'live', { address, request })
  const t = textsIn(locale, 'coverage')
  const { name } = textOf(campaign, locale)
  return data(
    {
      locale,
      slug,
      name,
      card: cardMeta(house.config.PUBLIC_URL, locale, { slug, name }),
      page,
      older: before !== null,
      title: t('live.title'),
      words: {
        lead: t('live.lead'),
        back: t('live.back'),
        empty: t('live.empty'),
        emptyHint: t('live.emptyHint'),
        edited: t('live.edited'),
        arrived: t('live.arrived'),
        older: t('live.older'),
        newest: t('live.newest'),
        video: Object.fromEntries(
          providers.map((provider) => [
            provider,
            {
              play: t('live.play', { provider: t(`provider.${provider}`) }),
              note: t('live.playNote', { provider: t(`provider.${provider}`) }),
              title: t('live.videoTitle', { provider: t(`provider.${provider}`) }),
              failed: t('live.videoFailed'),
            },
          ]),
        ),
      },
    },
    { headers: { 'Cache-Control': 'private, no-cache' } },
  )
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: args.data && `${args.data.title} · ${args.data.name}`,
    description: args.data?.words.lead,
    more: args.data?.card,
  })

const plainLink = 'link inline-flex min-h-11 items-center gap-2'

export default function LivePage() {
  const { locale, slug, name, page, older, title, words } = useLoaderData<typeof loader>()
  const { posts, next, arrived, seen } = useCoverage(slug, page, !older)
  const here = pathIn(locale, `/campaigns/${slug}/live`)
  const list = useRef<HTMLOListElement>(null)
  function goToNewest() {
    list.current?.scrollIntoView()
    list.current?.focus({ preventScroll: true }) // the button goes, and with it the place of the keyboard
    seen()
  }
  return (
    <article className="page-text mx-auto max-w-[46rem] space-y-6">
      <header>
        {/* Full loads: this page's policy, which lets players in, is not for the page where one pays. */}
        <a className={plainLink} href={pathIn(locale, `/campaigns/${slug}`)} title={words.back}>
          <Icon name="back" size={18} />
          {name}
        </a>
        <h1 className="font-serif text-2xl font-bold sm:text-3xl">{title}</h1>
        <p className="mt-1 text-soft">{words.lead}</p>
      </header>
      <p role="status" className={arrived > 0 ? 'sticky top-2 z-10 text-center' : 'sr-only'}>
        {arrived > 0 && (
          <Button variant="secondary" type="button" className="shadow-lifted" onClick={goToNewest}>
            <Icon name="arrow" size={18} className="-rotate-90" />
            {words.arrived}
          </Button>
        )}
      </p>
      {posts.length === 0 && <EmptyState title={words.empty}>{words.emptyHint}</EmptyState>}
      <ol ref={list} tabIndex={-1} className="scroll-mt-4 space-y-6 outline-none">
        {posts.map((post) => (
          <li
            key={post.id}
            id={`post-${post.seq}`}
            className="space-y-3 rounded-paper border border-line bg-raised p-4 sm:p-6"
          >
            <p className="text-sm text-soft">
              <a className="inline-flex min-h-6 items-center" href={`#post-${post.seq}`}>
                <time dateTime={post.postedAt}>{formatInstant(locale, new Date(post.postedAt))}</time>
              </a>
              {post.editedAt && <span className="ms-2">{words.edited}</span>}
            </p>
            <CoverageText locale={locale} zh={post.zh} en={post.en} />
            <CoveragePictures pictures={post.pictures} />
            {post.video && <CoverageVideo video={post.video} words={words.video[post.video.provider]!} />}
          </li>
        ))}
      </ol>
      {(next || older) && (
        <nav aria-label={title} className="flex flex-wrap justify-between gap-3">
          {older ? (
            <a className={plainLink} href={here}>
              <Icon name="back" size={18} />
              {words.newest}
            </a>
          ) : (
            <span />
          )}
          {next && (
            <a className={plainLink} href={`${here}?before=${next}`}>
              {words.older}
              <Icon name="arrow" size={18} />
            </a>
          )}
        </nav>
      )}
    </article>
  )
}
