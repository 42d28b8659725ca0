import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { changePledge } from '~/giving/change-pledge.server'
import { DeskPledgeFacts, RemindPanel, WithdrawPanel } from '~/giving/desk-pledge'
import { DeskPledgeForm } from '~/giving/desk-pledge-form'
import { findPledge } from '~/giving/find-pledge.server'
import { findPledgeSetting } from '~/giving/find-pledge-setting.server'
import { listArrivals } from '~/giving/list-arrivals.server'
import { designationsOf, nameDesignation } from '~/giving/name-designation.server'
import { fieldsOfPledge, type PledgeErrors, type PledgeFields, pledgeFieldsOf } from '~/giving/pledge-form'
import { remindPledge } from '~/giving/remind-pledge.server'
import { withdrawPledge } from '~/giving/withdraw-pledge.server'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }
const deeds = ['entered', 'saved', 'unchanged', 'withdrawn', 'reminded'] as const

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const campaign = params.slug!
  const by = await enter(house.identity, { request, address }, 'pledge.see', { campaign })
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const pledge = await findPledge(house.db, params.id!)
  if (pledge?.campaign !== campaign) throw new Response(null, { status: 404 })
  const setting = await findPledgeSetting(house.db, campaign)
  const may = can(by, 'pledge.change', { campaign })
  return data(
    {
      ...{ locale, may },
      mayGifts: can(by, 'gift.see', { campaign }),
      // Whom to call is for those who may change it.
      pledge: may ? pledge : { ...pledge, contactName: '', contactEmail: '', contactPhone: '', note: '' },
      arrivals: await listArrivals(house.db, pledge.id),
      designation: await nameDesignation(house.db, pledge, setting, locale),
      designations: setting ? await designationsOf(house.db, setting) : [],
      back: pathIn(locale, `/desk/campaigns/${campaign}/pledges`),
      listTitle: textsIn(locale, 'pledging')('one.back'),
      done: deeds.find((deed) => deed === searchParams.get('done')) ?? null,
    },
    { headers: unkept },
  )
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const campaign = params.slug!
  const by = await enter(house.identity, { request, address }, 'pledge.change', { campaign })
  const form = await request.formData().catch(() => null)
  if (!form) throw new Response(null, { status: 400 })
  const id = params.id!
  const hand = { by, id, campaign }
  const { pathname } = new URL(request.url)
  const done = (deed: (typeof deeds)[number]) => redirect(`${pathname}?done=${deed}`, { status: 303 })
  const refuse = (reason: string, status = 409, fields?: PledgeFields, errors: PledgeErrors = {}) => {
    if (reason === 'unknown') throw new Response(null, { status: 404 })
    return data({ reason, why: String(form.get('why') ?? ''), fields, errors }, { status, headers: unkept })
  }
  switch (form.get('intent')) {
    case 'withdraw': {
      const withdrawn = await withdrawPledge(house.db, hand, String(form.get('why') ?? ''))
      return withdrawn.ok
        ? done('withdrawn')
        : refuse(withdrawn.reason, withdrawn.reason === 'no-reason' ? 422 : 409)
    }
    case 'remind': {
      const reminded = await remindPledge(house.db, by, { id, campaign, now: house.now() })
      return reminded.ok ? done('reminded') : refuse(reminded.reason)
    }
    default: {
      const fields = pledgeFieldsOf(form)
      const changed = await changePledge(house.db, hand, { fields, version: Number(form.get('version')) })
      if (changed.ok) return done(changed.changed ? 'saved' : 'unchanged')
      if (changed.reason === 'invalid') return refuse('', 422, fields, changed.errors)
      return refuse(changed.reason, 409, fields)
    }
  }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: args.data && `${args.data.pledge.unitName} · ${args.data.listTitle}`,
    unlisted: true,
  })

export default function DeskPledgePage() {
  const loaded = useLoaderData<typeof loader>()
  const { locale, pledge, back, may, done } = loaded
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('pledging')
  const here = `${back}/${pledge.id}`
  return (
    <div className="max-w-4xl space-y-6">
      <DeskHeading title={pledge.unitName} back={{ to: back, label: t('one.back') }} />
      {done && !refused && (
        <Notice kind="done" live>
          {t(`done.${done}`)}
        </Notice>
      )}
      {refused?.reason && (
        <Notice kind="refused" live title={t(`refused.${refused.reason}` as 'refused.arrived')} />
      )}
      <DeskPledgeFacts {...loaded} />
      {may && pledge.state !== 'withdrawn' && (
        <Panel id="change" title={t('one.change')} tone="plain">
          <DeskPledgeForm
            key={pledge.version}
            locale={locale}
            here={here}
            fields={refused?.fields ?? fieldsOfPledge(pledge)}
            errors={refused?.errors ?? {}}
            designations={loaded.designations}
            send={t('one.save')}
            version={pledge.version}
          />
        </Panel>
      )}
      {may && pledge.state === 'open' && pledge.contactEmail !== '' && (
        <RemindPanel locale={locale} here={here} pledge={pledge} />
      )}
      {may && pledge.state === 'open' && <WithdrawPanel here={here} why={refused?.why ?? ''} />}
    </div>
  )
}
