import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { answerPayRefund } from '~/giving/answer-pay-refund.server'
import { answerRefundForm } from '~/giving/answer-refund-form.server'
import { findGiftFile } from '~/giving/find-gift-file.server'
import { findMoneyBack } from '~/giving/find-money-back.server'
import { findTicket } from '~/giving/find-ticket.server'
import { GiftFileFacts } from '~/giving/gift-file-facts'
import { GiftMoneyBack } from '~/giving/gift-money-back'
import { GiftStateTag } from '~/giving/gift-state-tag'
import { GiftTicket } from '~/giving/gift-ticket'
import { listRefundLines } from '~/giving/list-refund-lines.server'
import { lookAtContact } from '~/giving/look-at-contact.server'
import { RefundForm } from '~/giving/refund-form'
import { RefundPayForm } from '~/giving/refund-pay-form'
import { voidTicket } from '~/giving/void-ticket.server'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { listActsAbout } from '~/identity/list-acts.server'
import { formatFen } from '~/money/fen'
import { formatInstant, shanghaiDay } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { DefinitionList } from '~/ui/definition-list'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'

const keptByNobody = { headers: { 'Cache-Control': 'private, no-store' } }

/** One gift with everything around it. A gift of a campaign that is none of the visitor's business does not exist. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  await enter(house.identity, { request, address }, 'gift.see', 'somewhere')
  const file = await findGiftFile(house.db, params.id!)
  if (!file) throw new Response(null, { status: 404 })
  const subject = { campaign: file.gift.campaign }
  const actor = await enter(house.identity, { request, address }, 'gift.see', subject)
  const acts = await listActsAbout(house.db, { kind: 'gift', id: file.gift.id })
  const locale = localeOfPath(new URL(request.url).pathname)
  const back = await findMoneyBack(house.db, file.gift.id)
  const mayRefund = can(actor, 'gift.refund', subject)
  const toPay = mayRefund && back.byHand ? back.refunds.filter((r) => r.state === 'asked') : []
  const title = textsIn(locale, 'gifts')('one.title', { amount: formatFen(file.gift.amountFen) })
  return data(
    {
      locale,
      title,
      file,
      acts: acts.map(({ id, at, actorKind, actorName, action }) => ({
        id,
        at,
        actorKind,
        actorName,
        action,
      })),
      mayLook: can(actor, 'gift.look', subject),
      back,
      toPay: await Promise.all(
        toPay.map(async (refund) => ({
          refund,
          lines: await listRefundLines(house.db, refund.amountFen + refund.feeFen, file.gift.paidOn!),
        })),
      ),
      today: shanghaiDay(house.now()),
      ticket: await findTicket(house.db, file.gift.id),
      mayVoid: can(actor, 'ticket.import'),
      mayRefund: mayRefund && file.gift.state === 'confirmed' && !file.gift.refunded,
      refundId: randomUUID(),
      aloneUpToFen: house.config.REFUND_ALONE_UP_TO_FEN,
    },
    keptByNobody,
  )
}

/** What taking a ticket off came to. */
interface TicketAnswer {
  mail: null
  refused: null
  done: null
  ticket: 'off' | { note: string; reason: string }
}

