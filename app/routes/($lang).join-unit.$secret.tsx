import { randomUUID } from 'node:crypto'
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
import { textsIn } from '~/platform/texts.server'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { findRegistration } from '~/walks/find-registration.server'
import { findUnitToJoin } from '~/walks/find-unit.server'
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
import { UnitGone } from '~/walks/unit-gone'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

/** Members of a unit register here by themselves: the same form, with the unit's name over it. */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname)
  const t = textsIn(locale, 'registration')
  const unit = await findUnitToJoin(house.db, params.secret!)
  const registration = unit && (await findRegistration(house.db, unit.campaign, house.now()))
  if (!registration)
    return data({ locale, title: t('unit.waitsLink'), offer: null }, { status: 404, headers: unkept })
  const fields = emptyRegistration(randomUUID(), registration.waiverVersion)
  const title = t('unitMember', { unit: unit.name })
  return data(
    { locale, title, offer: { unit: unit.name, closed: unit.closed, registration, fields } },
    { headers: unkept },
  )
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname)
  const form = await request.formData().catch(() => null)
  if (!form) throw new Response(null, { status: 400 })
  const fields = registrationFieldsOf(form)
  const again = (errors: RegistrationErrors, status: number, refusal?: RegistrationRefusal) =>
    data({ fields, errors, refusal }, { status, headers: unkept })
  const unit = await findUnitToJoin(house.db, params.secret!)
  const registration = unit && (await findRegistration(house.db, unit.campaign, house.now()))
  if (!registration) throw new Response(null, { status: 404 })
  const intent = String(form.get('intent') ?? '')
  const [, out] = /^remove:(\d)$/.exec(intent) ?? []
  if (intent === 'add' || out)
    return data({
      fields: out ? withoutWalker(fields, Number(out)) : withWalker(fields),
      errors: {},
      refusal: undefined,
    })
  if ((await house.limits.giveByAddress.take(address)) > 0) return again({}, 429, 'too-many')
  const read = readRegistration(fields, registration)
  if (!read.ok) {
    if (read.errors.formId) fields.formId = randomUUID()
    return again(read.errors, 422)
  }
  const registered = await registerParty(house.db, house.config, {
    formId: fields.formId,
    campaign: registration.campaign,
    draft: read.draft,
    locale,
    unitId: unit.id,
    now: house.now(),
  })
  if (registered.ok) return redirect(pathIn(locale, `/registrations/${registered.secret}`), { status: 303 })
  if (registered.reason === 'no-walk') throw new Response(null, { status: 404 })
  if (registered.reason === 'waiver-changed') return again({ agreed: 'waiver-changed' }, 409)
  if (registered.reason === 'unpaid-before') return again({ contactEmail: 'unpaid-before' }, 409)
  return again({}, 409, registered.reason)
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function JoinUnit() {
  const { locale, title, offer } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('registration')
  if (!offer) return <UnitGone title={title} />
  return (
    <RegistrationPage
      locale={locale}
      registration={offer.registration}
      typed={refused !== undefined}
      unit={offer.unit}
    >
      {offer.closed && !refused ? (
        <Notice title={t('refused.unit-closed')} />
      ) : (
        <RegistrationForm
          locale={locale}
          registration={offer.registration}
          fields={refused?.fields ?? offer.fields}
          errors={refused?.errors ?? {}}
          refusal={refused?.refusal}
        />
      )}
    </RegistrationPage>
  )
}
