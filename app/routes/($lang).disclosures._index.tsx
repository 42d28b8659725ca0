import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { DatedRows } from '~/disclosures/accountability/dated-rows'
import { noticeWords } from '~/disclosures/notice/notice-words.server'
import { say } from '~/disclosures/notice/say'
import { listOldPublished } from '~/disclosures/old/find-old-published.server'
import { showOldRows } from '~/disclosures/old/show-old-notice.server'
import { listPublishedPeriods } from '~/disclosures/publication/list-published.server'
import { sayQuarter } from '~/disclosures/statement/quarter'
import { formatDay } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { EmptyState } from '~/ui/empty-state'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'

export async function loader({ request, context: { house } }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const o = textsIn(locale, 'oldDisclosures')
  const after = searchParams.get('old')
  const old = await listOldPublished(house.db, { after })
  const oldAt = pathIn(locale, '/disclosures')
  const t = textsIn(locale, 'disclosed')
  const quarters = await listPublishedPeriods(house.db)
  return {
    ...{ locale, words: noticeWords(locale) },
    old: {
      ...{ title: o('public.list'), lead: o('public.listLead'), rows: showOldRows(locale, old.rows) },
      previous: after ? { to: `${oldAt}#old`, label: o('public.first') } : undefined,
      next: old.next
        ? { to: `${oldAt}?old=${encodeURIComponent(old.next)}#old`, label: o('public.older') }
        : undefined,
    },
    quarters: quarters.map(({ statements, ...one }) => ({
      ...one,
      count: t('statements', { count: statements }),
    })),
  }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.words.quarters, description: args.data?.words.quartersLead })

export default function QuartersPage() {
  const { locale, words, quarters, old } = useLoaderData<typeof loader>()
  return (
    <div className="page-text space-y-6">
      <header>
        <h1 className="font-serif text-3xl font-bold">{words.quarters}</h1>
        <p className="mt-2 max-w-prose text-lg">{words.quartersLead}</p>
        <p>
          <a
            className="link inline-flex min-h-11 items-center"
            href={pathIn(locale, '/disclosures/feed.xml')}
          >
            {words.feed}
          </a>
        </p>
      </header>
      {quarters.length === 0 ? (
        <EmptyState title={words.noQuarters}>{words.noQuartersHint}</EmptyState>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {quarters.map((one) => (
            <li key={one.period} className="flex flex-wrap items-baseline justify-between gap-x-6 py-2">
              <Link
                className="link inline-flex min-h-11 items-center font-serif text-xl font-bold"
                to={pathIn(locale, `/disclosures/${one.period}`)}
              >
                {sayQuarter(locale, one.period)}
              </Link>
              <span className="text-soft">
                {one.count} · {say(words.latestOn, { day: formatDay(locale, one.latestOn) })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {old.rows.length > 0 && (
        <section id="old" className="space-y-3 pt-4">
          <h2 className="font-serif text-2xl font-bold">{old.title}</h2>
          <p className="max-w-prose text-soft">{old.lead}</p>
          <DatedRows rows={old.rows} />
          <Pager label={old.title} previous={old.previous} next={old.next} />
        </section>
      )}
    </div>
  )
}
