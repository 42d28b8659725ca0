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
import { FundGroupFormView } from '~/campaigns/fund-group-form-view'
import { enter } from '~/identity/enter.server'
import { createFundGroup } from '~/ledger/create-fund-group.server'
import { type FundGroupErrors, fundGroupFieldNames, readFundGroupForm } from '~/ledger/fund-group-form'
import { FundGroups } from '~/ledger/fund-groups'
import { listFundGroups } from '~/ledger/list-fund-groups.server'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { EmptyState } from '~/ui/empty-state'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'

const path = '/desk/funds/groups'

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  await enter(house.identity, { request, address }, 'fund.change')
  const locale = localeOfPath(new URL(request.url).pathname)
  const groups = await listFundGroups(house.db)
  return { locale, title: textsIn(locale, 'editing')('fundGroups.title'), groups }
}

export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'fund.change')
  const typed = readFields(await request.formData(), fundGroupFieldNames)
  const fields = { ...typed, slug: typed.slug.trim() || slugFrom(typed.nameEn) }
  const refuse = (errors: FundGroupErrors, status: number) => data({ fields, errors }, { status })
  const read = readFundGroupForm(fields)
  if (!read.ok) return refuse(read.errors, 422)
  const made = await createFundGroup(house.db, by, read.group)
  if (!made.ok) {
    if (made.reason === 'key-taken') return refuse({ slug: 'slug-taken' }, 409)
    if (made.reason === 'name-taken') return refuse({ nameZh: 'group-name-taken' }, 409)
    throw new Response(null, { status: made.reason === 'not-allowed' ? 404 : 400 })
  }
  const locale = localeOfPath(new URL(request.url).pathname)
  return redirect(pathIn(locale, `${path}/${made.key}?done=saved`), 303)
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function DeskFundGroups() {
  const { locale, title, groups } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('editing')
  const here = pathIn(locale, path)
  const next = Math.max(0, ...groups.map((group) => group.position)) + 10
  const empty = { nameZh: '', nameEn: '', slug: '', position: String(Math.min(next, 99_999)) }
  return (
    <div className="space-y-6">
      <DeskHeading
        title={title}
        lead={t('fundGroups.lead')}
        back={{ to: pathIn(locale, '/desk/funds'), label: t('funds.title') }}
      />
      {groups.length === 0 ? (
        <EmptyState title={t('fundGroups.empty')}>{t('fundGroups.emptyHint')}</EmptyState>
      ) : (
        <FundGroups locale={locale} groups={groups} toGroup={(key) => `${here}/${key}`} />
      )}
      <Panel id="new" title={t('fundGroups.new')}>
        <FundGroupFormView
          {...{ locale, fields: refused?.fields ?? empty, errors: refused?.errors ?? {} }}
          isNew
        />
      </Panel>
    </div>
  )
}
