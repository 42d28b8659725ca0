import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { batchFieldsOf } from '~/giving/batch-form'
import { BatchFormView } from '~/giving/batch-form-view'
import { listGiftPlaces } from '~/giving/list-gift-places.server'
import { openBatch } from '~/giving/open-batch.server'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { shanghaiDay } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { pageMeta } from '~/ui/page-meta'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'offline.enter', 'somewhere')
  const locale = localeOfPath(new URL(request.url).pathname)
  const today = shanghaiDay(house.now())
  const places = await listGiftPlaces(house.db)
  return data(
    {
      ...{ locale, today },
      title: textsIn(locale, 'offline')('form.title'),
      places: places.filter(({ campaign }) => can(by, 'offline.enter', { campaign })),
      fields: { formId: randomUUID(), kind: '', place: '', to: '', receivedOn: today },
    },
    { headers: unkept },
  )
}

export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'offline.enter', 'somewhere')
  const form = await request.formData().catch(() => null)
  if (!form) throw new Response(null, { status: 400 })
  const fields = batchFieldsOf(form)
  const opened = await openBatch(house.db, by, { fields, today: shanghaiDay(house.now()) })
  const locale = localeOfPath(new URL(request.url).pathname)
  if (opened.ok) return redirect(pathIn(locale, `/desk/offline/${opened.id}?done=opened`), 303)
  if (opened.reason === 'not-allowed') throw new Response(null, { status: 404 })
  if (opened.errors?.formId) fields.formId = randomUUID()
  return data({ fields, errors: opened.errors ?? {} }, { status: 422, headers: unkept })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function NewBatchPage() {
  const { locale, title, fields, places, today } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('offline')
  return (
    <div className="space-y-6">
      <DeskHeading
        title={title}
        lead={t('form.lead')}
        back={{ to: pathIn(locale, '/desk/offline'), label: t('one.back') }}
      />
      <BatchFormView
        {...{ locale, places, today }}
        fields={refused?.fields ?? fields}
        errors={refused?.errors ?? {}}
      />
    </div>
  )
}
