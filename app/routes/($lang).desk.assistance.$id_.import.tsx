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
import { localeOfPath, pathIn } from '~/platform/i18n'
import { readTable } from '~/platform/read-table.server'
import { readUploadOfOne } from '~/platform/read-upload-of-one.server'
import { TableFault } from '~/platform/table'
import { textsIn } from '~/platform/texts.server'
import { caseColumns, caseListLimits } from '~/stewardship/assistance/case-plan'
import { CasePlanView } from '~/stewardship/assistance/case-plan-view'
import { findAssistance } from '~/stewardship/assistance/find-assistance.server'
import { findCaseList, importCases, keepCaseList } from '~/stewardship/assistance/import-cases.server'
import { openPersonBox } from '~/stewardship/assistance/person-box.server'
import { planCaseImport } from '~/stewardship/assistance/plan-case-import.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ListForm, useListFault } from '~/ui/desk/list-import'
import { pageMeta } from '~/ui/page-meta'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }
const mostBytes = 4 * 1024 * 1024

/** With `?upload=` what that list would do: looked at anew with each request, nothing written. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'assistance.enter', 'somewhere')
  const batchId = params.id!
  const found = await findAssistance(house.db, by, batchId)
  if (!found) throw new Response(null, { status: 404 })
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const box = openPersonBox(house.config)
  const id = searchParams.get('upload')
  const upload = id ? await findCaseList(house.db, by, { batchId, id, box }) : null
  const plan = upload && (await planCaseImport(house.db, box, upload.content))
  return data(
    {
      locale,
      title: textsIn(locale, 'assistance')('import.title'),
      batch: { at: pathIn(locale, `/desk/assistance/${batchId}`), title: found.batch.title },
      upload: upload && plan ? { id, name: upload.name, plan } : null,
      fault: id && !upload ? { reason: 'upload-gone', line: null } : null,
    },
    { headers: unkept },
  )
}

/** A file: kept sealed, and looked at. A confirmation: all rows of the plan that was shown, or none. */
export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'assistance.enter', 'somewhere')
  const batchId = params.id!
  if (!(await findAssistance(house.db, by, batchId))) throw new Response(null, { status: 404 })
  const at = pathIn(localeOfPath(new URL(request.url).pathname), `/desk/assistance/${batchId}`)
  const box = openPersonBox(house.config)
  const sent = await readUploadOfOne(request, mostBytes)
  if (!sent) throw new Response(null, { status: 400 }) // parts that break off, or that never begin
  const { form, file } = sent
  const refused = (reason: string, status: number, line: number | null = null) =>
    data({ fault: { reason, line } }, { status, headers: unkept })
  if (form.upload !== undefined) {
    const told = { batchId, uploadId: form.upload, planHash: form.plan ?? '', box }
    const imported = await importCases(house.db, by, told)
    return imported.ok ? redirect(`${at}?done=imported`, 303) : refused(imported.reason, 409)
  }
  if (!file) return refused('no-file', 422)
  const { name, bytes: content } = file
  if (!content) return refused('too-large', 422)
  try {
    for await (const _page of readTable(content, caseListLimits)); // what is no table is not kept
  } catch (error) {
    if (error instanceof TableFault) return refused(error.reason, 422, error.line)
    throw error
  }
  const id = await keepCaseList(house.db, by, { batchId, name, content, box })
  return redirect(`${at}/import?upload=${id}`, 303)
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function ImportCasesPage() {
  const { title, batch, upload, ...loaded } = useLoaderData<typeof loader>()
  const { t } = useTranslation('assistance')
  const fault = useActionData<typeof action>()?.fault ?? loaded.fault
  const error = useListFault(fault, (reason) => t(`import.fault.${reason}` as 'import.fault.not-ready'))
  const here = `${batch.at}/import`
  const columns = caseColumns.map((column) => t(`column.${column}`))
  return (
    <div className="space-y-6">
      <DeskHeading title={title} lead={t('import.lead')} back={{ to: batch.at, label: batch.title }} />
      {upload ? (
        <CasePlanView upload={upload} here={here} error={error} />
      ) : (
        <ListForm here={here} columns={columns} error={error} />
      )}
    </div>
  )
}
