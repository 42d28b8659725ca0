import type { LoaderFunctionArgs } from '@remix-run/node'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { findPledgeBySecret } from '~/giving/find-pledge.server'
import { findPledgeSetting } from '~/giving/find-pledge-setting.server'
import { nameDesignation } from '~/giving/name-designation.server'
import { renderPledgeLetter } from '~/giving/render-pledge-letter.server'
import { localeOfPath, pathIn } from '~/platform/i18n'

/** The letter of pledge, for whoever has the link. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const seconds = await house.limits.checkByAddress.take(address)
  if (seconds > 0) throw new Response(null, { status: 429, headers: { 'Retry-After': String(seconds) } })
  const pledge = await findPledgeBySecret(house.db, params.secret!)
  const setting = pledge && (await findPledgeSetting(house.db, pledge.campaign))
  const campaign = pledge && (await findCampaign(house.db, pledge.campaign))
  if (!pledge || !setting || !campaign) throw new Response(null, { status: 404 })
  const locale = localeOfPath(new URL(request.url).pathname)
  const url = `${house.config.PUBLIC_URL}${pathIn(locale, `/pledges/${params.secret}`)}`
  const designation = await nameDesignation(house.db, pledge, setting, locale)
  const letter = { pledge, setting, campaign, designation, url }
  const pdf = await renderPledgeLetter(letter, { locale, demo: house.config.SHANXING_DEMO })
  return new Response(new Uint8Array(pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${pledge.reference}.pdf"`,
      'Cache-Control': 'private, no-store',
    },
  })
}