/** Shows the donor's address once, to whoever may see it; or gives money back. */
export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  if (request.headers.get('Content-Type')?.startsWith('multipart/form-data')) {
    const by = await enter(house.identity, { request, address }, 'gift.refund', 'somewhere')
    const paid = { giftId: params.id!, request, today: shanghaiDay(house.now()) }
    const answer = await answerPayRefund(house, by, paid)
    if (answer === 'not-found') throw new Response(null, { status: 404 })
    return data(
      { mail: null, refused: null, done: null, ...answer },
      { status: 'pay' in answer ? 422 : 200, ...keptByNobody },
    )
  }
  const form = await request.formData()
  if (form.get('intent') === 'refund') {
    const by = await enter(house.identity, { request, address }, 'gift.refund', 'somewhere')
    const answer = await answerRefundForm(house.db, by, params.id!, form, house.config.REFUND_ALONE_UP_TO_FEN)
    if (answer === 'not-found') throw new Response(null, { status: 404 })
    return data(
      { mail: null, refused: null, done: null, ...answer },
      { status: 'refused' in answer ? 422 : 200, ...keptByNobody },
    )
  }
  if (form.get('intent') === 'void-ticket') {
    const by = await enter(house.identity, { request, address }, 'ticket.import')
    const note = String(form.get('note') ?? '')
    const off = await voidTicket(house.db, by, { giftId: params.id!, note })
    const answer = {
      mail: null,
      refused: null,
      done: null,
      ticket: off.ok ? 'off' : { note, reason: off.reason },
    }
    return data(answer as TicketAnswer, { status: off.ok ? 200 : 422, ...keptByNobody })
  }
  const by = await enter(house.identity, { request, address }, 'gift.look', 'somewhere')
  const looked = await lookAtContact(house.db, by, params.id!)
  if (!looked.ok) throw new Response(null, { status: 404 })
  return data({ mail: looked.mail, refused: null, done: null }, keptByNobody)
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

const heldReasons = [
  'amount-differs',
  'currency-differs',
  'second-payment',
  'allocation-differs',
  'payment-used',
  'campaign-settled',
  'watched-address',
] as const
const outcomes = [
  'confirmed',
  'pending',
  'held',
  'already',
  'failed',
  'expired',
  'ignored',
  'refunded',
  'refund-sent',
  'refund-failed',
  'disputed',
  'dispute-won',
  'dispute-lost',
  'kept',
  'not-booked',
] as const

