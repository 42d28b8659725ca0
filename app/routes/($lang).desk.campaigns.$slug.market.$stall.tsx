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
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { listFundChoices } from '~/ledger/list-fund-choices.server'
import { countCash } from '~/market/count-cash.server'
import { readCounted, readCountFields } from '~/market/count-form'
import { CountList } from '~/market/count-list'
import { DeskCountForm } from '~/market/desk-count-form'
import { DeviceList } from '~/market/device-list'
import { editStall } from '~/market/edit-stall.server'
import { endStallDevice } from '~/market/end-stall-device.server'
import { findStall } from '~/market/find-stall.server'
import { listCounts } from '~/market/list-counts.server'
import { listNewestReceipts, listReceipts } from '~/market/list-receipts.server'
import { heldBy, listStallDevices } from '~/market/list-stall-devices.server'
import { ReceiptTable } from '~/market/receipt-table'
import type { StallAnswer } from '~/market/stall-answer'
import { StallForm } from '~/market/stall-fields'
import { fieldsOfStall, readStallFields, readStallForm } from '~/market/stall-form'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { wholeNumber } from '~/platform/whole-number'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'

export { pageHeaders as headers } from '~/ui/page-headers'

const deeds = ['saved', 'unchanged', 'counted', 'ended'] as const
type Deed = (typeof deeds)[number]
/** What of a refusal stands at which field; the rest is about the whole form. */
const fieldOf: Record<string, string> = {
  'number-taken': 'number',
  'number-in-use': 'number',
  'unknown-fund': 'fund',
  'fund-in-use': 'fund',
}

/** One stall: what waits to be counted, its phones, its newest receipts, and what it is. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const [slug, key] = [params.slug!, params.stall!]
  const subject = { campaign: slug }
  const actor = await enter(house.identity, { request, address }, 'market.see', subject)
  const stall = await findStall(house.db, slug, key)
  if (!stall) throw new Response(null, { status: 404 })
  const url = new URL(request.url)
  const [devices, counts, receipts, flagged, funds] = await Promise.all([
    listStallDevices(house.db, slug, key),
    listCounts(house.db, slug, key),
    listNewestReceipts(house.db, slug, key),
    listReceipts(house.db, slug, { stall: key, flagged: true, limit: 50 }),
    listFundChoices(house.db),
  ])
  return data(
    {
      locale: localeOfPath(url.pathname),
      stall,
      devices: devices.map((d) => ({ ...d, held: heldBy(d) })),
      counts,
      receipts,
      flagged: flagged.rows,
      funds,
      newId: randomUUID(),
      mayChange: can(actor, 'market.change', subject),
      mayCount: can(actor, 'cash.count', subject),
      done: deeds.find((deed) => deed === url.searchParams.get('done')) ?? null,
    },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const [campaign, key] = [params.slug!, params.stall!]
  const form = await request.formData()
  const intent = form.get('intent')
  const needs = intent === 'count' ? 'cash.count' : 'market.change'
  const by = await enter(house.identity, { request, address }, needs, { campaign })
  if (!(await findStall(house.db, campaign, key))) throw new Response(null, { status: 404 })
  const here = pathIn(
    localeOfPath(new URL(request.url).pathname),
    `/desk/campaigns/${campaign}/market/${key}`,
  )
  const done = (deed: Deed) => redirect(`${here}?done=${deed}`, 303)
  const refuse = (answer: StallAnswer, status: number) => data<StallAnswer>(answer, { status })
  if (intent === 'end-device') {
    const [device, note] = [String(form.get('device') ?? ''), String(form.get('note') ?? '').slice(0, 500)]
    const ended = await endStallDevice(house.db, by, { device, note }, house.now())
    return ended.ok ? done('ended') : refuse({ ended: { device, note, reason: ended.reason } }, 409)
  }
  if (intent === 'count') {
    const fields = readCountFields(form)
    const countedFen = readCounted(fields.counted)
    if (countedFen === null) return refuse({ count: { fields, reason: 'amount' } }, 422)
    const { id, note } = fields
    const counted = await countCash(house.db, by, { id, at: { campaign, stall: key }, countedFen, note })
    if (counted.ok || counted.reason === 'already-counted') return done('counted')
    return refuse({ count: { fields, reason: counted.reason } }, 409)
  }
  const fields = readStallFields(form)
  const version = Number(wholeNumber(String(form.get('version') ?? '')) ?? 0n)
  const read = readStallForm(fields, key)
  if (!read.ok) return refuse({ fields, errors: read.errors }, 422)
  const saved = await editStall(house.db, by, { campaign, stall: read.stall, version })
  if (saved.ok) return done(saved.changed ? 'saved' : 'unchanged')
  const field = fieldOf[saved.reason]
  return refuse(
    field ? { fields, errors: { [field]: saved.reason } } : { fields, errors: {}, reason: saved.reason },
    409,
  )
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title:
      args.data && inLocale(args.data.locale, { zh: args.data.stall.nameZh, en: args.data.stall.nameEn }),
    unlisted: true,
  })

export default function DeskStall() {
  const { locale, stall, devices, counts, receipts, flagged, funds, newId, mayChange, mayCount, done } =
    useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('stalls')
  const market = pathIn(locale, `/desk/campaigns/${stall.campaign}/market`)
  const held = devices.reduce((sum, d) => sum + d.held, 0)
  const ended = refused?.ended
  return (
    <div className="max-w-4xl space-y-6">
      <DeskHeading
        title={inLocale(locale, { zh: stall.nameZh, en: stall.nameEn })}
        lead={t('lead', { number: stall.number, organisation: stall.organisation })}
        back={{ to: market, label: t('title') }}
      />
      {done && !refused && (
        <Notice kind="done" live>
          {t(`done.${done}`)}
        </Notice>
      )}
      {refused?.reason && (
        <Notice kind="refused" live>
          {t(`error.${refused.reason}` as 'error.changed-meanwhile')}
        </Notice>
      )}
      <Panel id="count" title={t('count.title')}>
        <CountList locale={locale} counts={counts} />
        {mayCount && !counts.some((c) => c.state === 'waiting') && (
          <DeskCountForm id={refused?.count?.fields.id || newId} held={held} refused={refused?.count} />
        )}
      </Panel>
      <Panel id="devices" title={t('device.title')}>
        <DeviceList
          locale={locale}
          devices={devices}
          mayChange={mayChange}
          refused={ended && { ...ended, error: t(`error.${ended.reason}`) }}
        />
      </Panel>
      {flagged.length > 0 && (
        <Panel id="flagged" title={t('receipt.flagged')}>
          <ReceiptTable locale={locale} receipts={flagged} caption={t('receipt.flagged')} />
        </Panel>
      )}
      <Panel id="receipts" title={t('receipt.newest')}>
        <ReceiptTable locale={locale} receipts={receipts} caption={t('receipt.newest')} />
      </Panel>
      {mayChange && (
        <Panel id="edit" title={t('edit')}>
          <StallForm
            key={stall.version}
            locale={locale}
            fields={refused?.fields ?? fieldsOfStall(stall)}
            errors={refused?.errors ?? {}}
            funds={funds}
            version={stall.version}
          />
        </Panel>
      )}
    </div>
  )
}
