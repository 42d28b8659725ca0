import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { findDemoPerson } from '~/demo/demo-people.server'
import { openSession } from '~/identity/open-session.server'
import { localeOfPath, pathIn } from '~/platform/i18n'

/** Signs in one of the demonstration's made-up people, second factor and all; there is no such door outside it. */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const person = house.config.SHANXING_DEMO ? await findDemoPerson(house.db, params.key!) : null
  const headers = person && (await openSession(house.identity, person, { secondFactor: true, request }))
  if (!headers) throw new Response(null, { status: 404 })
  return redirect(pathIn(localeOfPath(new URL(request.url).pathname), '/desk'), { headers })
}
