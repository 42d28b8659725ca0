import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { readFields, slugFrom } from '~/campaigns/campaign-form'
import { FundEditForm } from '~/campaigns/fund-edit-form'
import { enter } from '~/identity/enter.server'
import { createFund } from '~/ledger/create-fund.server'
import { emptyFundFields, type FundFields, fundFieldNames, readFundForm } from '~/ledger/fund-form'
import type { FundInput } from '~/ledger/fund-input'
import { listGroupChoices } from '~/ledger/list-fund-groups.server'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { pageMeta } from '~/ui/page-meta'

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  await enter(house.identity, { request, address }, 'fund.change')
  const locale = localeOfPath(new URL(request.url).pathname)
  const groups = await listGroupChoices(house.db, locale)
  return { locale, title: textsIn(locale, 'editing')('funds.new'), groups }
}

export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'fund.change')
  const typed = readFields(await request.formData(), fundFieldNames)
  const fields: FundFields = { ...typed, slug: typed.slug.trim() || slugFrom(typed.nameEn) }
  const refuse = (errors: Record<string, string>, status: number) => data({ fields, errors }, { status })
  const read = readFundForm(fields)
  if (!read.ok) return refuse(read.errors as Record<string, string>, 422)
  const kind = fields.kind as FundInput['kind']
  const made = await createFund(house.db, actor, { ...read.texts, slug: fields.slug, kind })
  if (!made.ok) {
    if (made.reason === 'unknown-group') return refuse({ group: 'unknown-group' }, 422)
    if (made.reason === 'slug-taken') return refuse({ slug: 'slug-taken' }, 409)
    throw new Response(null, { status: made.reason === 'not-allowed' ? 404 : 400 })
  }
  const locale = localeOfPath(new URL(request.url).pathname)
  return redirect(pathIn(locale, `/desk/funds/${made.slug}?done=saved`), 303)
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function NewFund() {
  const { locale, title, groups } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('editing')
  return (
    <div className="space-y-6">
      <DeskHeading
        title={title}
        lead={t('funds.newLead')}
        back={{ to: pathIn(locale, '/desk/funds'), label: t('funds.title') }}
      />
      <FundEditForm
        locale={locale}
        fields={refused?.fields ?? emptyFundFields}
        errors={refused?.errors ?? {}}
        groups={groups}
      />
    </div>
  )
}
