import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatCount, shanghaiDay } from '~/platform/dates'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { Panel } from '~/ui/panel'
import { cancelWalkers } from '~/walks/cancel-walkers.server'
import { closeUnit } from '~/walks/close-unit.server'
import { eraseLeader } from '~/walks/erase-leader.server'
import { findRegistration } from '~/walks/find-registration.server'
import { findUnit, listMembers } from '~/walks/find-unit.server'
import { LeaderEnd } from '~/walks/leader-end'
import { MemberTable } from '~/walks/member-table'
import { takeUpLink } from '~/walks/take-up-link.server'
import { UnitDoors } from '~/walks/unit-doors'
import { UnitGone } from '~/walks/unit-gone'
import { walkerStates } from '~/walks/walker'

export { pageHeaders as headers } from '~/ui/page-headers'

/** The address is a key: no cache may keep the page. */
const unkept = { 'Cache-Control': 'private, no-store' }

/** A unit's page for its leader: the link for members, the list, who is registered. */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const find = () => findUnit(house.db, house.config, params.secret!)
  const unit = (await find()) ?? ((await takeUpLink(house.db, 'unit', params.secret!)) ? await find() : null)
  if (!unit) {
    const title = textsIn(locale, 'registration')('unit.waitsLink')
    return data({ locale, title, unit: null }, { status: 404, headers: unkept })
  }
  const after = /^\d{1,18}$/.test(searchParams.get('after') ?? '') ? BigInt(searchParams.get('after')!) : 0n
  const registration = await findRegistration(house.db, unit.campaign, house.now())
  const { members, next } = await listMembers(house.db, { unitId: unit.id, after })
  const { joinSecret, id: _id, ...shown } = unit
  return data(
    {
      locale,
      title: unit.name,
      unit: {
        ...shown,
        here: pathIn(locale, `/units/${params.secret}`),
        joinUrl: `${house.config.PUBLIC_URL}${pathIn(locale, `/join-unit/${joinSecret}`)}`,
        walk: registration && { zh: registration.nameZh, en: registration.nameEn },
        open: registration?.state === 'open',
        over:
          (registration && shanghaiDay(house.now()) > registration.day) ||
          walkerStates.every((state) => state === 'cancelled' || unit.counts[state] === 0),
        levels: registration?.levels ?? [],
        members: members.map(({ seq: _seq, ...member }) => member),
        next: next?.toString() ?? null,
        first: after === 0n,
      },
    },
    { headers: unkept },
  )
}

export async function action({ request, params, context: { house } }: ActionFunctionArgs) {
  const form = await request.formData().catch(() => null)
  if (!form) throw new Response(null, { status: 400 })
  const { pathname } = new URL(request.url)
  const [secret, intent, now] = [params.secret!, form.get('intent') ?? 'cancel', house.now()]
  const away = (to: string) => redirect(to, { status: 303, headers: unkept })
  if (intent === 'close' || intent === 'open') {
    const turned = await closeUnit(house.db, { secret, closed: intent === 'close', now })
    if (!turned.ok) throw new Response(null, { status: 404 })
    return away(pathname)
  }
  if (intent === 'erase') {
    if (form.get('sure') !== 'yes') return data({ unsure: true }, { status: 422, headers: unkept })
    const erased = await eraseLeader(house.db, { secret, now })
    if (!erased.ok) throw new Response(null, { status: erased.reason === 'unknown' ? 404 : 409 })
    return away(pathIn(localeOfPath(pathname), '/'))
  }
  const cancelled = await cancelWalkers(house.db, {
    secret,
    walkers: [String(form.get('walker') ?? '')],
    now,
  })
  if (!cancelled.ok && cancelled.reason === 'unknown') throw new Response(null, { status: 404 })
  return away(`${pathname}?done=cancelled`)
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function UnitPage() {
  const { locale, title, unit } = useLoaderData<typeof loader>()
  const { t } = useTranslation('registration')
  const refused = useActionData<typeof action>()
  const [query] = useSearchParams()
  if (!unit) return <UnitGone title={title} />
  const imported = Number(/^\d{1,5}$/.exec(query.get('imported') ?? '')?.[0] ?? 0)
  return (
    <div className="page-text space-y-6">
      <header>
        <h1 className="font-serif text-3xl font-bold">{unit.name}</h1>
        <p className="mt-1 text-lg text-soft">{unit.walk && inLocale(locale, unit.walk)}</p>
        <p className="text-soft">{t('unit.keep')}</p>
      </header>
      {imported > 0 && (
        <Notice kind="done" live title={t('unit.imported', { count: imported, n: formatCount(imported) })} />
      )}
      {query.get('done') === 'cancelled' && <Notice kind="done" live title={t('unit.cancelled')} />}
      <UnitDoors here={unit.here} joinUrl={unit.joinUrl} open={unit.open} closed={unit.closed} />
      <Panel id="members" title={t('unit.members')} tone="plain">
        <dl className="mb-4 flex flex-wrap gap-x-8 gap-y-2">
          {walkerStates
            .filter((state) => state === 'registered' || unit.counts[state] > 0)
            .map((state) => (
              <div key={state}>
                <dt className="text-sm text-soft">{t(`state.${state}`)}</dt>
                <dd className="tabular text-2xl font-semibold">{formatCount(unit.counts[state])}</dd>
              </div>
            ))}
        </dl>
        {unit.members.length === 0 ? (
          <EmptyState title={t('unit.none')}>{t('unit.noneHint')}</EmptyState>
        ) : (
          <MemberTable locale={locale} members={unit.members} levels={unit.levels} />
        )}
        <Pager
          label={t('unit.members')}
          previous={unit.first ? undefined : { to: unit.here, label: t('unit.first') }}
          next={unit.next ? { to: `${unit.here}?after=${unit.next}`, label: t('unit.next') } : undefined}
        />
      </Panel>
      {unit.over && <LeaderEnd error={refused?.unsure ? t('party.notSure') : undefined} />}
    </div>
  )
}
