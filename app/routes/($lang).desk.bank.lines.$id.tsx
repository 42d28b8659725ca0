import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answerLineForm } from '~/giving/answer-line-form.server'
import { BankLinePage } from '~/giving/bank-line-page'
import { findBankLine } from '~/giving/find-bank-line.server'
import { listDepositLots } from '~/giving/list-deposit-lots.server'
import { listGiftPlaces } from '~/giving/list-gift-places.server'
import { listOpenSponsors } from '~/giving/list-open-sponsors.server'
import { indexPledges } from '~/giving/match-bank-lines.server'
import { findRefundsOfLine } from '~/giving/match-refund.server'
import { searchOpenPledges } from '~/giving/search-open-pledges.server'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { findWaitingProposals } from '~/identity/find-waiting-proposal.server'
import { listOpenPayouts } from '~/payments/list-open-payouts.server'
import { formatDay } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { pageMeta } from '~/ui/page-meta'

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'bank.see')
  const found = await findBankLine(house.db, params.id!)
  if (!found) throw new Response(null, { status: 404 })
  const { line, matches } = found
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const mayChange = can(actor, 'bank.change')
  const working = mayChange && line.openFen > 0n
  const index = working ? await indexPledges(house.db) : null
  const suggestion = index?.suggest(line) ?? null
  const typed = (searchParams.get('q') ?? '').slice(0, 80)
  const title = line.amountFen < 0n ? 'line.titleDebit' : 'line.title'
  return data(
    {
      locale,
      title: textsIn(locale, 'bank')(title, { day: formatDay(locale, line.day) }),
      line,
      matches,
      mayChange,
      suggestion: suggestion && {
        ...suggestion,
        parts: suggestion.parts.map((part) => ({ ...part, pledge: index!.find(part.pledgeId)! })),
      },
      typed,
      found: working && typed.trim() ? await searchOpenPledges(house.db, typed) : null,
      places: working ? await listGiftPlaces(house.db) : [],
      payouts: await Promise.all(
        (working ? await listOpenPayouts(house.db, line.openFen, line.day) : []).map(async (payout) => ({
          ...payout,
          waits: (await findWaitingProposals(house.db, { kind: 'payout', id: payout.id })).length > 0,
        })),
      ),
      sponsors: working ? await listOpenSponsors(house.db, line) : [],
      lots: working ? (await listDepositLots(house.db)).map(({ entries: _, ...lot }) => lot) : [],
      refunds: line.amountFen < 0n ? await findRefundsOfLine(house.db, line.id) : null,
      done: searchParams.get('done'),
    },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'bank.change')
  const locale = localeOfPath(new URL(request.url).pathname)
  const form = await request.formData()
  if (!(await findBankLine(house.db, params.id!))) throw new Response(null, { status: 404 })
  const answer = await answerLineForm(house.db, by, { lineId: params.id!, form, locale, now: house.now() })
  if (!answer) throw new Response(null, { status: 404 })
  if ('refused' in answer) return data(answer, { status: 422 })
  return redirect(pathIn(locale, `/desk/bank/lines/${params.id}?done=${answer.done}`), 303)
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function BankLineRoute() {
  return <BankLinePage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
