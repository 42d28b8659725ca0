import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { enter } from '~/identity/enter.server'
import { answerImport, faultOf, type ImportFault, typedBalance } from '~/payments/bank/answer-import.server'
import { findBankAccount, listBankAccounts } from '~/payments/bank/find-bank-account.server'
import { statementKind } from '~/payments/bank/keep-statement.server'
import { planStatement } from '~/payments/bank/plan-statement.server'
import { StatementPlanView } from '~/payments/bank/statement-plan-view'
import { formatCount } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { findUpload } from '~/platform/keep-upload.server'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { SelectField } from '~/ui/desk/select-field'
import { LinkButton } from '~/ui/link-button'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { TextField } from '~/ui/text-field'

const path = '/desk/bank/import'
const headers = { 'Cache-Control': 'private, no-store' }

/** With `?upload=` what that file would do: looked at anew with each request, nothing written. */
export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'bank.change')
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const form = Object.fromEntries(
    ['upload', 'account', 'opening', 'closing'].map((k) => [k, searchParams.get(k) ?? '']),
  )
  const account = await findBankAccount(house.db, form.account!)
  const asked = { id: form.upload!, kind: statementKind(form.account!), madeBy: actor.id }
  const upload = account && (await findUpload(house.db, asked))
  const balances = { openingFen: typedBalance(form.opening), closingFen: typedBalance(form.closing) }
  let fault: ImportFault | null =
    form.upload && !upload ? { reason: 'upload-gone', line: null, detail: {} } : null
  const plan = upload
    ? await planStatement(house.db, upload.content, { ...account!, ...balances }).catch((error: unknown) => {
        fault = faultOf(error)
        return null
      })
    : null
  const done = searchParams.get('done') ?? ''
  return data(
    {
      locale,
      title: textsIn(locale, 'bank')('import.title'),
      accounts: (await listBankAccounts(house.db)).map(({ id, name, bank }) => ({ id, name, bank })),
      form,
      plan: plan && { ...plan, layout: null },
      name: upload?.name ?? '',
      fault,
      done: /^\d{1,9}$/.test(done) ? Number(done) : null,
    },
    { headers },
  )
}

export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'bank.change')
  const here = pathIn(localeOfPath(new URL(request.url).pathname), path)
  const answer = await answerImport(house.db, by, request)
  if (!answer) throw new Response(null, { status: 400 })
  if (answer.kind === 'done') return redirect(`${here}?done=${answer.newLines}`, 303)
  if (answer.kind === 'plan') return redirect(`${here}?${answer.search}`, 303)
  return data({ fault: answer.fault, form: answer.form }, { status: answer.status, headers })
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function ImportStatementPage() {
  const { locale, title, accounts, plan, name, done, ...loaded } = useLoaderData<typeof loader>()
  const { t } = useTranslation('bank')
  const answer = useActionData<typeof action>()
  const pending = useNavigation().state !== 'idle'
  const here = pathIn(locale, path)
  const fault = answer?.fault ?? loaded.fault
  const form: Record<string, string> = answer?.form ?? loaded.form
  const said = fault
    ? t(`import.fault.${fault.reason as 'no-file'}`, { line: fault.line ?? '?', ...fault.detail })
    : undefined
  const at = (...reasons: string[]) => (fault && reasons.includes(fault.reason) ? said : undefined)
  const elsewhere =
    fault && fault.reason !== 'no-account' && fault.reason !== 'balance-wrong' ? said : undefined
  return (
    <div className="space-y-6">
      <DeskHeading
        title={title}
        lead={t('import.lead')}
        back={{ to: pathIn(locale, '/desk/bank'), label: t('title') }}
      />
      {done !== null && (
        <Notice kind="done" live title={t('import.done', { n: formatCount(done) })}>
          <LinkButton variant="secondary" to={pathIn(locale, '/desk/bank/lines')}>
            {t('toLines')}
          </LinkButton>
        </Notice>
      )}
      {plan ? (
        <Panel id="plan" title={t('import.plan', { name })} tone="plain">
          <div className="space-y-4">
            {said && <Notice kind="refused" live title={said} />}
            <Notice
              kind={plan.newLines > 0 ? 'done' : 'info'}
              title={
                plan.newLines > 0
                  ? t('import.ready', { n: formatCount(plan.newLines) })
                  : t('import.nothingNew')
              }
            />
            <div className="flex flex-wrap gap-3">
              {plan.newLines > 0 && (
                <Form method="post" action={`${here}?${new URLSearchParams(form)}`}>
                  {Object.entries(form).map(([key, value]) => (
                    <input key={key} type="hidden" name={key} value={value} />
                  ))}
                  <input type="hidden" name="upload" value={loaded.form.upload} />
                  <input type="hidden" name="plan" value={plan.hash} />
                  <Button type="submit" pending={pending} pendingLabel={t('import.confirming')}>
                    {t('import.confirm', { n: formatCount(plan.newLines) })}
                  </Button>
                </Form>
              )}
              <LinkButton variant="secondary" to={here}>
                {t('import.another')}
              </LinkButton>
            </div>
            <StatementPlanView locale={locale} plan={plan} />
          </div>
        </Panel>
      ) : accounts.length === 0 ? (
        <Notice kind="info" title={t('noAccount')}>
          <LinkButton to={pathIn(locale, '/desk/bank/accounts/new')}>{t('addAccount')}</LinkButton>
        </Notice>
      ) : (
        <Form method="post" action={here} encType="multipart/form-data" className="max-w-xl space-y-4">
          <SelectField
            name="account"
            label={t('import.account')}
            defaultValue={form.account || accounts[0]!.id}
            options={accounts.map((a) => ({ value: a.id, label: `${a.name} · ${a.bank}` }))}
            error={at('no-account')}
          />
          <TextField
            name="file"
            type="file"
            accept=".csv,.txt,.xlsx,.xml,.sta,.mt940,.940,text/csv,text/xml"
            label={t('import.file')}
            hint={t('import.fileHint')}
            error={elsewhere}
            className="py-2.5"
          />
          <div className="grid gap-4 sm:grid-cols-2">
            {(['opening', 'closing'] as const).map((name) => (
              <TextField
                key={name}
                name={name}
                inputMode="decimal"
                autoComplete="off"
                label={t(`import.${name}`)}
                optionalText={t('account.optional')}
                defaultValue={form[name] ?? ''}
                error={at('balance-wrong')}
              />
            ))}
          </div>
          <p className="text-sm text-soft">{t('import.balanceHint')}</p>
          <Button type="submit" pending={pending} pendingLabel={t('import.checking')}>
            {t('import.check')}
          </Button>
        </Form>
      )}
    </div>
  )
}
