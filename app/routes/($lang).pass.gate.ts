import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { carriedPass } from '~/identity/carried-pass.server'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { volunteerShell } from '~/walks/volunteer-shell.server'

/** The page with which a volunteer stamps, checks in and hands out certificates; kept on the phone for where there is no signal. */
export async function loader({ request, context: { house, address, nonce } }: LoaderFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname)
  const carried = await carriedPass(house.db, { request, address }, house.config, house.now())
  // The pass's own page says what is the matter.
  if (!carried.ok) return redirect(pathIn(locale, '/pass'))
  const told = { locale, config: house.config, now: house.now(), nonce }
  const made = await volunteerShell(house.db, house.walks, carried.actor, carried.pass, told)
  return made.ok ? made.shell : redirect(pathIn(locale, '/pass'))
}
