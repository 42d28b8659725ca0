import type { LoaderFunctionArgs } from '@remix-run/node'
import { Outlet, useLoaderData, useLocation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { countWaiting, type Waiting } from '~/giving/count-waiting.server'
import type { Action } from '~/identity/actions'
import { canSomewhere } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { localeOfPath } from '~/platform/i18n'
import { countWaitingPlans } from '~/stewardship/plans/list-plans.server'
import { DeskShell } from '~/ui/desk/desk-shell'

/** What the desk offers, by what it is for; each place only to those who may see it. */
const places = [
  { path: '/desk', name: 'today', group: 'work', action: 'desk.see' },
  { path: '/desk/proposals', name: 'proposals', group: 'work', action: 'proposal.see' },
  { path: '/desk/messages', name: 'messages', group: 'work', action: 'message.see' },
  { path: '/desk/holds', name: 'holds', group: 'work', action: 'hold.see' },
  { path: '/desk/suspicions', name: 'suspicions', group: 'work', action: 'suspicion.see' },
  { path: '/desk/campaigns', name: 'campaigns', group: 'raising', action: 'campaign.see' },
  { path: '/desk/series', name: 'series', group: 'raising', action: 'campaign.see' },
  { path: '/desk/funds', name: 'funds', group: 'raising', action: 'fund.see' },
  { path: '/desk/passes', name: 'passes', group: 'raising', action: 'pass.see' },
  { path: '/desk/gifts', name: 'gifts', group: 'money', action: 'gift.see' },
  { path: '/desk/monthly', name: 'monthly', group: 'money', action: 'monthly.see' },
  { path: '/desk/offline', name: 'offline', group: 'money', action: 'offline.see' },
  { path: '/desk/goods', name: 'goods', group: 'money', action: 'goods.see' },
  { path: '/desk/bank', name: 'bank', group: 'money', action: 'bank.see' },
  { path: '/desk/reconciliation', name: 'reconciliation', group: 'money', action: 'reconciliation.see' },
  { path: '/desk/period', name: 'period', group: 'money', action: 'period.see' },
  { path: '/desk/projects', name: 'projects', group: 'spending', action: 'project.see' },
  { path: '/desk/assistance', name: 'assistance', group: 'spending', action: 'assistance.see' },
  { path: '/desk/plans', name: 'plans', group: 'spending', action: 'plan.see' },
  { path: '/desk/disclosures', name: 'disclosures', group: 'spending', action: 'disclosure.see' },
  {
    path: '/desk/disclosures/import',
    name: 'oldDisclosures',
    group: 'spending',
    action: 'disclosure.import',
  },
  { path: '/desk/tickets', name: 'tickets', group: 'donors', action: 'ticket.see' },
  { path: '/desk/statements', name: 'statements', group: 'donors', action: 'statement.send' },
  { path: '/desk/thanks', name: 'thanks', group: 'donors', action: 'thanks.send' },
  { path: '/desk/people', name: 'people', group: 'house', action: 'person.see' },
  { path: '/desk/trail', name: 'trail', group: 'house', action: 'act.see' },
  { path: '/desk/health', name: 'health', group: 'house', action: 'health.see' },
] as const satisfies {
  path: string
  name: string
  group: string
  action: Action
}[]

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'desk.see', 'somewhere')
  return {
    locale: localeOfPath(new URL(request.url).pathname),
    name: actor.name,
    demo: house.config.SHANXING_DEMO,
    waiting: await countWaiting(house.db, actor),
    plans: await countWaitingPlans(house.db, actor),
    open: places.filter((place) => canSomewhere(actor, place.action)).map((place) => place.path as string),
  }
}

/** How much waits behind a place; by path, because not every place has something that waits. */
function waitingAt(
  path: string,
  { messages, holds, proposals, alerts, suspicions, offline }: Waiting,
  plans: number,
): number | undefined {
  const counts: Record<string, number> = {
    '/desk/messages': messages,
    '/desk/holds': holds,
    '/desk/proposals': proposals,
    '/desk/health': alerts,
    '/desk/suspicions': suspicions,
    '/desk/offline': offline,
    '/desk/plans': plans,
  }
  return counts[path]
}

export const handle = { shell: 'bare' }

export default function Desk() {
  const { locale, name, demo, open, waiting, plans } = useLoaderData<typeof loader>()
  const { t } = useTranslation('desk')
  const shown = places.filter((place) => open.includes(place.path))
  return (
    <DeskShell
      locale={locale}
      pathname={useLocation().pathname}
      name={name}
      demo={demo}
      places={shown.map((place) => ({
        path: place.path,
        label: t(`place.${place.name}`),
        group: t(`group.${place.group}`),
        waiting: waitingAt(place.path, waiting, plans),
      }))}
    >
      <Outlet />
    </DeskShell>
  )
}
