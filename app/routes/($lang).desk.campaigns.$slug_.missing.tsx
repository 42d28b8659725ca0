import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { textOf } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { MissingTable } from '~/live/board/missing-table'
import { formatCount, formatInstant } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { EmptyState } from '~/ui/empty-state'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { Panel } from '~/ui/panel'
import { confirmBack } from '~/walks/confirm-back.server'
import { findWalkPlan } from '~/walks/find-walk-plan.server'
import { listMissing } from '~/walks/list-missing.server'
import { lookAtMissing } from '~/walks/look-at-missing.server'
import { type MissingKey, type MissingOf, readMissingKey, spellMissingKey } from '~/walks/missing'

const keptByNobody = { headers: { 'Cache-Control': 'private, no-store' } }
const askedOf = (request: Request): MissingOf & { after: MissingKey | null } => {
  const { searchParams } = new URL(request.url)
  const [unit, after] = [searchParams.get('unit'), readMissingKey(searchParams.get('after'))]
  if (unit !== null) return { of: 'unit', unit, after }
  return { of: searchParams.get('of') === 'poster' ? 'poster' : 'overdue', after }
}

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const campaign = params.slug!
  const actor = await enter(house.identity, { request, address }, 'walk.see', { campaign })
  const [found, plan] = await Promise.all([
    findCampaign(house.db, campaign),
    findWalkPlan(house.db, campaign),
  ])
  if (!found || !plan) throw new Response(null, { status: 404 })
  const locale = localeOfPath(new URL(request.url).pathname)
  const which = askedOf(request)
  const { next, ...page } = await listMissing(house.db, campaign, { ...which, now: house.now() })
  const here = pathIn(locale, `/desk/campaigns/${campaign}/missing`)
  const query: Record<string, string> =
    which.of === 'unit' ? { unit: which.unit } : which.of === 'poster' ? { of: 'poster' } : {}
  const first = which.of === 'overdue' ? here : `${here}?${new URLSearchParams(query)}`
  const { name } = textOf(found, locale)
  const t = textsIn(locale, 'board')
  return data(
    {
      ...{ locale, campaign, name, ...page },
      first: which.after && first,
      file: { to: `${here}/export`, query },
      next: next && `${first}${first === here ? '?' : '&'}after=${spellMissingKey(next)}`,
      title:
        which.of === 'unit'
          ? t('missing.unitTitle', { name: page.unit ?? '' })
          : t(`missing.${which.of}Title`),
      of: which.of,
      asOf: formatInstant(locale, house.now()),
      places: plan.places.map(({ key, nameZh, nameEn }) => ({ key, zh: nameZh, en: nameEn })),
      levels: plan.levels.map(({ key, nameZh, nameEn }) => ({ key, zh: nameZh, en: nameEn })),
      mayLook: can(actor, 'walker.look', { campaign }),
      mayConfirm: can(actor, 'walk.change', { campaign }),
    },
    keptByNobody,
  )
}

/** Confirms one who is back; or shows names and phones once, to whoever may see them: the trail says that somebody looked. */
export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const campaign = params.slug!
  const by = await enter(house.identity, { request, address }, 'walker.look', { campaign })
  const form = await request.formData().catch(() => null)
  if (form?.get('intent') === 'back') {
    const walkerId = String(form.get('walker') ?? '')
    const confirmed = await confirmBack(house.db, by, { campaign, walkerId, now: house.now() })
    if (!confirmed.ok) throw new Response(null, { status: confirmed.reason === 'not-at-finish' ? 409 : 404 })
    const { pathname, search } = new URL(request.url)
    return redirect(`${pathname}${search}`, { status: 303, ...keptByNobody })
  }
  const looked = await lookAtMissing(house.db, by, { campaign, now: house.now(), ...askedOf(request) })
  if (!looked.ok) throw new Response(null, { status: 404 })
  return data({ missing: looked.missing }, keptByNobody)
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function MissingPage() {
  const page = useLoaderData<typeof loader>()
  const looked = useActionData<typeof action>()
  const { t } = useTranslation('board')
  const pending = useNavigation().state !== 'idle'
  const board = pathIn(page.locale, `/desk/campaigns/${page.campaign}/board`)
  return (
    <div className="space-y-5">
      <DeskHeading title={page.title} lead={page.name} back={{ to: board, label: t('title') }} />
      {page.missing.length === 0 ? (
        <EmptyState title={t(`missing.empty.${page.of}`)}>{t('missing.noneHint')}</EmptyState>
      ) : (
        <Panel
          id="missing"
          title={t('missing.count', { count: page.all, n: formatCount(page.all) })}
          aside={<span className="text-sm text-soft">{t('missing.asOf', { time: page.asOf })}</span>}
        >
          {page.mayLook && !looked && (
            <Form method="post" className="mb-4">
              <Button variant="secondary" pending={pending} aria-describedby="look-hint">
                {t('missing.look')}
              </Button>
              <p id="look-hint" className="mt-1 text-sm text-soft">
                {t('missing.lookHint')}
              </p>
            </Form>
          )}
          <MissingTable {...page} missing={looked?.missing ?? page.missing} />
          <Pager
            label={page.title}
            previous={page.first ? { to: page.first, label: t('firstPage') } : undefined}
            next={page.next ? { to: page.next, label: t('nextPage') } : undefined}
          />
          {page.mayLook && <ExportLinks {...page.file} label={t('missing.export')} />}
        </Panel>
      )}
    </div>
  )
}
