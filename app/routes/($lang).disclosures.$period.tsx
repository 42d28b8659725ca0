import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { FigureValue } from '~/disclosures/notice/figure-value'
import { noticeWords } from '~/disclosures/notice/notice-words.server'
import { say } from '~/disclosures/notice/say'
import { listPublished, mainFigures } from '~/disclosures/publication/list-published.server'
import { readQuarter, sayQuarter } from '~/disclosures/statement/quarter'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Icon } from '~/ui/icon'
import { pageMeta } from '~/ui/page-meta'
import { Tag } from '~/ui/tag'

export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const period = params.period!
  const rows = readQuarter(period) ? await listPublished(house.db, period) : []
  if (rows.length === 0) throw new Response(null, { status: 404 })
  const locale = localeOfPath(new URL(request.url).pathname)
  const words = noticeWords(locale)
  return {
    ...{ locale, words, period },
    title: say(words.quarterTitle, { quarter: sayQuarter(locale, period) }),
    lead: textsIn(locale, 'disclosed')('quarterLead', { count: rows.length }),
    rows: rows.map((row) => ({ ...row, figures: mainFigures(row.figures) })),
  }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, description: args.data?.lead })

export default function QuarterPage() {
  const { locale, words, period, title, lead, rows } = useLoaderData<typeof loader>()
  return (
    <div className="page-text space-y-6">
      <header>
        <p>
          <Link className="link inline-flex min-h-11 items-center gap-2" to={pathIn(locale, '/disclosures')}>
            <Icon name="back" size={18} />
            {words.back}
          </Link>
        </p>
        <h1 className="font-serif text-3xl font-bold">{title}</h1>
        <p className="mt-2 text-lg">{lead}</p>
        <p>
          <a
            className="link inline-flex min-h-11 items-center"
            href={pathIn(locale, `/disclosures/${period}.pdf`)}
          >
            {words.bundle}
          </a>
        </p>
      </header>
      <ol className="divide-y divide-line border-y border-line">
        {rows.map((row) => (
          <li key={row.project} className="py-4">
            <h2 className="font-serif text-lg font-bold">
              <Link className="link" to={pathIn(locale, `/projects/${row.project}/disclosures/${period}`)}>
                {row.name[locale]}
              </Link>{' '}
              {row.version > 1 && <Tag tone="attention">{words.corrections}</Tag>}
            </h2>
            {row.figures.length > 0 && (
              <dl className="mt-2 flex flex-wrap gap-x-8 gap-y-2">
                {row.figures.map((figure) => (
                  <div key={figure.key}>
                    <dt className="text-sm text-soft">{figure.label[locale]}</dt>
                    <dd className="font-semibold">
                      <Link className="link" to={pathIn(locale, figure.records)}>
                        <FigureValue figure={figure} locale={locale} />
                      </Link>
                    </dd>
                  </div>
                ))}
              </dl>
            )}
          </li>
        ))}
      </ol>
    </div>
  )
}
