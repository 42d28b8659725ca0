import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { findPledgeSetting } from '~/giving/find-pledge-setting.server'
import { importPledges, pledgeImportKind } from '~/giving/import-pledges.server'
import { planPledgeImport } from '~/giving/plan-pledge-import.server'
import { PledgePlanView } from '~/giving/pledge-plan-view'
import { pledgeColumnNames, pledgeListLimits } from '~/giving/pledge-row'
import { enter } from '~/identity/enter.server'
import { shanghaiDay } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { findUpload, keepUpload } from '~/platform/keep-upload.server'
import { readTable } from '~/platform/read-table.server'
import { readUploadOfOne } from '~/platform/read-upload-of-one.server'
import { TableFault } from '~/platform/table'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ListForm, useListFault } from '~/ui/desk/list-import'
import { pageMeta } from '~/ui/page-meta'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }
const mostBytes = 4 * 1024 * 1024

/** With `?upload=` what that list would do: looked at anew with each request, nothing written. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const campaign = params.slug!
  const by = await enter(house.identity, { request, address }, 'pledge.change', { campaign })
  const setting = await findPledgeSetting(house.db, campaign)
  if (!setting) throw new Response(null, { status: 404 })
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const t = textsIn(locale, 'pledging')
  const id = searchParams.get('upload')
  const upload = id && (await findUpload(house.db, { id, kind: pledgeImportKind, madeBy: by.id }))
  const plan = upload ? await planPledgeImport(house.db, setting, upload.content) : null
  const list = pathIn(locale, `/desk/campaigns/${campaign}/pledges`)
  return data(
    {
      ...{ locale, title: t('import.title'), list, listTitle: t('one.back') },
      upload: upload && plan ? { id, name: upload.name, plan } : null,
      fault: id && !upload ? { reason: 'upload-gone', line: null } : null,
    },
    { headers: unkept },
  )
}

/** A file: kept, and looked at. A confirmation: all rows of the plan that was shown, or none. */
export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const campaign = params.slug!
  const by = await enter(house.identity, { request, address }, 'pledge.change', { campaign })
  const locale = localeOfPath(new URL(request.url).pathname)
  const list = pathIn(locale, `/desk/campaigns/${campaign}/pledges`)
  const sent = await readUploadOfOne(request, mostBytes)
  if (!sent) throw new Response(null, { status: 400 }) // parts that break off, or that never begin
  const { form, file } = sent
  const refused = (reason: string, status: number, line: number | null = null) =>
    data({ fault: { reason, line } }, { status, headers: unkept })
  if (form.upload !== undefined) {
    const told = { uploadId: form.upload, planHash: form.plan ?? '', today: shanghaiDay(house.now()) }
    const imported = await importPledges(house.db, by, { ...told, campaign, locale })
    return imported.ok ? redirect(`${list}?imported=${imported.taken}`, 303) : refused(imported.reason, 409)
  }
  if (!file) return refused('no-file', 422)
  const { name, bytes: content } = file
  if (!content) return refused('too-large', 422)
  try {
    for await (const _page of readTable(content, pledgeListLimits)); // what is no table is not kept
  } catch (error) {
    if (error instanceof TableFault) return refused(error.reason, 422, error.line)
    throw error
  }
  const id = await keepUpload(house.db, { kind: pledgeImportKind, madeBy: by.id, name, content })
  return redirect(`${list}/import?upload=${id}`, 303)
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function ImportPledgesPage() {
  const { title, list, listTitle, upload, ...loaded } = useLoaderData<typeof loader>()
  const { t } = useTranslation('pledging')
  const fault = useActionData<typeof action>()?.fault ?? loaded.fault
  const error = useListFault(fault, (reason) => t(`import.fault.${reason}` as 'import.fault.not-ready'))
  const columns = pledgeColumnNames.map((column) => t(`column.${column}`))
  const here = `${list}/import`
  return (
    <div className="space-y-6">
      <DeskHeading title={title} lead={t('import.lead')} back={{ to: list, label: listTitle }} />
      {upload ? (
        <PledgePlanView upload={upload} here={here} error={error} />
      ) : (
        <ListForm here={here} columns={columns} error={error} />
      )}
    </div>
  )
}
