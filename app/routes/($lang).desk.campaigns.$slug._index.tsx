import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { type Campaign, textOf } from '~/campaigns/campaign'
import { missingToOpen } from '~/campaigns/campaign-editing'
import { CampaignFacts } from '~/campaigns/campaign-facts'
import { closeCampaign } from '~/campaigns/close-campaign.server'
import { ClosingPanel, SettlingPanel } from '~/campaigns/ending-panels'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { OpeningPanel } from '~/campaigns/opening-panel'
import { StateTag } from '~/campaigns/state-tag'
import { WaitingProposals } from '~/campaigns/waiting-proposals'
import { actions } from '~/identity/actions'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { findWaitingProposals } from '~/identity/find-waiting-proposal.server'
import { propose } from '~/identity/propose.server'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { Money } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'

/** What the page says was just done. */
const deeds = ['drafted', 'saved', 'unchanged', 'routed', 'proposed', 'closed'] as const

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  const subject = { campaign: slug }
  const actor = await enter(house.identity, { request, address }, 'campaign.see', subject)
  const campaign = await findCampaign(house.db, slug)
  if (!campaign) throw new Response(null, { status: 404 })
  const url = new URL(request.url)
  const proposals = await findWaitingProposals(house.db, { kind: 'campaign', id: slug })
  const { version, routingVersion } = campaign
  return {
    locale: localeOfPath(url.pathname),
    campaign,
    missing: campaign.state === 'draft' ? missingToOpen(campaign) : [],
    totals: (await house.live.find(slug))?.totals ?? null,
    proposals: proposals.map(({ id, action, proposedByName, proposedAt, note, proposedBy, payload }) => ({
      ...{ id, action, proposedByName, proposedAt, note },
      mine: proposedBy === actor.id,
      // Edited since: then opening is refused, and it has to be proposed anew.
      stale:
        action === 'campaign.open' &&
        (payload.version !== version || payload.routingVersion !== routingVersion),
      decidedBy: [...actions[action].decidedBy],
    })),
    may: {
      change: can(actor, 'campaign.change', subject),
      open: can(actor, 'campaign.open', subject),
      close: can(actor, 'campaign.close', subject),
      settle: can(actor, 'campaign.settle', subject),
      monitor: can(actor, 'monitoring.see', subject),
      walkers: can(actor, 'walker.look', subject),
      gifts: can(actor, 'gift.see', subject),
      pledges: can(actor, 'pledge.see', subject),
      matching: can(actor, 'matching.see', subject),
      sponsors: can(actor, 'sponsor.see', subject),
      cover: can(actor, 'coverage.see', subject),
      walk: can(actor, 'walk.see', subject),
      market: can(actor, 'market.see', subject),
    },
    done: deeds.find((deed) => deed === url.searchParams.get('done')) ?? null,
  }
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const slug = params.slug!
  const form = await request.formData()
  const intent = form.get('intent')
  const needs =
    intent === 'propose-open'
      ? 'campaign.open'
      : intent === 'propose-settle'
        ? 'campaign.settle'
        : intent === 'close'
          ? 'campaign.close'
          : null
  const actor = await enter(house.identity, { request, address }, needs ?? 'campaign.see', { campaign: slug })
  const campaign = await findCampaign(house.db, slug)
  if (!campaign) throw new Response(null, { status: 404 })
  const note = String(form.get('note') ?? '').trim()
  const refuse = (reason: string, status = 409) => data({ intent, reason, note }, { status })
  const locale = localeOfPath(new URL(request.url).pathname)
  const here = pathIn(locale, `/desk/campaigns/${slug}`)
  if (note.length > 400) return refuse('too-long', 422)
  if (needs === 'campaign.close') {
    if (form.get('sure') !== 'yes') return refuse('not-sure', 422)
    const closed = await closeCampaign(house.db, actor, slug, note)
    return closed.ok ? redirect(`${here}?done=closed`, 303) : refuse(closed.reason)
  }
  if (!needs) return refuse('unknown-intent', 400)
  const refusal = unready(campaign, needs)
  if (refusal) return refuse(refusal)
  // The second person agrees to what the first one saw: the versions go along.
  const { version, routingVersion } = campaign
  const proposed = await house.db.transaction((tx) =>
    propose(tx, actor, {
      action: needs,
      subject: { kind: 'campaign', id: slug },
      reach: { campaign: slug },
      payload: { slug, version, routingVersion },
      note,
    }),
  )
  return proposed.ok ? redirect(`${here}?done=proposed`, 303) : refuse(proposed.reason)
}

/** Why it is too early to ask a second person; null when it is not. */
function unready(campaign: Campaign, action: 'campaign.open' | 'campaign.settle'): string | null {
  if (action === 'campaign.settle') return campaign.state === 'closed' ? null : 'not-closed'
  return campaign.state === 'draft' ? (missingToOpen(campaign)[0] ?? null) : 'not-a-draft'
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data && textOf(args.data.campaign, args.data.locale).name, unlisted: true })

