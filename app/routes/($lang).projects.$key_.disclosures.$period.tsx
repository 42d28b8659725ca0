import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { NoticeSeal } from '~/disclosures/notice/notice-seal'
import { NoticeView } from '~/disclosures/notice/notice-view'
import { noticeWords } from '~/disclosures/notice/notice-words.server'
import { say } from '~/disclosures/notice/say'
import { readVersionChanges } from '~/disclosures/notice/show-notice.server'
import { ChangedText, FigureChanges } from '~/disclosures/notice/version-changes'
import { askedVersion, findPublished } from '~/disclosures/publication/find-published.server'
import { readQuarter, sayQuarter } from '~/disclosures/statement/quarter'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'

export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url)
  const asked = { project: params.key!, period: params.period! }
  const version = askedVersion(searchParams)
  const found = readQuarter(asked.period) && (await findPublished(house.db, { ...asked, version }))
  if (!found) throw new Response(null, { status: 404 })
  const locale = localeOfPath(pathname)
  const { frozen, entryId, index, ...rest } = found
  return {
    ...rest,
    ...{ locale, words: noticeWords(locale), publicUrl: house.config.PUBLIC_URL },
    index: index?.toString() ?? null,
    changes: await readVersionChanges(house.db, asked, found, locale),
  }
}

export const meta: MetaFunction<typeof loader> = (args) => {
  if (!args.data) return []
  const { locale, statement, words } = args.data
  const quarter = sayQuarter(locale, statement.period)
  const title = `${statement.project.name[locale]} · ${say(words.noticeTitle, { quarter })}`
  return pageMeta(args, { title, description: statement.done[locale].slice(0, 120) })
}

export default function DisclosurePage() {
  const { locale, words, statement, versions, changes, ...rest } = useLoaderData<typeof loader>()
  const here = pathIn(locale, `/projects/${statement.project.key}/disclosures/${statement.period}`)
  const newest = versions[0]!.version
  return (
    <div className="page-text space-y-8">
      <p className="no-print flex flex-wrap gap-x-6">
        <Link
          className="link inline-flex min-h-11 items-center"
          to={pathIn(locale, `/disclosures/${statement.period}`)}
        >
          {say(words.quarterTitle, { quarter: sayQuarter(locale, statement.period) })}
        </Link>
      </p>
      {newest !== statement.version && (
        <Notice kind="attention" title={say(words.newer, { version: newest })}>
          <Link className="link" to={here}>
            {words.toNewest}
          </Link>
        </Notice>
      )}
      <NoticeView locale={locale} words={words} statement={statement} />
      {changes && (
        <section id="changes" className="space-y-4">
          <h2 className="font-serif text-xl font-bold">{words.changes}</h2>
          <FigureChanges locale={locale} words={words} changes={changes.figures} />
          <h3 className="font-bold">{words.changedText}</h3>
          <ChangedText words={words} changes={changes.done} />
          <ChangedText words={words} changes={changes.came} />
        </section>
      )}
      <NoticeSeal
        {...rest}
        locale={locale}
        words={words}
        statement={statement}
        versions={versions}
        here={here}
      />
    </div>
  )
}
