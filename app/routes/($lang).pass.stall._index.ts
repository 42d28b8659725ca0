import type { LoaderFunctionArgs } from '@remix-run/node'
import { carriedLatePass } from '~/identity/find-late-pass.server'
import type { StallShell } from '~/market/phone/stall-shell'
import { stallOfPlace } from '~/market/stall'
import { localeOfPath } from '~/platform/i18n'
import { phoneShell } from '~/platform/phone/shell.server'
import { catalogue, textsIn } from '~/platform/texts.server'

/** The till of the stall that the pass in this phone is for. The phone keeps it; it holds nothing secret, and also sends late news. */
export async function loader({ request, context: { house, address, nonce } }: LoaderFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname)
  const now = house.now()
  const carried = await carriedLatePass(house.db, { request, address }, house.config, now)
  const stall = carried.ok ? stallOfPlace(carried.pass.placeKey) : null
  const data: StallShell = {
    locale,
    texts: { till: catalogue(locale, 'till') },
    asOf: now.getTime(),
    place: carried.ok && stall ? { campaign: carried.pass.campaign, stall } : null,
  }
  const t = textsIn(locale, 'till')
  return phoneShell({
    app: 'stall',
    locale,
    title: t('title'),
    loading: t('loading'),
    noScript: t('noScript'),
    data,
    nonce,
  })
}
