import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { textOf } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { EmptyState } from '~/ui/empty-state'
import { LinkButton } from '~/ui/link-button'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { backToWalk } from '~/walks/back-to-walk.server'
import { draftWalk } from '~/walks/draft-walk.server'
import { findWalk } from '~/walks/find-walk.server'
import { fieldsOfDraft, readSetUpFields, readSetUpForm } from '~/walks/set-up-form'
import { SetUpPanel } from '~/walks/set-up-panel'
import { setUpWalk } from '~/walks/set-up-walk.server'
import { WalkOverview } from '~/walks/walk-overview'

const deeds = ['setUp', 'saved', 'unchanged', 'added', 'removed', 'gone'] as const

/** A campaign's walk: as it is decided, or a draft to set it up from. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  const subject = { campaign: slug }
  const actor = await enter(house.identity, { request, address }, 'walk.see', subject)
  const campaign = await findCampaign(house.db, slug)
  if (!campaign) throw new Response(null, { status: 404 })
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const walk = await findWalk(house.db, slug)
  const { eventOn: day, levelsKm, state } = campaign
  const mayBegin = !walk && day !== null && state !== 'settled'
  return {
    ...{ locale, slug, walk, day, settled: state === 'settled' },
    title: textsIn(locale, 'organising')('title'),
    name: textOf(campaign, locale).name,
    draft: mayBegin ? draftWalk({ day, levelsKm, now: house.now() }) : null,
    mayChange: can(actor, 'walk.change', subject),
    mayEditCampaign: can(actor, 'campaign.change', subject),
    done: deeds.find((deed) => deed === searchParams.get('done')) ?? null,
  }
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const slug = params.slug!
  const by = await enter(house.identity, { request, address }, 'walk.change', { campaign: slug })
  const campaign = await findCampaign(house.db, slug)
  if (!campaign) throw new Response(null, { status: 404 })
  const fields = readSetUpFields(await request.formData())
  const refuse = (errors: Record<string, string>, status: number, reason?: string) =>
    data({ fields, errors, reason }, { status })
  const { eventOn: day, levelsKm } = campaign
  if (!day) return refuse({}, 409, 'no-event-day')
  const read = readSetUpForm(fields, draftWalk({ day, levelsKm, now: house.now() }))
  if (!read.ok) return refuse(read.errors, 422)
  const made = await setUpWalk(house.db, by, slug, read.input)
  if (!made.ok) return refuse({}, 409, made.reason)
  return backToWalk(request, slug, 'setUp')
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data && `${args.data.title} · ${args.data.name}`, unlisted: true })

export default function DeskWalk() {
  const { locale, slug, walk, day, settled, title, name, draft, mayChange, mayEditCampaign, done } =
    useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('organising')
  const campaign = pathIn(locale, `/desk/campaigns/${slug}`)
  const here = `${campaign}/walk`
  const why = settled ? 'settled' : day === null ? 'noDay' : 'noWalk'
  return (
    <div className="max-w-5xl space-y-6">
      <DeskHeading title={title} lead={walk ? t('lead') : undefined} back={{ to: campaign, label: name }} />
      {done && !refused && (
        <Notice kind={done === 'gone' ? 'refused' : 'done'} live>
          {t(`done.${done}`)}
        </Notice>
      )}
      {refused?.reason && (
        <Notice kind="refused" live>
          {t(`error.${refused.reason}` as 'error.walk-exists')}
        </Notice>
      )}
      {walk && <WalkOverview {...{ locale, here, walk, mayChange }} />}
      {!walk && draft && day && mayChange && (
        <SetUpPanel
          {...{ locale, day, draft, action: `${here}?index` }}
          fields={refused?.fields ?? fieldsOfDraft(draft)}
          errors={refused?.errors ?? {}}
        />
      )}
      {!walk && !(draft && mayChange) && (
        <EmptyState title={t(`empty.${why}`)}>
          <p>{t(`empty.${why}Hint`)}</p>
          {why === 'noDay' && mayEditCampaign && (
            <p className="mt-4">
              <LinkButton to={`${campaign}/edit#eventOn`}>{t('empty.setDay')}</LinkButton>
            </p>
          )}
        </EmptyState>
      )}
    </div>
  )
}
