import { randomUUID } from 'node:crypto'
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
import { readBankAccountForm } from '~/payments/bank/bank-account-form'
import { findBankAccount } from '~/payments/bank/find-bank-account.server'
import { amountKinds, dateOrders, layoutColumns } from '~/payments/bank/layout'
import { saveBankAccount } from '~/payments/bank/save-bank-account.server'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { SelectField } from '~/ui/desk/select-field'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { TextField } from '~/ui/text-field'

const formOf = (form: FormData) => Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  await enter(house.identity, { request, address }, 'bank.change')
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const account = params.id === 'new' ? null : await findBankAccount(house.db, params.id!)
  if (!account && params.id !== 'new') throw new Response(null, { status: 404 })
  return {
    locale,
    title: textsIn(locale, 'bank')(account ? 'account.edit' : 'account.title'),
    account,
    newId: randomUUID(),
    saved: searchParams.has('saved'),
  }
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'bank.change')
  const isNew = params.id === 'new'
  const account = isNew ? null : await findBankAccount(house.db, params.id!)
  if (!account && !isNew) throw new Response(null, { status: 404 })
  const form = formOf(await request.formData())
  const read = readBankAccountForm(account ? { ...form, number: account.number } : form)
  if (!read.ok) return data({ form, faults: read.faults, refused: null }, { status: 422 })
  const told = { id: account?.id ?? form.id ?? '', version: account ? Number(form.version) : 0 }
  const saved = await saveBankAccount(house.db, by, { ...told, input: read.input })
  if (!saved.ok) {
    const { reason } = saved
    if (reason === 'not-allowed') throw new Response(null, { status: 404 })
    return data({ form, faults: {}, refused: reason }, { status: 409 })
  }
  const here = pathIn(localeOfPath(new URL(request.url).pathname), `/desk/bank/accounts/${saved.id}`)
  return redirect(`${here}?saved`, 303)
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function BankAccountPage() {
  const { locale, title, account, newId, saved } = useLoaderData<typeof loader>()
  const { t } = useTranslation('bank')
  const answer = useActionData<typeof action>()
  const pending = useNavigation().state !== 'idle'
  const layout = account?.layout
  const kept: Record<string, string> = {
    ...(account && { bank: account.bank, name: account.name, number: account.number }),
    ...(layout && {
      headRows: String(layout.headRows),
      dateOrder: layout.dateOrder,
      amounts: layout.amounts,
      ...Object.fromEntries(layoutColumns.map((c) => [`column-${c}`, String(layout.columns[c] ?? '')])),
    }),
  }
  const values: Record<string, string> = answer?.form ?? kept
  const faults: Record<string, string | undefined> = answer?.faults ?? {}
  const fault = (name: string) => {
    const code = faults[name] as 'needed' | undefined
    return code && t(`account.fault.${code}`)
  }
  const field = (name: string) => ({ name, defaultValue: values[name] ?? '', error: fault(name) })
  const choices = <T extends string>(of: readonly T[], label: (one: T) => string) =>
    of.map((value) => ({ value, label: label(value) }))
  return (
    <div className="max-w-2xl space-y-6">
      <DeskHeading title={title} back={{ to: pathIn(locale, '/desk/bank'), label: t('title') }} />
      {saved && !answer && <Notice kind="done" live title={t('account.saved')} />}
      {answer?.refused && <Notice kind="refused" live title={t(`account.refused.${answer.refused}`)} />}
      <Form method="post" className="space-y-4" key={account?.version ?? 0}>
        <input type="hidden" name="id" value={values.id ?? newId} />
        <input type="hidden" name="version" value={account?.version ?? 0} />
        <TextField {...field('name')} label={t('account.name')} hint={t('account.nameHint')} />
        <TextField {...field('bank')} label={t('account.bank')} />
        <TextField
          {...field('number')}
          label={t('account.number')}
          hint={t('account.numberHint')}
          readOnly={account !== null}
          autoComplete="off"
        />
        <fieldset className="space-y-4 rounded-paper border border-line p-4">
          <legend className="px-1 font-serif text-lg font-bold">{t('account.layout')}</legend>
          <p className="text-sm text-soft">{t('account.layoutHint')}</p>
          <div className="grid gap-4 sm:grid-cols-3">
            <TextField
              {...field('headRows')}
              inputMode="numeric"
              label={t('account.headRows')}
              hint={t('account.headRowsHint')}
            />
            <SelectField
              {...field('dateOrder')}
              label={t('account.dateOrder')}
              options={choices(dateOrders, (o) => t(`account.dateOrders.${o}`))}
            />
            <SelectField
              {...field('amounts')}
              label={t('account.amounts')}
              options={choices(amountKinds, (k) => t(`account.amountKinds.${k}`))}
            />
          </div>
          <div className="grid grid-cols-2 gap-4 sm:grid-cols-4">
            {layoutColumns.map((column) => (
              <TextField
                key={column}
                {...field(`column-${column}`)}
                autoComplete="off"
                label={t(`account.column.${column}`)}
              />
            ))}
          </div>
        </fieldset>
        <Button type="submit" pending={pending}>
          {t('account.save')}
        </Button>
      </Form>
    </div>
  )
}
