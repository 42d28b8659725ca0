import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { type DueRow, listDue } from '~/disclosures/calendar/list-due.server'
import { quarterOf, readQuarter, sayQuarter, shiftQuarter } from '~/disclosures/statement/quarter'
import { enter } from '~/identity/enter.server'
import { formatDay, shanghaiDay } from '~/platform/dates'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { Table } from '~/ui/table'
import { Tag } from '~/ui/tag'

export { pageHeaders as headers } from '~/ui/page-headers'

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  await enter(house.identity, { request, address }, 'disclosure.see', 'somewhere')
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const today = shanghaiDay(house.now())
  // The quarter that is over is the one to work on.
  const quarter = readQuarter(searchParams.get('period') ?? '') ?? shiftQuarter(quarterOf(today), -1)
  const rows = await listDue(house.db, quarter, today)
  return data(
    {
      ...{ locale, period: quarter.period, rows, title: textsIn(locale, 'disclosing')('title') },
      anyPublished: rows.some((row) => row.publishedOn !== null),
    },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

const tones = { nothing: 'neutral', draft: 'info', submitted: 'pending', published: 'done' } as const

export default function DeskDisclosuresPage() {
  const { locale, period, rows, title, anyPublished } = useLoaderData<typeof loader>()
  const { t } = useTranslation('disclosing')
  const here = pathIn(locale, '/desk/disclosures')
  const overdue = rows.filter((row) => row.overdue).length
  const stateOf = ({ state, version, publishedOn }: Pick<DueRow, 'state' | 'version' | 'publishedOn'>) =>
    publishedOn && state !== 'published'
      ? `${t('nextVersion', { version })} · ${t(`state.${state}`)}`
      : t(`state.${state}`)
  return (
    <div className="space-y-6">
      <DeskHeading
        title={`${title} · ${sayQuarter(locale, period)}`}
        lead={t('lead')}
        aside={
          anyPublished && (
            <Link
              className="link inline-flex min-h-11 items-center"
              to={pathIn(locale, `/disclosures/${period}`)}
              reloadDocument
            >
              {t('toPublic')}
            </Link>
          )
        }
      />
      {overdue > 0 && (
        <Notice kind="refused" title={t('overdue', { count: overdue })}>
          <p>{t('overdueHint')}</p>
        </Notice>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
      ) : (
        <Table
          caption={title}
          captionHidden
          rows={[...rows].sort((a, b) => Number(b.overdue) - Number(a.overdue))}
          rowKey={(row) => row.project.key}
          columns={[
            {
              id: 'project',
              header: t('column.project'),
              rowHeader: true,
              cell: ({ project, final }) => (
                <>
                  <Link className="link inline-block py-2" to={`${here}/${project.key}/${period}`}>
                    {inLocale(locale, { zh: project.nameZh, en: project.nameEn })}
                  </Link>{' '}
                  {final && <Tag>{t('final')}</Tag>}
                </>
              ),
            },
            {
              id: 'state',
              header: t('column.state'),
              cell: (row) => <Tag tone={tones[row.state]}>{stateOf(row)}</Tag>,
            },
            {
              id: 'due',
              header: t('column.due'),
              noWrap: true,
              cell: ({ dueOn, overdue: late }) => (
                <span className={late ? 'font-bold text-kapok-text' : undefined}>
                  {t('dueOn', { day: formatDay(locale, dueOn) })}
                </span>
              ),
            },
          ]}
        />
      )}
      <Pager
        label={title}
        previous={{ to: `${here}?period=${shiftQuarter({ period }, -1).period}`, label: t('earlier') }}
        next={{ to: `${here}?period=${shiftQuarter({ period }, 1).period}`, label: t('later') }}
      />
    </div>
  )
}
