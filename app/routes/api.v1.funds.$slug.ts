import type { LoaderFunctionArgs } from '@remix-run/node'
import { findFund } from '~/ledger/find-fund.server'
import { publicFund } from '~/ledger/fund-shape'
import { publicJson, refusedJson } from '~/platform/public-json.server'

export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const found = await findFund(house.db, params.slug!)
  if (!found.ok) return refusedJson(404, found.reason, 'There is no fund with this slug.')
  return publicJson(request, publicFund(found.fund))
}
