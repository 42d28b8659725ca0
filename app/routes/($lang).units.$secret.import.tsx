import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { findUpload, keepUpload } from '~/platform/keep-upload.server'
import { readTable } from '~/platform/read-table.server'
import { readUploadOfOne } from '~/platform/read-upload-of-one.server'
import { TableFault } from '~/platform/table'
import { textsIn } from '~/platform/texts.server'
import { pageMeta } from '~/ui/page-meta'
import { findRegistration } from '~/walks/find-registration.server'
import { findUnit } from '~/walks/find-unit.server'
import { importMembers, memberImportKind } from '~/walks/import-members.server'
import { type ImportFault, MemberListForm } from '~/walks/member-list-form'
import { MemberPlanView } from '~/walks/member-plan-view'
import { memberListLimits, mostMemberBytes } from '~/walks/member-row'
import { planMemberImport } from '~/walks/plan-member-import.server'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

/** With `?upload=` what that list would do: looked at anew with each request, nothing written. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const unit = await findUnit(house.db, house.config, params.secret!)
  const registration = unit && (await findRegistration(house.db, unit.campaign, house.now()))
  if (!registration) throw new Response(null, { status: 404 })
  const id = searchParams.get('upload')
  // Each look reads the whole list.
  const tooMany = id !== null && (await house.limits.giveByAddress.take(address)) > 0
  const upload =
    id && !tooMany && (await findUpload(house.db, { id, kind: memberImportKind, madeBy: unit.id }))
  const plan = upload ? await planMemberImport(house.db, unit.id, registration, upload.content) : null
  const reason = tooMany ? 'too-many' : id && !upload ? 'upload-gone' : null
  const fault: ImportFault | null = reason && { reason, line: null }
  return data(
    {
      locale,
      title: textsIn(locale, 'registration')('unit.importTitle'),
      unit: unit.name,
      here: pathIn(locale, `/units/${params.secret}`),
      registration,
      upload: upload && plan ? { id, name: upload.name, plan } : null,
      fault,
    },
    { status: tooMany ? 429 : 200, headers: unkept },
  )
}

/** A list, as a file or pasted: kept, and looked at. A confirmation: all rows of the plan that was shown, or none. */
export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname)
  const here = pathIn(locale, `/units/${params.secret}`)
  const unit = await findUnit(house.db, house.config, params.secret!)
  if (!unit) throw new Response(null, { status: 404 })
  const sent = await readUploadOfOne(request, mostMemberBytes)
  if (!sent) throw new Response(null, { status: 400 }) // parts that break off, or that never begin
  const { form, file } = sent
  const refused = (reason: ImportFault['reason'], status: number, line: number | null = null) =>
    data(
      { fault: { reason, line } satisfies ImportFault, pasted: form.list ?? '' },
      { status, headers: unkept },
    )
  if ((await house.limits.giveByAddress.take(address)) > 0) return refused('too-many', 429)
  if (form.upload !== undefined) {
    if (form.agreed !== 'yes') return refused('not-agreed', 422)
    const imported = await importMembers(house.db, house.config, {
      secret: params.secret!,
      uploadId: form.upload,
      planHash: form.plan ?? '',
      waiverVersion: Number(form.waiver),
      locale,
      now: house.now(),
    })
    if (!imported.ok) return refused(imported.reason === 'unknown' ? 'upload-gone' : imported.reason, 409)
    return redirect(`${here}?imported=${imported.registered}`, { status: 303, headers: unkept })
  }
  const pasted = (form.list ?? '').trim()
  if (!file && pasted === '') return refused('no-file', 422)
  const content = file ? file.bytes : Buffer.from(pasted)
  if (!content) return refused('too-large', 422)
  try {
    for await (const _page of readTable(content, memberListLimits)); // what is no table is not kept
  } catch (error) {
    if (error instanceof TableFault) return refused(error.reason, 422, error.line)
    throw error
  }
  const name = file?.name ?? textsIn(locale, 'registration')('unit.paste')
  const id = await keepUpload(house.db, { kind: memberImportKind, madeBy: unit.id, name, content })
  return redirect(`${here}/import?upload=${id}`, { status: 303, headers: unkept })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function ImportMembers() {
  const { locale, title, unit, here, registration, upload, ...loaded } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('registration')
  const fault = refused?.fault ?? loaded.fault
  return (
    <div className="page-text space-y-6">
      <header>
        <p>
          <a className="link inline-flex min-h-11 items-center" href={here}>
            {unit}
          </a>
        </p>
        <h1 className="font-serif text-3xl font-bold">{title}</h1>
        <p className="mt-2 text-soft">{t('unit.importLead')}</p>
      </header>
      {upload ? (
        <MemberPlanView
          locale={locale}
          registration={registration}
          upload={{ ...upload, id: upload.id ?? '' }}
          here={here}
          fault={fault}
        />
      ) : (
        <MemberListForm
          questions={registration.questions}
          locale={locale}
          fault={fault}
          pasted={refused?.pasted}
        />
      )}
    </div>
  )
}
