import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { editSeries } from '~/campaigns/edit-series.server'
import { findSeries } from '~/campaigns/find-series.server'
import { HistoryPanel } from '~/campaigns/history-panel'
import { type Meanwhile, mergeEdits } from '~/campaigns/merge-edits'
import { readVersions } from '~/campaigns/read-versions.server'
import { SeriesEditForm } from '~/campaigns/series-edit-form'
import { readSeriesFields, readSeriesForm, type SeriesFields } from '~/campaigns/series-form'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { listActsSince } from '~/identity/list-history.server'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { wholeNumber } from '~/platform/whole-number'
import { DefinitionList } from '~/ui/definition-list'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { LinkButton } from '~/ui/link-button'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'campaign.see', 'somewhere')
  const series = await findSeries(house.db, params.slug!)
  if (!series) throw new Response(null, { status: 404 })
  const url = new URL(request.url)
  const done = url.searchParams.get('done')
  const before = wholeNumber(url.searchParams.get('before')) ?? undefined
  return {
    locale: localeOfPath(url.pathname),
    series,
    mayChange: can(actor, 'series.change'),
    mayDraft: can(actor, 'campaign.change'),
    done: done === 'saved' || done === 'unchanged' ? (done as 'saved' | 'unchanged') : null,
    first: before === undefined,
    ...(await readVersions(house.db, { kind: 'series', id: series.slug }, before)),
  }
}

interface Refused {
  fields: SeriesFields
  errors: Record<string, string>
  version: number
  meanwhile: Meanwhile[]
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'series.change')
  const slug = params.slug!
  const form = await request.formData()
  const fields = { ...readSeriesFields(form), slug }
  const version = Number(wholeNumber(String(form.get('version') ?? '')) ?? 0n)
  const refuse = (status: number, refused: Partial<Refused>) =>
    data<Refused>({ fields, errors: {}, version, meanwhile: [], ...refused }, { status })
  const read = readSeriesForm(fields)
  if (!read.ok) return refuse(422, { errors: read.errors as Record<string, string> })
  const saved = await editSeries(house.db, actor, { ...read.input, version })
  if (saved.ok) {
    const locale = localeOfPath(new URL(request.url).pathname)
    const done = saved.changed ? 'saved' : 'unchanged'
    return redirect(pathIn(locale, `/desk/series/${slug}?done=${done}`), 303)
  }
  if (saved.reason !== 'changed-meanwhile') throw new Response(null, { status: 404 })
  const [series, acts] = await Promise.all([
    findSeries(house.db, slug),
    listActsSince(house.db, { kind: 'series', id: slug }, 'series.edit', version),
  ])
  const merged = mergeEdits<Record<string, string>>(
    fields,
    acts.map((act) => ({
      by: act.actorName,
      at: act.at,
      before: (act.before ?? {}) as Record<string, string>,
      after: withoutVersion(act.after),
    })),
  )
  return refuse(409, {
    fields: merged.fields as SeriesFields,
    meanwhile: merged.meanwhile,
    version: series!.version,
  })
}

const withoutVersion = (after: Record<string, unknown> | null) => {
  const { version: _, ...texts } = after ?? {}
  return texts as Record<string, string>
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title:
      args.data && inLocale(args.data.locale, { zh: args.data.series.nameZh, en: args.data.series.nameEn }),
    unlisted: true,
  })

export default function EditSeries() {
  const { locale, series, mayChange, mayDraft, done, versions, names, next, first } =
    useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('editing')
  const here = pathIn(locale, `/desk/series/${series.slug}`)
  const stored = seriesFields(series)
  return (
    <div className="space-y-6">
      <DeskHeading
        title={inLocale(locale, { zh: series.nameZh, en: series.nameEn })}
        lead={t('series.count', { count: series.campaigns })}
        back={{ to: pathIn(locale, '/desk/series'), label: t('series.title') }}
        aside={
          mayDraft && (
            <LinkButton to={pathIn(locale, `/desk/campaigns/new?series=${series.slug}`)}>
              {t('series.draft', { edition: series.nextEdition })}
            </LinkButton>
          )
        }
      />
      {done && !refused && (
        <Notice kind="done" live>
          {t(`done.${done}`)}
        </Notice>
      )}
      {mayChange ? (
        <SeriesEditForm
          key={refused?.version ?? series.version}
          locale={locale}
          fields={refused?.fields ?? stored}
          errors={refused?.errors ?? {}}
          meanwhile={refused?.meanwhile as Meanwhile[] | undefined}
          version={refused?.version ?? series.version}
        />
      ) : (
        <DefinitionList
          items={[
            { term: t('field.nameZh'), detail: series.nameZh },
            { term: t('field.nameEn'), detail: series.nameEn },
            { term: t('field.aboutZh'), detail: series.aboutZh },
            { term: t('field.aboutEn'), detail: series.aboutEn },
          ]}
        />
      )}
      <HistoryPanel {...{ locale, here, versions, names, next, first }} />
    </div>
  )
}

const seriesFields = (s: SeriesFields): SeriesFields => ({
  slug: s.slug,
  nameZh: s.nameZh,
  nameEn: s.nameEn,
  aboutZh: s.aboutZh,
  aboutEn: s.aboutEn,
})
