import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { columnsOf } from '~/giving/batch-list-row'
import { BatchPlanView } from '~/giving/batch-plan-view'
import { findOpenBatch } from '~/giving/find-open-batch.server'
import { batchImportKind, importBatchLines } from '~/giving/import-batch-lines.server'
import { batchListLimits, planBatchImport } from '~/giving/plan-batch-import.server'
import { enter } from '~/identity/enter.server'
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
const mostBytes = 1024 * 1024

/** With `?upload=` what that list would do: looked at anew with each request, nothing written. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'offline.enter', 'somewhere')
  const batch = await findOpenBatch(house.db, by, params.id!)
  if (!batch) throw new Response(null, { status: 404 })
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const id = searchParams.get('upload')
  const upload = id && (await findUpload(house.db, { id, kind: batchImportKind(batch.id), madeBy: by.id }))
  const plan = upload ? await planBatchImport(house.db, batch, upload.content) : null
  return data(
    {
      ...{ locale, title: textsIn(locale, 'offline')('import.title'), place: batch.place, kind: batch.kind },
      list: pathIn(locale, `/desk/offline/${batch.id}`),
      upload: upload && plan ? { id, name: upload.name, plan } : null,
      fault: id && !upload ? { reason: 'upload-gone', line: null } : null,
    },
    { headers: unkept },
  )
}

/** A file: kept, and looked at. A confirmation: all rows of the plan that was shown, or none. */
export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'offline.enter', 'somewhere')
  const batch = await findOpenBatch(house.db, by, params.id!)
  if (!batch) throw new Response(null, { status: 404 })
  const locale = localeOfPath(new URL(request.url).pathname)
  const list = pathIn(locale, `/desk/offline/${batch.id}`)
  const sent = await readUploadOfOne(request, mostBytes)
  if (!sent) throw new Response(null, { status: 400 }) // parts that break off, or that never begin
  const { form, file } = sent
  const refused = (reason: string, status: number, line: number | null = null) =>
    data({ fault: { reason, line } }, { status, headers: unkept })
  if (form.upload !== undefined) {
    const told = { batchId: batch.id, uploadId: form.upload, planHash: form.plan ?? '', locale }
    const imported = await importBatchLines(house.db, by, told)
    return imported.ok ? redirect(`${list}?done=imported`, 303) : refused(imported.reason, 409)
  }
  if (!file) return refused('no-file', 422)
  const { name, bytes: content } = file
  if (!content) return refused('too-large', 422)
  try {
    for await (const _page of readTable(content, batchListLimits)); // what is no table is not kept
  } catch (error) {
    if (error instanceof TableFault) return refused(error.reason, 422, error.line)
    throw error
  }
  const kept = { kind: batchImportKind(batch.id), madeBy: by.id, name, content }
  return redirect(`${list}/import?upload=${await keepUpload(house.db, kept)}`, 303)
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function ImportBatchPage() {
  const { title, place, kind, list, upload, ...loaded } = useLoaderData<typeof loader>()
  const { t } = useTranslation('offline')
  const fault = useActionData<typeof action>()?.fault ?? loaded.fault
  const error = useListFault(fault, (reason) => t(`import.fault.${reason}` as 'import.fault.not-ready'))
  const here = `${list}/import`
  return (
    <div className="space-y-6">
      <DeskHeading title={title} lead={t('import.lead')} back={{ to: list, label: place }} />
      {upload ? (
        <BatchPlanView upload={upload} here={here} error={error} />
      ) : (
        <ListForm
          here={here}
          columns={columnsOf(kind).map((column) => t(`import.column.${column}`))}
          error={error}
        />
      )}
    </div>
  )
}
