import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { textOf } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { changePledge } from '~/giving/change-pledge.server'
import { findPledgeBySecret } from '~/giving/find-pledge.server'
import { findPledgeSetting } from '~/giving/find-pledge-setting.server'
import { designationsOf, nameDesignation } from '~/giving/name-designation.server'
import { isFree } from '~/giving/pledge'
import { PledgeFieldset } from '~/giving/pledge-fields'
import { fieldsOfPledge, type PledgeErrors, type PledgeFields, pledgeFieldsOf } from '~/giving/pledge-form'
import { PledgeView } from '~/giving/pledge-view'
import { withdrawPledge } from '~/giving/withdraw-pledge.server'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { CheckboxField } from '~/ui/checkbox-field'
import { Disclosure } from '~/ui/disclosure'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'

export { pageHeaders as headers } from '~/ui/page-headers'

/** The address is a key: no cache may keep the page. */
const unkept = { 'Cache-Control': 'private, no-store' }
const deeds = ['made', 'again', 'saved', 'unchanged'] as const

export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const t = textsIn(locale, 'pledges')
  const pledge = await findPledgeBySecret(house.db, params.secret!)
  const campaign = pledge && (await findCampaign(house.db, pledge.campaign))
  const setting = pledge && (await findPledgeSetting(house.db, pledge.campaign))
  if (!pledge || !campaign || !setting)
    return data({ locale, title: t('page.gone'), found: null }, { status: 404, headers: unkept })
  const { accountName, bankName, accountNumber } = setting
  const found = {
    ...{ pledge, free: isFree(pledge), accountName, bankName, accountNumber },
    campaign: { to: pathIn(locale, `/campaigns/${campaign.slug}`), name: textOf(campaign, locale).name },
    here: pathIn(locale, `/pledges/${params.secret}`),
    designation: await nameDesignation(house.db, pledge, setting, locale),
    designations: await designationsOf(house.db, setting),
    done: deeds.find((deed) => deed === searchParams.get('done')) ?? null,
  }
  return data({ locale, title: t('page.title', { unit: pledge.unitName }), found }, { headers: unkept })
}

export async function action({ request, params, context: { house } }: ActionFunctionArgs) {
  const { pathname } = new URL(request.url)
  const form = await request.formData().catch(() => null)
  if (!form) throw new Response(null, { status: 400 })
  const hand = { secret: params.secret! }
  const told = (refusal: string | null, status: number, fields?: PledgeFields, errors: PledgeErrors = {}) =>
    data({ refusal, fields, errors }, { status, headers: unkept })
  const done = (deed: string) => redirect(`${pathname}?done=${deed}`, { status: 303, headers: unkept })
  if (form.get('intent') === 'withdraw') {
    if (form.get('sure') !== 'yes') return told('not-sure', 422)
    const withdrawn = await withdrawPledge(house.db, hand, String(form.get('why') ?? ''))
    if (withdrawn.ok || withdrawn.reason === 'withdrawn') return done('withdrawn')
    if (withdrawn.reason === 'unknown') throw new Response(null, { status: 404 })
    return told('arrived', 409)
  }
  const fields = pledgeFieldsOf(form)
  const version = Number(form.get('version'))
  const changed = await changePledge(house.db, hand, { fields, version })
  if (changed.ok) return done(changed.changed ? 'saved' : 'unchanged')
  if (changed.reason === 'unknown') throw new Response(null, { status: 404 })
  if (changed.reason === 'invalid') return told(null, 422, fields, changed.errors)
  return told(changed.reason, 409, fields)
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function OwnPledgePage() {
  const { locale, title, found } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('pledges')
  if (!found)
    return (
      <div className="page-text">
        <Notice kind="refused" title={title}>
          {t('page.goneText')}
        </Notice>
      </div>
    )
  const { pledge, free, done } = found
  const refusal = refused?.refusal
  return (
    <div className="page-text max-w-2xl space-y-6">
      {done && !refused && (
        <Notice
          kind={done === 'unchanged' || done === 'again' ? 'info' : 'done'}
          live
          title={t(`page.${done}`)}
        >
          {done === 'made' && t('page.madeText', { email: pledge.contactEmail })}
        </Notice>
      )}
      {refusal && (
        <Notice
          kind="refused"
          live
          title={refusal === 'not-sure' ? t('page.notSure') : t(`refused.${refusal}` as 'refused.arrived')}
        />
      )}
      <PledgeView locale={locale} title={title} {...found} />
      {(free || refused) && (
        <>
          <Disclosure open={refused?.fields ? true : undefined} summary={t('page.change')}>
            <Form
              method="post"
              action={`${found.here}?index`}
              reloadDocument
              noValidate
              className="space-y-5 pt-2"
            >
              <input type="hidden" name="version" value={pledge.version} />
              <PledgeFieldset
                locale={locale}
                fields={refused?.fields ?? fieldsOfPledge(pledge)}
                errors={refused?.errors ?? {}}
                designations={found.designations}
              />
              <Button>{t('page.save')}</Button>
            </Form>
          </Disclosure>
          <Disclosure open={refusal === 'not-sure' ? true : undefined} summary={t('page.withdraw')}>
            <Form method="post" action={`${found.here}?index`} reloadDocument className="space-y-3 pt-2">
              <input type="hidden" name="intent" value="withdraw" />
              <p className="text-soft">{t('page.withdrawText')}</p>
              <CheckboxField name="sure" value="yes" label={t('page.sure')} />
              <Button variant="secondary">{t('page.withdraw')}</Button>
            </Form>
          </Disclosure>
        </>
      )}
    </div>
  )
}
