import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatDay } from '~/platform/dates'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { pageMeta } from '~/ui/page-meta'
import { findRegistration } from '~/walks/find-registration.server'
import { registerParty } from '~/walks/register-party.server'
import {
  emptyRegistration,
  type RegistrationErrors,
  readRegistration,
  registrationFieldsOf,
  withoutWalker,
  withWalker,
} from '~/walks/registration-form'
import { RegistrationForm, type RegistrationRefusal } from '~/walks/registration-form-view'
import { RegistrationPage } from '~/walks/registration-page'

export { pageHeaders as headers } from '~/ui/page-headers'

export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const registration = await findRegistration(house.db, params.slug!, house.now())
  if (!registration) throw new Response(null, { status: 404 })
  const card = (searchParams.get('card') ?? '').slice(0, 40)
  const fields = emptyRegistration(randomUUID(), registration.waiverVersion, card)
  const title = textsIn(locale, 'registration')('title')
  return data({ locale, title, registration, fields }, { headers: { 'Cache-Control': 'private, no-cache' } })
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const { pathname } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const form = await request.formData().catch(() => null)
  if (!form) throw new Response(null, { status: 400 }) // parts that break off, or that never begin
  const fields = registrationFieldsOf(form)
  const again = (errors: RegistrationErrors, status: number, refusal?: RegistrationRefusal) =>
    data({ fields, errors, refusal }, { status })
  const intent = String(form.get('intent') ?? '')
  if (intent === 'add') return data({ fields: withWalker(fields), errors: {}, refusal: undefined })
  const [, out] = /^remove:(\d)$/.exec(intent) ?? []
  if (out) return data({ fields: withoutWalker(fields, Number(out)), errors: {}, refusal: undefined })

  const registration = await findRegistration(house.db, params.slug!, house.now())
  if (!registration) throw new Response(null, { status: 404 })
  if ((await house.limits.giveByAddress.take(address)) > 0) return again({}, 429, 'too-many')
  const read = readRegistration(fields, registration)
  if (!read.ok) {
    // A form without an id, or with a broken one, gets a new one: sent once more, it must go through.
    if (read.errors.formId) fields.formId = randomUUID()
    return again(read.errors, 422)
  }
  const registered = await registerParty(house.db, house.config, {
    formId: fields.formId,
    campaign: registration.campaign,
    draft: read.draft,
    locale,
    unitId: null,
    now: house.now(),
  })
  if (registered.ok) return redirect(pathIn(locale, `/registrations/${registered.secret}`), { status: 303 })
  if (registered.reason === 'no-walk') throw new Response(null, { status: 404 })
  if (registered.reason === 'waiver-changed') return again({ agreed: 'waiver-changed' }, 409)
  if (registered.reason === 'unpaid-before') return again({ contactEmail: 'unpaid-before' }, 409)
  return again({}, 409, registered.reason)
}

export const meta: MetaFunction<typeof loader> = (args) => {
  if (!args.data) return []
  const { locale, title, registration } = args.data
  const name = inLocale(locale, { zh: registration.nameZh, en: registration.nameEn })
  return pageMeta(args, { title: `${title} · ${name}`, description: formatDay(locale, registration.day) })
}

export default function Register() {
  const { locale, registration, fields } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return (
    <RegistrationPage locale={locale} registration={registration} typed={refused !== undefined}>
      <RegistrationForm
        locale={locale}
        registration={registration}
        fields={refused?.fields ?? fields}
        errors={refused?.errors ?? {}}
        refusal={refused?.refusal}
      />
    </RegistrationPage>
  )
}
