import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DefinitionList } from '~/ui/definition-list'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { Seal } from '~/ui/seal'
import { findCertificate } from '~/walks/find-certificate.server'

export { pageHeaders as headers } from '~/ui/page-headers'

/** Public: which walk, how far, when; a name only if the walker typed one. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const seconds = await house.limits.checkByAddress.take(address)
  if (seconds > 0) throw new Response(null, { status: 429, headers: { 'Retry-After': String(seconds) } })
  const locale = localeOfPath(new URL(request.url).pathname)
  const found = await findCertificate(house.db, params.number!, params.code!)
  const title = textsIn(locale, 'walks')('check.title')
  const headers = { 'Cache-Control': 'private, no-store' }
  return data({ locale, title, found }, { status: found ? 200 : 404, headers })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function CheckedCertificate() {
  const { locale, title, found } = useLoaderData<typeof loader>()
  const { t } = useTranslation('walks')
  if (!found) {
    return (
      <div className="page-text space-y-6">
        <h1 className="font-serif text-3xl font-bold">{title}</h1>
        <Notice kind="refused" title={t('check.falseTitle')}>
          {t('check.falseText')}
        </Notice>
      </div>
    )
  }
  const { level, campaign, withdrawn } = found
  return (
    <div className="page-text space-y-6">
      {withdrawn && (
        <>
          <h1 className="font-serif text-3xl font-bold">{title}</h1>
          <Notice kind="refused" title={t('check.withdrawnTitle')}>
            {t('check.withdrawnText')}
          </Notice>
        </>
      )}
      {!withdrawn && (
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <Seal name={t('check.sealName')} animate size={88} />
          <div className="min-w-0 flex-[1_1_15rem]">
            <h1 className="font-serif text-2xl font-bold sm:text-3xl">{t('check.trueTitle')}</h1>
            <p className="text-soft">{t('check.trueText')}</p>
          </div>
        </div>
      )}
      <Panel>
        <DefinitionList
          short
          items={[
            ...(withdrawn ? [] : [{ term: t('check.walker'), detail: found.name || t('check.noName') }]),
            {
              term: t('check.campaign'),
              detail: (
                <a className="link" href={pathIn(locale, `/campaigns/${campaign.slug}`)}>
                  {inLocale(locale, campaign)}
                </a>
              ),
            },
            {
              term: t('check.level'),
              // Most levels are called by their distance already.
              detail: inLocale(locale, level).includes(String(level.km))
                ? inLocale(locale, level)
                : t('check.distance', { level: inLocale(locale, level), km: level.km }),
            },
            { term: t('check.day'), detail: formatDay(locale, found.day) },
            { term: t('check.number'), detail: <span className="tabular">{found.number}</span> },
          ]}
        />
      </Panel>
    </div>
  )
}
