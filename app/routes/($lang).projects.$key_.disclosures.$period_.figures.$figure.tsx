import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { FigureValue } from '~/disclosures/notice/figure-value'
import { noticeWords } from '~/disclosures/notice/notice-words.server'
import { say } from '~/disclosures/notice/say'
import { findPublished } from '~/disclosures/publication/find-published.server'
import { listRecords, type RecordKey } from '~/disclosures/records/list-records.server'
import { RecordTable } from '~/disclosures/records/record-table'
import { readQuarter } from '~/disclosures/statement/quarter'
import { isDay } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { Icon } from '~/ui/icon'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'

function readKey(text: string | null): RecordKey | undefined {
  const [day = '', id = ''] = text?.split('_') ?? []
  return isDay(day) && id !== '' ? { day, id: id.slice(0, 80) } : undefined
}

export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url)
  const [project, period, key] = [params.key!, params.period!, params.figure!]
  const quarter = readQuarter(period)
  const found = quarter && (await findPublished(house.db, { project, period }))
  const figure = found?.statement.figures.find((one) => one.key === key)
  if (!quarter || !found || !figure) throw new Response(null, { status: 404 })
  const after = readKey(searchParams.get('after'))
  const records = await listRecords(house.db, { project, quarter, figure: key, after })
  const locale = localeOfPath(pathname)
  const words = noticeWords(locale)
  return {
    ...{ locale, words, figure, records, first: !after },
    title: say(words.recordsTitle, { figure: figure.label[locale] }),
    name: found.statement.project.name[locale],
    notice: pathIn(locale, `/projects/${project}/disclosures/${period}`),
  }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function FigureRecordsPage() {
  const { locale, words, figure, records, first, title, name, notice } = useLoaderData<typeof loader>()
  const here = `${notice}/figures/${figure.key}`
  const next = records?.next
  return (
    <div className="page-text space-y-6">
      <header>
        <p>
          <Link className="link inline-flex min-h-11 items-center gap-2" to={notice}>
            <Icon name="back" size={18} />
            {words.toNotice}
          </Link>
        </p>
        <p className="text-soft">{name}</p>
        <h1 className="font-serif text-2xl font-bold">{title}</h1>
        <p className="mt-2 text-xl font-semibold">
          <FigureValue figure={figure} locale={locale} />
        </p>
      </header>
      <p className="max-w-prose text-soft">
        {records?.shown === 'sums' ? words.recordsSums : words.recordsNow}
      </p>
      {records ? (
        <RecordTable locale={locale} words={words} caption={title} records={records} />
      ) : (
        <p>
          {words.recordsElsewhere}{' '}
          <Link className="link" to={pathIn(locale, figure.records)}>
            {words.toRecords}
          </Link>
        </p>
      )}
      <Pager
        label={words.pages}
        previous={first ? undefined : { to: here, label: words.first }}
        next={next ? { to: `${here}?after=${next.day}_${next.id}`, label: words.next } : undefined}
      />
    </div>
  )
}
