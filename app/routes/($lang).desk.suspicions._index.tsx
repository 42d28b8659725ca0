import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { nameCampaigns } from '~/campaigns/name-campaigns.server'
import { decideSuspicion } from '~/giving/decide-suspicion.server'
import { listSuspicions } from '~/giving/list-suspicions.server'
import { verdicts } from '~/giving/suspicion'
import { SuspicionCard } from '~/giving/suspicion-card'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { isUuid } from '~/platform/is-uuid'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { EmptyState } from '~/ui/empty-state'
import { LinkButton } from '~/ui/link-button'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'suspicion.see')
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const view = searchParams.get('view') === 'decided' ? ('decided' as const) : ('open' as const)
  const [, ms, id] = /^(\d{1,15})_(.+)$/.exec(searchParams.get('after') ?? '') ?? []
  const after = ms && id && isUuid(id) ? { foundAt: new Date(Number(ms)), id } : undefined
  const [{ rows, next }, campaigns] = await Promise.all([
    listSuspicions(house.db, { view, after }),
    nameCampaigns(house.db, '*'),
  ])
  const names = new Map(campaigns.map((c) => [c.slug, inLocale(locale, c)]))
  const done = verdicts.find((verdict) => verdict === searchParams.get('done')) ?? null
  return {
    ...{ locale, view, done, first: !after },
    title: textsIn(locale, 'suspicions')('title'),
    suspicions: rows.map((row) => ({
      ...row,
      campaignName: row.campaign && (names.get(row.campaign) ?? null),
    })),
    next: next && `${next.foundAt.getTime()}_${next.id}`,
    mayDecide: can(by, 'suspicion.decide'),
  }
}

export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'suspicion.see')
  const form = await request.formData()
  const url = new URL(request.url)
  const text = (name: string) => String(form.get(name) ?? '')
  const verdict = verdicts.find((known) => known === text('verdict'))
  if (!verdict) throw new Response(null, { status: 400 })
  const [id, reason, watch] = [text('id'), text('reason'), form.get('watch') === 'yes']
  const decided = await decideSuspicion(house.db, by, {
    ...{ id, verdict, reason, seen: Number(text('seen')) },
    consequence: watch ? 'watch' : 'none',
  })
  const view = url.searchParams.get('view') === 'decided' ? 'view=decided&' : ''
  if (decided.ok)
    return redirect(`${pathIn(localeOfPath(url.pathname), '/desk/suspicions')}?${view}done=${verdict}`, 303)
  if (decided.reason === 'not-allowed' || decided.reason === 'unknown')
    throw new Response(null, { status: 404 })
  const status = decided.reason === 'decided-meanwhile' ? 409 : 422
  return data({ id, refused: decided.reason as string, reason, watch }, { status })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function SuspicionsPage() {
  const { locale, title, view, done, suspicions, next, first, mayDecide } = useLoaderData<typeof loader>()
  const refusal = useActionData<typeof action>() ?? null
  const { t } = useTranslation('suspicions')
  const here = pathIn(locale, '/desk/suspicions')
  const query = view === 'decided' ? 'view=decided' : ''
  const orphan = refusal && !suspicions.some((s) => s.id === refusal.id)
  return (
    <div className="space-y-6">
      <DeskHeading
        title={title}
        lead={<span className="block max-w-prose">{t('lead')}</span>}
        aside={
          <LinkButton variant="secondary" to={view === 'open' ? `${here}?view=decided` : here}>
            {t(view === 'open' ? 'toDecided' : 'toOpen')}
          </LinkButton>
        }
      />
      {done && !refusal && <Notice kind="done" live title={t(`done.${done}`)} />}
      {orphan && <Notice kind="attention" live title={t('refused.decided-meanwhile')} />}
      {suspicions.length === 0 && (
        <EmptyState title={t(view === 'open' ? 'none' : 'noneDecided')}>{t('noneHint')}</EmptyState>
      )}
      {suspicions.map((suspicion) => (
        <SuspicionCard
          key={`${suspicion.id} ${suspicion.decisions}`}
          suspicion={suspicion}
          locale={locale}
          campaign={suspicion.campaignName}
          mayDecide={mayDecide}
          refusal={refusal?.id === suspicion.id ? refusal : null}
        />
      ))}
      <Pager
        label={title}
        previous={first ? undefined : { to: `${here}?${query}`, label: t('first') }}
        next={next ? { to: `${here}?${query}&after=${next}`, label: t('next') } : undefined}
      />
      {suspicions.length > 0 && <ExportLinks to={`${here}/export`} query={query} />}
    </div>
  )
}