export default function DeskCampaign() {
  const { locale, campaign, missing, totals, proposals, may, done } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('editing')
  const here = pathIn(locale, `/desk/campaigns/${campaign.slug}`)
  const text = textOf(campaign, locale)
  const { state } = campaign
  const waitsFor = (name: string) => proposals.some((p) => p.action === name)
  const ways = [
    may.change && { to: `${here}/edit`, label: t('overview.edit') },
    may.change &&
      (state === 'draft' || state === 'open') && { to: `${here}/routing`, label: t('overview.routing') },
    { to: `${here}/preview`, label: t('overview.preview') },
    { to: `${here}/history`, label: t('overview.history') },
    may.monitor && state !== 'draft' && { to: `${here}/monitoring`, label: t('overview.monitoring') },
    may.walk && campaign.eventOn !== null && { to: `${here}/board`, label: t('overview.board') },
    may.cover && state !== 'draft' && { to: `${here}/coverage`, label: t('overview.coverage') },
    may.pledges && { to: `${here}/pledges`, label: t('overview.pledges') },
    may.matching && { to: `${here}/matching`, label: t('overview.matching') },
    may.sponsors && { to: `${here}/sponsors`, label: t('overview.sponsors') },
    may.market && { to: `${here}/market`, label: t('overview.market') },
    may.walkers && state !== 'draft' && { to: `${here}/pages`, label: t('overview.pages') },
    may.walkers && state !== 'draft' && { to: `${here}/walkers`, label: t('overview.walkers') },
    may.walkers && state !== 'draft' && { to: `${here}/units`, label: t('overview.units') },
    may.walk && { to: `${here}/walk`, label: t('overview.walk') },
    may.gifts &&
      state !== 'draft' && {
        to: `${pathIn(locale, '/desk/gifts')}?campaign=${campaign.slug}`,
        label: t('overview.gifts'),
      },
  ].filter((way) => !!way)
  /** What a panel's form says of its own refusal, with the note that was typed. */
  const typed = (intent: string) => ({
    error: refused?.intent === intent ? t(`error.${refused.reason}` as 'error.empty') : undefined,
    note: refused?.note,
  })
  return (
    <div className="max-w-4xl space-y-6">
      <DeskHeading
        title={text.name}
        lead={t('campaigns.editionOf', {
          series: inLocale(locale, campaign.series),
          edition: campaign.edition,
        })}
        back={{ to: pathIn(locale, '/desk/campaigns'), label: t('campaigns.title') }}
        aside={<StateTag state={state} />}
      />
      {done && !refused && (
        <Notice kind="done" live>
          {t(`done.${done}`)}
        </Notice>
      )}
      <nav aria-label={t('overview.ways')}>
        <ul className="grid grid-cols-2 gap-2 sm:grid-cols-3">
          {ways.map((way) => (
            <li key={way.to}>
              <Link
                to={way.to}
                className="flex h-full min-h-11 items-center rounded-paper border border-edge bg-raised px-4 py-2 font-semibold hover:border-ink hover:bg-sunk"
              >
                {way.label}
              </Link>
            </li>
          ))}
          {/* Full loads: these pages bring their own texts. */}
          {state !== 'draft' &&
            (['campaigns', 'screen'] as const).map((page) => (
              <li key={page}>
                <a
                  href={pathIn(locale, `/${page}/${campaign.slug}`)}
                  className="flex h-full min-h-11 items-center rounded-paper border border-edge bg-raised px-4 py-2 font-semibold hover:border-ink hover:bg-sunk"
                >
                  {page === 'screen' ? t('overview.screen') : t('overview.public')}
                </a>
              </li>
            ))}
        </ul>
      </nav>

      <WaitingProposals locale={locale} proposals={proposals} />
      {state === 'draft' && !waitsFor('campaign.open') && (
        <OpeningPanel
          here={here}
          missing={missing}
          mayChange={may.change}
          mayOpen={may.open}
          {...typed('propose-open')}
        />
      )}
      {totals && (
        <Panel id="totals" title={t('overview.totals')}>
          <dl className="grid gap-4 sm:grid-cols-3">
            <Figure term={t('campaigns.confirmed')} fen={totals.confirmedFen} />
            <Figure term={t('campaigns.pending')} fen={totals.pendingFen} />
            {campaign.goalFen !== null && <Figure term={t('field.goalFen')} fen={campaign.goalFen} />}
          </dl>
          <ExportLinks to={`${here}/ledger`} label={t('overview.exportLedger')} />
        </Panel>
      )}
      <CampaignFacts campaign={campaign} locale={locale} />

      {state === 'open' && may.close && <ClosingPanel {...typed('close')} />}
      {state === 'closed' && may.settle && !waitsFor('campaign.settle') && (
        <SettlingPanel {...typed('propose-settle')} />
      )}
    </div>
  )
}

function Figure({ term, fen }: { term: string; fen: string | bigint }) {
  return (
    <div>
      <dt className="text-sm text-soft">{term}</dt>
      <dd className="text-xl font-semibold">
        <Money fen={fen} />
      </dd>
    </div>
  )
}
