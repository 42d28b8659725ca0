import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { enter } from '~/identity/enter.server'
import { FundPlanView } from '~/ledger/fund-plan-view'
import { fundColumns } from '~/ledger/fund-row'
import { fundWords } from '~/ledger/fund-words.server'
import { fundImportKind, importFunds } from '~/ledger/import-funds.server'
import { listFundGroups } from '~/ledger/list-fund-groups.server'
import { planFundImport } from '~/ledger/plan-fund-import.server'
import { formatCount } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { findUpload, keepUpload } from '~/platform/keep-upload.server'
import { mostTableBytes, readTable } from '~/platform/read-table.server'
import { readUploadOfOne } from '~/platform/read-upload-of-one.server'
import { TableFault, type TableFaultReason } from '~/platform/table'
import { textsIn } from '~/platform/texts.server'
import { ListForm } from '~/ui/desk/list-import'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import type { House } from '~/wiring.server'

type Fault = {
  reason: TableFaultReason | 'no-file' | 'upload-gone' | 'not-ready' | 'plan-changed' | 'not-allowed'
  line: number | null
}
const path = '/desk/funds/import'
const keptByNobody = { 'Cache-Control': 'private, no-store' }

const wordsNow = async ({ db }: House) => fundWords(await listFundGroups(db))

/** With `?upload=` what that list would do: looked at anew with each request, nothing written. */
export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'fund.change')
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const id = searchParams.get('upload')
  const upload = id && (await findUpload(house.db, { id, kind: fundImportKind, madeBy: actor.id }))
  const plan = upload ? await planFundImport(house.db, upload.content, await wordsNow(house)) : null
  const fault: Fault | null = id && !upload ? { reason: 'upload-gone', line: null } : null
  return data(
    {
      locale,
      title: textsIn(locale, 'gifts')('import.title'),
      upload: upload && plan ? { id, name: upload.name, plan } : null,
      fault,
      done: /^\d{1,6}$/.test(searchParams.get('done') ?? '') ? Number(searchParams.get('done')) : null,
    },
    { headers: keptByNobody },
  )
}

/** A file: kept, and looked at. A confirmation: all rows of the plan that was shown, or none. */
export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'fund.change')
  const here = pathIn(localeOfPath(new URL(request.url).pathname), path)
  const sent = await readUploadOfOne(request, mostTableBytes)
  if (!sent) throw new Response(null, { status: 400 }) // parts that break off, or that never begin
  const { form, file } = sent
  const refused = (reason: Fault['reason'], status: number, line: number | null = null) =>
    data({ fault: { reason, line } satisfies Fault }, { status, headers: keptByNobody })
  if (form.upload !== undefined) {
    const told = { uploadId: form.upload, planHash: form.plan ?? '', words: await wordsNow(house) }
    const imported = await importFunds(house.db, by, told)
    if (!imported.ok) return refused(imported.reason, 409)
    return redirect(`${here}?done=${imported.opened}`, { status: 303 })
  }
  if (!file) return refused('no-file', 422)
  const { name, bytes: content } = file
  if (!content) return refused('too-large', 422)
  try {
    for await (const _page of readTable(content)); // what is no table is not kept
  } catch (error) {
    if (error instanceof TableFault) return refused(error.reason, 422, error.line)
    throw error
  }
  const id = await keepUpload(house.db, { kind: fundImportKind, madeBy: by.id, name, content })
  return redirect(`${here}?upload=${id}`, { status: 303 })
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function ImportFundsPage() {
  const { locale, upload, done, ...loaded } = useLoaderData<typeof loader>()
  const { t } = useTranslation('gifts')
  const fault = useActionData<typeof action>()?.fault ?? loaded.fault
  const pending = useNavigation().state !== 'idle'
  const here = pathIn(locale, path)
  const columns = fundColumns.map((column) => t(`import.column.${column}`))
  const error = fault ? t(`import.fault.${fault.reason}`, { line: fault.line ?? '?' }) : undefined
  return (
    <div className="space-y-8">
      <header>
        <h1 className="font-serif text-2xl font-bold">{t('import.title')}</h1>
        <p className="mt-1 max-w-prose text-soft">{t('import.lead')}</p>
      </header>
      {done !== null && <Notice kind="done" live title={t('import.done', { n: formatCount(done) })} />}
      {upload ? (
        <FundPlanView {...{ upload, here, error, pending }} />
      ) : (
        <>
          <ListForm {...{ here, error, pending }} hint={t('import.fileHint')} columns={columns} />
          <p>
            <a
              className="link inline-flex min-h-11 items-center"
              href={pathIn(locale, '/funds/export?format=csv')}
              download
            >
              {t('import.template')}
            </a>
          </p>
        </>
      )}
    </div>
  )
}
