import type { LoaderFunctionArgs } from '@remix-run/node'
import { Outlet, useLoaderData, useLocation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { countWaiting, type Waiting } from '~/giving/count-waiting.server'
import type { Action } from '~/identity/actions'
import { canSomewhere } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { localeOfPath } from '~/platform/i18n'
import { DeskShell } from '~/ui/desk/desk-shell'

/** The desk's places in the order of the day; each is shown to whoever may go there. */
const places = [
  { path: '/desk', name: 'today', action: 'desk.see' },
  { path: '/desk/campaigns', name: 'campaigns', action: 'campaign.see' },
  { path: '/desk/series', name: 'series', action: 'campaign.see' },
  { path: '/desk/funds', name: 'funds', action: 'fund.see' },
  { path: '/desk/proposals', name: 'proposals', action: 'proposal.see' },
  { path: '/desk/messages', name: 'messages', action: 'message.see' },
  { path: '/desk/holds', name: 'holds', action: 'hold.see' },
  { path: '/desk/suspicions', name: 'suspicions', action: 'suspicion.see' },
  { path: '/desk/health', name: 'health', action: 'health.see' },
  { path: '/desk/reconciliation', name: 'reconciliation', action: 'reconciliation.see' },
  { path: '/desk/period', name: 'period', action: 'period.see' },
  { path: '/desk/gifts', name: 'gifts', action: 'gift.see' },
  { path: '/desk/monthly', name: 'monthly', action: 'monthly.see' },
  { path: '/desk/offline', name: 'offline', action: 'offline.see' },
  { path: '/desk/goods', name: 'goods', action: 'goods.see' },
  { path: '/desk/bank', name: 'bank', action: 'bank.see' },
  { path: '/desk/tickets', name: 'tickets', action: 'ticket.see' },
  { path: '/desk/statements', name: 'statements', action: 'statement.send' },
  { path: '/desk/thanks', name: 'thanks', action: 'thanks.send' },
  { path: '/desk/passes', name: 'passes', action: 'pass.see' },
  { path: '/desk/people', name: 'people', action: 'person.see' },
  { path: '/desk/trail', name: 'trail', action: 'act.see' },
] as const satisfies {
  path: string
  name: string
  action: Action
}[]

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'desk.see', 'somewhere')
  return {
    locale: localeOfPath(new URL(request.url).pathname),
    name: actor.name,
    demo: house.config.SHANXING_DEMO,
    waiting: await countWaiting(house.db, actor),
    open: places.filter((place) => canSomewhere(actor, place.action)).map((place) => place.path as string),
  }
}

/** How much waits behind a place; by path, because not every place has something that waits. */
function waitingAt(
  path: string,
  { messages, holds, proposals, alerts, suspicions, offline }: Waiting,
): number | undefined {
  const counts: Record<string, number> = {
    '/desk/messages': messages,
    '/desk/holds': holds,
    '/desk/proposals': proposals,
    '/desk/health': alerts,
    '/desk/suspicions': suspicions,
    '/desk/offline': offline,
  }
  return counts[path]
}

export const handle = { shell: 'bare' }

export default function Desk() {
  const { locale, name, demo, open, waiting } = useLoaderData<typeof loader>()
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
        waiting: waitingAt(place.path, waiting),
      }))}
    >
      <Outlet />
    </DeskShell>
  )
}
