import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { slugFrom } from '~/campaigns/campaign-form'
import { createSeries } from '~/campaigns/create-series.server'
import { SeriesEditForm } from '~/campaigns/series-edit-form'
import { readSeriesFields, readSeriesForm } from '~/campaigns/series-form'
import { enter } from '~/identity/enter.server'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { pageMeta } from '~/ui/page-meta'

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  await enter(house.identity, { request, address }, 'series.change')
  const locale = localeOfPath(new URL(request.url).pathname)
  return { locale, title: textsIn(locale, 'editing')('series.new') }
}

export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'series.change')
  const typed = readSeriesFields(await request.formData())
  const fields = { ...typed, slug: typed.slug.trim() || slugFrom(typed.nameEn) }
  const refuse = (errors: Record<string, string>, status: number) => data({ fields, errors }, { status })
  const read = readSeriesForm(fields)
  if (!read.ok) return refuse(read.errors as Record<string, string>, 422)
  const made = await createSeries(house.db, actor, read.input)
  if (!made.ok) throw new Response(null, { status: made.reason === 'not-allowed' ? 404 : 400 })
  if (!made.created) return refuse({ slug: 'slug-taken' }, 409)
  const locale = localeOfPath(new URL(request.url).pathname)
  return redirect(pathIn(locale, `/desk/series/${made.slug}?done=saved`), 303)
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

const empty = { nameZh: '', nameEn: '', slug: '', aboutZh: '', aboutEn: '' }

export default function NewSeries() {
  const { locale, title } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('editing')
  return (
    <div className="space-y-6">
      <DeskHeading
        title={title}
        lead={t('series.newLead')}
        back={{ to: pathIn(locale, '/desk/series'), label: t('series.title') }}
      />
      <SeriesEditForm locale={locale} fields={refused?.fields ?? empty} errors={refused?.errors ?? {}} />
    </div>
  )
}