export default function GiftPage() {
  const loaded = useLoaderData<typeof loader>()
  const { locale, title, file, acts, mayLook, back, mayRefund, refundId, aloneUpToFen } = loaded
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('gifts')
  const { gift } = file
  const pending = useNavigation().state !== 'idle'
  const held = heldReasons.find((reason) => reason === file.heldReason) ?? 'other'
  const mail = (
    <>
      {answer?.mail ? (
        <span className="me-3">{answer.mail}</span>
      ) : (
        <span className="me-3">{file.mail === 'no-address' ? t('one.noMail') : t('one.mailHidden')}</span>
      )}
      {mayLook && !answer?.mail && file.mail !== 'no-address' && (
        <Form method="post" className="inline-block">
          <Button type="submit" variant="secondary" pending={pending} aria-describedby="look-hint">
            {t('one.look')}
          </Button>
          <span id="look-hint" className="ms-3 text-sm text-soft">
            {t('one.lookHint')}
          </span>
        </Form>
      )}
    </>
  )
  return (
    <div className="space-y-8">
      <header>
        <Link to={pathIn(locale, '/desk/gifts')} className="link inline-flex min-h-11 items-center">
          {t('one.back')}
        </Link>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <h1 className="font-serif text-2xl font-bold">{title}</h1>
          <GiftStateTag state={gift.state} refunded={gift.refunded} refundedFen={gift.refundedFen} />
        </div>
        <p className="mt-1 max-w-prose text-soft">
          {gift.refundedFen > 0n && !gift.refunded
            ? t('stateWords.partly-refunded', { amount: formatFen(gift.refundedFen) })
            : t(`stateWords.${gift.refunded ? 'refunded' : gift.state}`)}
          {gift.state === 'held' && ` ${t('one.heldReason')}: ${t(`heldReason.${held}`)}`}
        </p>
      </header>
      <div className="grid gap-8 xl:grid-cols-2">
        <GiftFileFacts
          file={file}
          locale={locale}
          pdf={pathIn(locale, `/gifts/${gift.id}/acknowledgement.pdf`)}
        />
        <Panel id="donor" title={t('one.donor')} tone="plain" className="xl:border-t-0 xl:pt-0">
          <DefinitionList
            items={[
              {
                term: t('one.name'),
                detail: (
                  <>
                    <span className="me-3 font-semibold">{gift.donorName || t('list.anonymous')}</span>
                    {gift.donorName && (
                      <span className="text-sm text-soft">
                        {gift.nameConsent ? t('one.nameShown') : t('one.nameHidden')}
                      </span>
                    )}
                  </>
                ),
              },
              { term: t('one.mail'), detail: mail },
              { term: t('one.mails'), detail: t(`one.mailState.${file.mail}`) },
              ...(gift.message ? [{ term: t('one.message'), detail: gift.message }] : []),
              ...(gift.dedication ? [{ term: t('one.dedication'), detail: gift.dedication }] : []),
            ]}
          />
        </Panel>
      </div>
      {answer?.done && (
        <Notice kind="done" live>
          {t(`back.done.${answer.done === 'asked' && back.byHand ? 'to-pay' : answer.done}`)}
        </Notice>
      )}
      <GiftTicket
        ticket={loaded.ticket}
        confirmed={gift.state === 'confirmed'}
        mayVoid={loaded.mayVoid}
        answer={answer && 'ticket' in answer ? answer.ticket : null}
        locale={locale}
      />
      <GiftMoneyBack back={back} here={pathIn(locale, `/desk/gifts/${gift.id}`)} locale={locale} />
      {loaded.toPay.map(({ refund, lines }) => (
        <RefundPayForm
          key={refund.id}
          refund={refund}
          lines={lines}
          today={loaded.today}
          refused={answer && 'pay' in answer && answer.pay.refundId === refund.id ? answer.pay : null}
          locale={locale}
        />
      ))}
      {mayRefund && (back.leftFen > 0n || back.waits) && (
        <RefundForm
          back={back}
          refundId={refundId}
          aloneUpToFen={aloneUpToFen}
          refused={answer?.refused ?? null}
          pending={pending}
          locale={locale}
        />
      )}
      <Panel id="events" title={t('one.events')} tone="plain">
        <Table
          caption={t('one.events')}
          captionHidden
          rows={file.events}
          rowKey={(e) => e.id}
          emptyText={t('one.noEvents')}
          columns={[
            {
              id: 'event',
              header: t('one.event'),
              rowHeader: true,
              cell: (e) => (
                <>
                  <code className="text-sm font-normal [overflow-wrap:anywhere]">{e.type}</code>
                  <code className="block text-sm font-normal text-soft [overflow-wrap:anywhere]">{e.id}</code>
                </>
              ),
            },
            {
              id: 'outcome',
              header: t('one.outcome'),
              cell: (e) => t(`outcome.${outcomes.find((known) => known === e.outcome) ?? 'other'}`),
            },
            {
              id: 'at',
              header: t('one.at'),
              wideOnly: true,
              noWrap: true,
              cell: (e) => formatInstant(locale, e.at),
            },
            {
              id: 'received',
              header: t('one.received'),
              cell: (e) => formatInstant(locale, e.receivedAt),
            },
          ]}
        />
      </Panel>
      <Panel id="acts" title={t('one.acts')} tone="plain">
        <Table
          caption={t('one.acts')}
          captionHidden
          rows={acts}
          rowKey={(a) => a.id.toString()}
          emptyText={t('one.noActs')}
          columns={[
            {
              id: 'who',
              header: t('one.who'),
              rowHeader: true,
              cell: (a) => (a.actorKind === 'software' ? t('trail.software', { ns: 'people' }) : a.actorName),
            },
            { id: 'what', header: t('one.what'), cell: (a) => <code className="text-sm">{a.action}</code> },
            { id: 'when', header: t('one.when'), cell: (a) => formatInstant(locale, a.at) },
          ]}
        />
      </Panel>
    </div>
  )
}
