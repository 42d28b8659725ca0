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
import { enter } from '~/identity/enter.server'
import { listFundChoices } from '~/ledger/list-fund-choices.server'
import { shanghaiDay } from '~/platform/dates'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { AssistanceFormView } from '~/stewardship/assistance/assistance-form-view'
import { listAssistanceProjects } from '~/stewardship/assistance/list-assistance-projects.server'
import { openAssistance } from '~/stewardship/assistance/open-assistance.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { pageMeta } from '~/ui/page-meta'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  await enter(house.identity, { request, address }, 'assistance.enter', 'somewhere')
  const locale = localeOfPath(new URL(request.url).pathname)
  const named = ({ nameZh, nameEn }: { nameZh: string; nameEn: string }) =>
    inLocale(locale, { zh: nameZh, en: nameEn })
  return data(
    {
      locale,
      title: textsIn(locale, 'assistance')('form.title'),
      today: shanghaiDay(house.now()),
      formId: randomUUID(),
      projects: (await listAssistanceProjects(house.db)).map((p) => ({ value: p.key, label: named(p) })),
      funds: (await listFundChoices(house.db)).map((f) => ({ value: f.slug, label: named(f) })),
    },
    { headers: unkept },
  )
}

export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'assistance.enter', 'somewhere')
  const sent = await request.formData().catch(() => null)
  if (!sent) throw new Response(null, { status: 400 })
  const form = Object.fromEntries([...sent].map(([name, value]) => [name, String(value).slice(0, 1_000)]))
  const text = (name: string) => form[name] ?? ''
  const today = shanghaiDay(house.now())
  const opened = await openAssistance(house.db, by, { id: text('formId'), text, today })
  const locale = localeOfPath(new URL(request.url).pathname)
  if (opened.ok) return redirect(pathIn(locale, `/desk/assistance/${opened.id}?done=opened`), 303)
  if (opened.reason === 'not-allowed') throw new Response(null, { status: 404 })
  return data({ form, errors: opened.errors ?? {} }, { status: 422, headers: unkept })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function NewAssistancePage() {
  const { locale, title, ...view } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('assistance')
  return (
    <div className="space-y-6">
      <DeskHeading
        title={title}
        lead={t('form.lead')}
        back={{ to: pathIn(locale, '/desk/assistance'), label: t('one.back') }}
      />
      <AssistanceFormView {...view} form={refused?.form ?? {}} errors={refused?.errors ?? {}} />
    </div>
  )
}
