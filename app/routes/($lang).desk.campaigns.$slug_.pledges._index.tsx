import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { textOf } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { DeskPledgeForm } from '~/giving/desk-pledge-form'
import { DeskPledgeList, PledgeSearchForm } from '~/giving/desk-pledge-list'
import { enterPledge } from '~/giving/enter-pledge.server'
import { findPledgeSetting } from '~/giving/find-pledge-setting.server'
import { cursorOf, listPledges, readCursor } from '~/giving/list-pledges.server'
import { designationsOf } from '~/giving/name-designation.server'
import { readPledgeFilter } from '~/giving/pledge-filter'
import { emptyPledge, pledgeFieldsOf } from '~/giving/pledge-form'
import { readPledgeSums } from '~/giving/read-pledge-sums.server'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { formatCount, shanghaiDay } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { Disclosure } from '~/ui/disclosure'
import { EmptyState } from '~/ui/empty-state'
import { LinkButton } from '~/ui/link-button'
import { Money } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  const by = await enter(house.identity, { request, address }, 'pledge.see', { campaign: slug })
  const campaign = await findCampaign(house.db, slug)
  if (!campaign) throw new Response(null, { status: 404 })
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const filter = readPledgeFilter(searchParams)
  const after = readCursor(searchParams.get('after'))
  const setting = await findPledgeSetting(house.db, slug)
  const { rows, next } = await listPledges(house.db, slug, { filter, after, limit: 100 })
  searchParams.delete('after')
  const imported = /^\d{1,5}$/.exec(searchParams.get('imported') ?? '')?.[0]
  searchParams.delete('imported')
  return data(
    {
      ...{ locale, filter, setting, first: !after, next: next && cursorOf(next) },
      title: textsIn(locale, 'pledging')('title'),
      campaign: { name: textOf(campaign, locale).name, state: campaign.state },
      back: pathIn(locale, `/desk/campaigns/${slug}`),
      may: can(by, 'pledge.change', { campaign: slug }),
      sums: await readPledgeSums(house.db, slug),
      designations: setting ? await designationsOf(house.db, setting) : [],
      // Whom to call does not travel with the list.
      pledges: rows.map(
        ({ contactEmail: _m, contactPhone: _p, contactName: _n, note: _o, ...shown }) => shown,
      ),
      search: searchParams.toString(),
      fields: emptyPledge(randomUUID()),
      imported: imported ? Number(imported) : null,
    },
    { headers: unkept },
  )
}

/** Enters one by hand. */
export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const campaign = params.slug!
  const by = await enter(house.identity, { request, address }, 'pledge.change', { campaign })
  const { pathname } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const form = await request.formData().catch(() => null)
  if (!form) throw new Response(null, { status: 400 })
  const fields = pledgeFieldsOf(form)
  const today = shanghaiDay(house.now())
  const entered = await enterPledge(house.db, by, { fields, campaign, locale, today })
  if (entered.ok)
    return redirect(
      `${pathIn(locale, `/desk/campaigns/${campaign}/pledges`)}/${entered.id}?done=entered`,
      303,
    )
  if (entered.errors?.formId) fields.formId = randomUUID()
  const refusal = entered.reason === 'invalid' ? null : entered.reason
  return data(
    { fields, errors: entered.errors ?? {}, refusal },
    { status: refusal ? 409 : 422, headers: unkept },
  )
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function DeskPledgesPage() {
  const loaded = useLoaderData<typeof loader>()
  const { locale, title, campaign, back, may, setting, sums, pledges, search, next, first } = loaded
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('pledging')
  const here = `${back}/pledges`
  const withSearch = (more: string) => `${here}?${[search, more].filter(Boolean).join('&')}`
  const settings = (
    <LinkButton variant="secondary" to={`${here}/settings`}>
      {setting ? t('ways.settings') : t('setUp')}
    </LinkButton>
  )
  const heading = { title, lead: t('lead'), back: { to: back, label: campaign.name } }
  if (!setting)
    return (
      <div className="space-y-6">
        <DeskHeading {...heading} />
        <EmptyState title={t('notSetUp')} action={may ? settings : undefined}>
          {t('notSetUpHint')}
        </EmptyState>
      </div>
    )
  const stands = campaign.state === 'open' || campaign.state === 'closed'
  return (
    <div className="space-y-6">
      <DeskHeading
        {...heading}
        aside={
          may && (
            <>
              {stands && (
                <LinkButton variant="secondary" to={`${here}/import`}>
                  {t('ways.import')}
                </LinkButton>
              )}
              {settings}
            </>
          )
        }
      />
      {loaded.imported !== null && (
        <Notice
          kind="done"
          live
          title={t('done.imported', { count: loaded.imported, n: formatCount(loaded.imported) })}
        />
      )}
      {!setting.takesPledges && <Notice title={t('off')} />}
      {refused?.refusal && <Notice kind="refused" live title={t(`refused.${refused.refusal}`)} />}
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        <Sum term={t('sum.units')}>{formatCount(sums.units)}</Sum>
        <Sum term={t('sum.pledged')}>
          <Money fen={sums.pledgedFen} />
        </Sum>
        <Sum term={t('sum.arrived')}>
          <Money fen={sums.arrivedFen} />
        </Sum>
      </dl>
      <p className="text-soft">{t('ways.bank')}</p>
      {may && stands && (
        <Disclosure open={refused ? true : undefined} summary={t('form.title')}>
          <DeskPledgeForm
            locale={locale}
            here={`${here}?index`}
            fields={refused?.fields ?? loaded.fields}
            errors={refused?.errors ?? {}}
            designations={loaded.designations}
            send={t('form.send')}
          />
        </Disclosure>
      )}
      <PledgeSearchForm locale={locale} here={here} filter={loaded.filter} regions={setting.regions} />
      {pledges.length === 0 ? (
        <EmptyState title={t('list.none')}>{t('list.noneHint')}</EmptyState>
      ) : (
        <DeskPledgeList locale={locale} here={here} pledges={pledges} designations={loaded.designations} />
      )}
      <Pager
        label={t('list.caption')}
        previous={first ? undefined : { to: withSearch(''), label: t('list.first') }}
        next={next ? { to: withSearch(`after=${next}`), label: t('list.next') } : undefined}
      />
      {pledges.length > 0 && <ExportLinks to={`${here}/export`} query={search} label={t('list.export')} />}
    </div>
  )
}

const Sum = ({ term, children }: { term: string; children: React.ReactNode }) => (
  <div>
    <dt className="text-sm text-soft">{term}</dt>
    <dd className="tabular text-xl font-semibold">{children}</dd>
  </div>
)
