import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { textOf } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { FlagItem } from '~/live/board/flag-item'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { decideFlag } from '~/walks/decide-flag.server'
import { findWalkPlan } from '~/walks/find-walk-plan.server'
import { flagDecisions, flagReasons } from '~/walks/flag'
import { type FlagKey, listFlags } from '~/walks/list-flags.server'

const views = ['waiting', 'decided'] as const

/** `instant_card_place_reason`, as written by `textOfKey`; anything else is the first page. */
function readKey(text: string | null): FlagKey | undefined {
  const match = /^(\d{1,15})_([0-9A-Z]{16})_([a-z0-9-]{1,32})_([a-z-]{1,32})$/.exec(text ?? '')
  return match
    ? { raisedAt: Number(match[1]), card: match[2]!, place: match[3]!, reason: match[4]! }
    : undefined
}
const textOfKey = ({ raisedAt, card, place, reason }: FlagKey) => `${raisedAt}_${card}_${place}_${reason}`

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  const actor = await enter(house.identity, { request, address }, 'walk.see', { campaign: slug })
  const [campaign, plan] = await Promise.all([findCampaign(house.db, slug), findWalkPlan(house.db, slug)])
  if (!campaign || !plan) throw new Response(null, { status: 404 })
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const view = views.find((v) => v === searchParams.get('view')) ?? 'waiting'
  const after = readKey(searchParams.get('after'))
  const { flags, next } = await listFlags(house.db, slug, { view, after })
  const { name } = textOf(campaign, locale)
  return {
    ...{ locale, slug, name, view, flags },
    title: textsIn(locale, 'board')('flags.title'),
    names: Object.fromEntries(
      [...plan.places, ...plan.levels].map(({ key, nameZh, nameEn }) => [
        key,
        locale === 'en' ? nameEn : nameZh,
      ]),
    ),
    mayDecide: can(actor, 'walk.change', { campaign: slug }),
    next: next && textOfKey(next),
    first: !after,
  }
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const campaign = params.slug!
  const by = await enter(house.identity, { request, address }, 'walk.change', { campaign })
  const form = await request.formData()
  const [card, place] = [String(form.get('card')), String(form.get('place'))]
  const reason = flagReasons.find((r) => r === form.get('reason'))
  const intent = form.get('intent')
  const decision = flagDecisions.find((d) => d === intent) ?? null
  if (!reason || (decision === null && intent !== 'waiting')) throw new Response(null, { status: 400 })
  const seen = flagDecisions.find((d) => d === form.get('seen')) ?? null
  const done = await decideFlag(house.db, by, { campaign, card, place, reason, decision, seen })
  if (done.ok) return { done: decision ?? ('waiting' as const) }
  if (done.reason === 'not-allowed') throw new Response(null, { status: 404 })
  return data({ refused: done.reason, by: done.by ?? '' }, { status: 409 })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function FlagsPage() {
  const { locale, slug, name, view, flags, names, mayDecide, next, first } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('board')
  const campaign = pathIn(locale, `/desk/campaigns/${slug}`)
  const here = `${campaign}/flags`
  return (
    <div className="max-w-4xl space-y-5">
      <DeskHeading
        title={t('flags.title')}
        lead={name}
        back={{ to: `${campaign}/board`, label: t('title') }}
      />
      <p className="max-w-prose text-soft">{t('flags.lead')}</p>
      <nav aria-label={t('flags.views')} className="flex flex-wrap gap-2">
        {views.map((v) => (
          <Link
            key={v}
            to={`${here}?view=${v}`}
            aria-current={v === view ? 'page' : undefined}
            className="inline-flex min-h-11 items-center rounded-paper border border-edge px-4 font-semibold hover:border-ink aria-[current=page]:border-ink aria-[current=page]:bg-sunk"
          >
            {t(`flags.view.${v}`)}
          </Link>
        ))}
      </nav>
      {answer && (
        <Notice kind={'done' in answer ? 'done' : 'attention'} live>
          {'done' in answer
            ? t(`flags.done.${answer.done}`)
            : t(`flags.refused.${answer.refused}`, { name: answer.by })}
        </Notice>
      )}
      {flags.length === 0 ? (
        <EmptyState title={t(`flags.empty.${view}`)}>{t(`flags.emptyHint.${view}`)}</EmptyState>
      ) : (
        <ul className="space-y-4">
          {flags.map((flag) => (
            <FlagItem
              key={`${flag.card} ${flag.place} ${flag.reason}`}
              {...{ locale, flag, names, mayDecide }}
            />
          ))}
        </ul>
      )}
      {flags.length > 0 && <ExportLinks to={`${here}/export`} query={{ view }} />}
      <Pager
        label={t('flags.title')}
        previous={first ? undefined : { to: `${here}?view=${view}`, label: t('flags.first') }}
        next={next ? { to: `${here}?view=${view}&after=${next}`, label: t('flags.next') } : undefined}
      />
    </div>
  )
}
