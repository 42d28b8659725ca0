import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { LinkButton } from '~/ui/link-button'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { CertificatePanel } from '~/walks/certificate-panel'
import { findCertificateOfCard } from '~/walks/find-certificate.server'
import { findFreshTicket } from '~/walks/find-fresh-ticket.server'
import { issueCertificate } from '~/walks/issue-certificate.server'
import { TicketFacts } from '~/walks/ticket-facts'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

/** What a card's code opens: bib, level, day, state and stamps; nothing of the person. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const seconds = await house.limits.cardsByAddress.take(address)
  if (seconds > 0) throw new Response(null, { status: 429, headers: { 'Retry-After': String(seconds) } })
  const ticket = await findFreshTicket(house, params.card!)
  if (!ticket) throw new Response(null, { status: 404 })
  const locale = localeOfPath(new URL(request.url).pathname)
  const certificate = await findCertificateOfCard(house.db, ticket.card)
  const title = textsIn(locale, 'walks')('ticket.title')
  return data({ locale, title, ticket, certificate }, { headers: unkept })
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const seconds = await house.limits.cardsByAddress.take(address)
  if (seconds > 0) throw new Response(null, { status: 429, headers: { 'Retry-After': String(seconds) } })
  const form = await request.formData().catch(() => null)
  if (!form) throw new Response(null, { status: 400 })
  const name = String(form.get('name') ?? '').slice(0, 200)
  const ticket = await findFreshTicket(house, params.card!)
  if (!ticket) throw new Response(null, { status: 404 })
  const issued = await issueCertificate(house.db, { card: ticket.card, name })
  if (!issued.ok) {
    const status = issued.reason === 'name-too-long' ? 422 : 409
    return data({ name, reason: issued.reason }, { status, headers: unkept })
  }
  const { pathname } = new URL(request.url)
  return redirect(`${pathname}#certificate`, { status: 303, headers: unkept })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function TicketPage() {
  const { locale, title, ticket, certificate } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('walks')
  const card = ticket.card.toLowerCase()
  const { slug } = ticket.campaign
  return (
    <div className="page-text space-y-6">
      <header>
        <h1 className="font-serif text-3xl font-bold">{title}</h1>
        <p className="mt-1 text-lg text-soft">{inLocale(locale, ticket.campaign)}</p>
      </header>
      <Panel>
        <TicketFacts locale={locale} ticket={ticket} />
        <p className="mt-5 flex flex-wrap gap-3">
          <LinkButton
            to={`${pathIn(locale, `/walk/${slug}`)}#card=${card}`}
            size="large"
            className="max-sm:w-full"
            reloadDocument
          >
            {t('ticket.open')}
          </LinkButton>
          <LinkButton
            to={pathIn(locale, `/campaigns/${slug}/walk`)}
            size="large"
            variant="secondary"
            className="max-sm:w-full"
            reloadDocument
          >
            {t('ticket.walk')}
          </LinkButton>
        </p>
        <p className="mt-4 text-sm text-soft">{t('ticket.noName')}</p>
      </Panel>
      <CertificatePanel
        locale={locale}
        here={pathIn(locale, `/t/${card}`)}
        certificate={certificate}
        registered={ticket.registration !== null}
        ready={ticket.finished && ticket.completed.length > 0}
        refused={refused}
      />
    </div>
  )
}
