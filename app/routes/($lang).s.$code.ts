import type { LoaderFunctionArgs } from '@remix-run/node'
import { localeOfPath } from '~/platform/i18n'
import { cardShell } from '~/walks/card-shell.server'
import { findCampaignOfChain } from '~/walks/find-campaign-of-chain.server'
import { publicWalk } from '~/walks/public-walk.server'
import { readStampCode } from '~/walks/stamp-code'

/** What a checkpoint's QR says: the stamp card, which reads the code from its address. A phone that knows the page does not ask for it. */
export async function loader({ request, params, context: { house, nonce } }: LoaderFunctionArgs) {
  const code = readStampCode(params.code!)
  const campaign = code && (await findCampaignOfChain(house.db, code.chain))
  const walk = campaign ? await publicWalk(house, campaign) : null
  return cardShell(localeOfPath(new URL(request.url).pathname), {
    plan: walk?.plan ?? null,
    publicUrl: house.config.PUBLIC_URL,
    now: house.now(),
    found: walk !== null,
    nonce,
  })
}
