import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { endSession } from '~/identity/end-session.server'
import { localeOfPath, pathIn } from '~/platform/i18n'

export async function action({ request, context: { house } }: ActionFunctionArgs) {
  const headers = await endSession(house.identity, request)
  return redirect(pathIn(localeOfPath(new URL(request.url).pathname), '/'), { headers })
}

/** Only a form signs out: a link could be followed by anyone's picture tag. */
export const loader = () => {
  throw new Response(null, { status: 404 })
}
