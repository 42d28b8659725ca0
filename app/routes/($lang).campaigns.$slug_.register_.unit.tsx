import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { ErrorSummary } from '~/ui/error-summary'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { TextField } from '~/ui/text-field'
import { findRegistration } from '~/walks/find-registration.server'
import { registerUnit } from '~/walks/register-unit.server'
import type { RegistrationErrors } from '~/walks/registration-form'
import { emptyUnit, readUnit, unitFieldsOf } from '~/walks/unit-form'
import { useFieldErrors } from '~/walks/use-field-errors'

export { pageHeaders as headers } from '~/ui/page-headers'

type Refusal = 'closed' | 'not-open-yet' | 'too-many' | 'name-taken'

export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname)
  const registration = await findRegistration(house.db, params.slug!, house.now())
  if (!registration) throw new Response(null, { status: 404 })
  const title = textsIn(locale, 'registration')('unit.title')
  const lost = pathIn(locale, `/campaigns/${registration.campaign}/lost-ticket`)
  return data({ title, state: registration.state, fields: emptyUnit(randomUUID()), lost })
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname)
  const form = await request.formData().catch(() => null)
  if (!form) throw new Response(null, { status: 400 })
  const fields = unitFieldsOf(form)
  const again = (errors: RegistrationErrors, status: number, refusal: Refusal | null = null) =>
    data({ fields, errors, refusal }, { status })
  if (!(await findRegistration(house.db, params.slug!, house.now())))
    throw new Response(null, { status: 404 })
  if ((await house.limits.giveByAddress.take(address)) > 0) return again({}, 429, 'too-many')
  const read = readUnit(fields)
  if (!read.ok) {
    if (read.errors.formId) fields.formId = randomUUID()
    return again(read.errors, 422)
  }
  const unit = await registerUnit(house.db, house.config, {
    formId: fields.formId,
    campaign: params.slug!,
    draft: read.draft,
    locale,
    now: house.now(),
  })
  // The link itself goes to the leader's mailbox only.
  if (unit.ok) return redirect(`${new URL(request.url).pathname}?sent=1`, { status: 303 })
  if (unit.reason === 'no-walk') throw new Response(null, { status: 404 })
  return again({}, 409, unit.reason)
}

export const meta: MetaFunction<typeof loader> = (args) => pageMeta(args, { title: args.data?.title })

export default function RegisterUnit() {
  const { title, state, fields, lost } = useLoaderData<typeof loader>()
  const sent = useSearchParams()[0].has('sent')
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('registration')
  const { say, summary } = useFieldErrors(refused?.errors ?? {})
  const typed = refused?.fields ?? fields
  const refusal = refused?.refusal
  return (
    <div className="page-text max-w-xl space-y-6">
      <header>
        <h1 className="font-serif text-3xl font-bold">{title}</h1>
        <p className="mt-2 text-lg text-soft">{t('unit.lead')}</p>
      </header>
      {sent && !refused && (
        <Notice kind="done" live title={t('unit.sent')}>
          <p>{t('unit.sentText')}</p>
          <a className="link inline-flex min-h-11 items-center" href={lost}>
            {t('unit.sendAgain')}
          </a>
        </Notice>
      )}
      {state !== 'open' && <Notice title={state === 'closed' ? t('closed') : t('notYet')} />}
      {((state === 'open' && !sent) || refused) && (
        <Form method="post" reloadDocument noValidate className="space-y-5">
          <input type="hidden" name="formId" value={typed.formId} />
          {refusal && (
            <Notice
              kind="refused"
              title={refusal === 'name-taken' ? t('unit.nameTaken') : t(`refused.${refusal}`)}
            />
          )}
          <ErrorSummary title={t('form.errors', { count: summary.length })} errors={summary} />
          <TextField
            name="unitName"
            label={t('unit.name')}
            hint={t('unit.nameHint')}
            defaultValue={typed.unitName}
            error={say('unitName')}
            autoComplete="organization"
          />
          <TextField
            name="leaderName"
            label={t('unit.leader')}
            defaultValue={typed.leaderName}
            error={say('leaderName')}
            autoComplete="name"
          />
          <TextField
            name="leaderEmail"
            type="email"
            label={t('unit.leaderEmail')}
            hint={t('unit.leaderEmailHint')}
            defaultValue={typed.leaderEmail}
            error={say('leaderEmail')}
            autoComplete="email"
          />
          <TextField
            name="leaderPhone"
            type="tel"
            label={t('unit.leaderPhone')}
            defaultValue={typed.leaderPhone}
            error={say('leaderPhone')}
            autoComplete="tel"
          />
          <Button variant="primary" size="large" className="max-sm:w-full">
            {t('unit.open')}
          </Button>
        </Form>
      )}
    </div>
  )
}
