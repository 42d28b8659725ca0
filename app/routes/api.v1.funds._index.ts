import type { LoaderFunctionArgs } from '@remix-run/node'
import { publicFund } from '~/ledger/fund-shape'
import { listFunds } from '~/ledger/list-funds.server'
import { publicJson, refusedJson } from '~/platform/public-json.server'

/** Funds by position, 200 to a page; `?after=<position>,<slug>` from the last answer's Link header leads on. */
export async function loader({ request, context: { house } }: LoaderFunctionArgs) {
  const after = new URL(request.url).searchParams.get('after')
  const match = after === null ? null : /^(-?\d{1,9}),([a-z0-9-]{1,64})$/.exec(after)
  if (after !== null && !match) return refusedJson(400, 'bad-cursor', '"after" must be <position>,<slug>.')
  const { funds, next } = await listFunds(house.db, {
    limit: 200,
    after: match ? { position: Number(match[1]), slug: match[2]! } : undefined,
  })
  const response = publicJson(request, funds.map(publicFund))
  if (next) response.headers.set('Link', `</api/v1/funds?after=${next.position},${next.slug}>; rel="next"`)
  return response
}
