import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { waysOfPaying } from '~/giving/ways-of-paying.server'
import { formatDay, shanghaiDay } from '~/platform/dates'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { drawQr } from '~/ui/draw-qr.server'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { cancelWalkers } from '~/walks/cancel-walkers.server'
import { spellCard, ticketUrl } from '~/walks/card-id'
import { changeFaults, changeWalker } from '~/walks/change-walker.server'
import { eraseParty } from '~/walks/erase-party.server'
import { findParty } from '~/walks/find-party.server'
import { findRegistration } from '~/walks/find-registration.server'
import { nameCertificate } from '~/walks/name-certificate.server'
import { NoSuchRegistration } from '~/walks/no-such-registration'
import { PartyDone } from '~/walks/party-done'
import { PartyEnd } from '~/walks/party-end'
import { PartyNotice } from '~/walks/party-notice'
import { PartyWays } from '~/walks/party-ways'
import { settlePartyFees } from '~/walks/settle-party-fees.server'
import { takeUpLink } from '~/walks/take-up-link.server'
import { Ticket } from '~/walks/ticket-view'

export { pageHeaders as headers } from '~/ui/page-headers'

/** The address is a key: no cache may keep the page. */
const unkept = { 'Cache-Control': 'private, no-store' }

/** A party's own page: tickets, changes, cancelling. Whoever has the link has the registration. */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname)
  const t = textsIn(locale, 'registration')
  let party = await findParty(house.db, params.secret!)
  if (!party && (await takeUpLink(house.db, 'party', params.secret!)))
    party = await findParty(house.db, params.secret!)
  if (party?.payment === 'confirmed' && party.heldUntil && (await settlePartyFees(house.db, party.id)) > 0)
    party = await findParty(house.db, params.secret!)
  if (!party)
    return data(
      { locale, title: t('gone'), party: null, levels: [], ways: null },
      { status: 404, headers: unkept },
    )
  const { id: _id, ...shown } = party
  const registration = await findRegistration(house.db, party.campaign, house.now())
  const { PUBLIC_URL } = house.config
  const walkers = party.walkers.map((w) => ({
    ...w,
    spelt: spellCard(w.card),
    qr: w.state === 'registered' ? drawQr(ticketUrl(PUBLIC_URL, w.card)) : null,
  }))
  const ahead = house.now() < party.startsAt
  const isOver = shanghaiDay(house.now()) > party.day
  return data(
    {
      locale,
      title: t('party.title'),
      party: { ...shown, walkers, secret: params.secret!, before: ahead, over: isOver },
      levels: registration?.levels ?? [],
      ways: waysOfPaying(house.gateways, locale, request),
    },
    { headers: unkept },
  )
}

export async function action({ request, params, context: { house } }: ActionFunctionArgs) {
  const form = await request.formData().catch(() => null)
  if (!form) throw new Response(null, { status: 400 })
  const text = (name: string) => String(form.get(name) ?? '')
  const [{ pathname }, secret, now] = [new URL(request.url), params.secret!, house.now()]
  const intent = text('intent')
  const walkerId = text('walker')
  const done = (what: string) => redirect(`${pathname}?done=${what}`, { status: 303, headers: unkept })
  const typed = {
    name: text('name'),
    level: text('level'),
    emergencyName: text('emergencyName'),
    emergencyPhone: text('emergencyPhone'),
    certificateName: text('certificateName').slice(0, 200),
  }
  const refuse = (reason: string, status: number) =>
    data({ walkerId, intent, reason, faults: changeFaults(typed), typed }, { status, headers: unkept })
  if (intent === 'change') {
    const changed = await changeWalker(house.db, { secret, walkerId, ...typed, now })
    if (changed.ok) return done('saved')
    if (changed.reason === 'unknown') throw new Response(null, { status: 404 })
    return refuse(changed.reason, changed.reason === 'invalid' ? 422 : 409)
  }
  if (intent === 'certificate-name') {
    const named = await nameCertificate(house.db, { secret, walkerId, name: typed.certificateName })
    if (named.ok) return done('saved')
    if (named.reason === 'unknown') throw new Response(null, { status: 404 })
    return refuse(named.reason, 422)
  }
  if (intent === 'erase') {
    if (text('sure') !== 'yes') return refuse('not-sure', 422)
    const erased = await eraseParty(house.db, { secret, now })
    if (erased.ok) return redirect(pathIn(localeOfPath(pathname), '/'), { status: 303, headers: unkept })
    if (erased.reason === 'unknown') throw new Response(null, { status: 404 })
    return refuse(erased.reason, 409)
  }
  if (intent === 'cancel' || intent === 'cancel-all') {
    if (text('sure') !== 'yes') return refuse('not-sure', 422)
    const walkers = intent === 'cancel' ? [walkerId] : ('all' as const)
    const cancelled = await cancelWalkers(house.db, { secret, walkers, now })
    if (!cancelled.ok && cancelled.reason === 'unknown') throw new Response(null, { status: 404 })
    return done('gone')
  }
  throw new Response(null, { status: (await findParty(house.db, secret)) ? 400 : 404 })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function PartyPage() {
  const { locale, title, party, levels, ways } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('registration')
  const done = useSearchParams()[0].get('done')
  if (!party) return <NoSuchRegistration title={title} />
  const name = inLocale(locale, { zh: party.nameZh, en: party.nameEn })
  const here = pathIn(locale, `/registrations/${party.secret}`)
  const active = party.walkers.filter(({ state }) => state !== 'cancelled')
  return (
    <div className="page-text space-y-6">
      <header>
        <h1 className="font-serif text-3xl font-bold">{title}</h1>
        <p className="mt-1 text-lg text-soft">
          {t('party.lead', { name, day: formatDay(locale, party.day) })}
        </p>
        {party.unitName && <p className="text-soft">{t('party.unit', { unit: party.unitName })}</p>}
      </header>
      {done && !refused && <PartyDone done={done} />}
      <PartyNotice locale={locale} party={party} here={here} ways={ways} />
      {party.feesHeld > 0 && (
        <Notice kind="attention" title={t('party.feeHeld', { count: party.feesHeld, n: party.feesHeld })}>
          {t('party.feeHeldText')}
        </Notice>
      )}
      <ul className="space-y-4">
        {party.walkers.map((walker) => (
          <li key={walker.id}>
            <Ticket
              locale={locale}
              walker={walker}
              levels={levels}
              campaign={name}
              mayChange={party.before}
              refused={refused?.walkerId === walker.id ? refused : undefined}
            />
          </li>
        ))}
      </ul>
      <PartyWays locale={locale} party={party} here={here} />
      {party.before && active.length > 1 && (
        <PartyEnd
          intent="cancel-all"
          error={refused?.intent === 'cancel-all' ? t('party.notSure') : undefined}
        />
      )}
      {(party.over || active.length === 0) && (
        <PartyEnd intent="erase" error={refused?.intent === 'erase' ? t('party.notSure') : undefined} />
      )}
    </div>
  )
}
