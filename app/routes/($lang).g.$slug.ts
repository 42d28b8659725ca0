import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { localeOfPath, pathIn } from '~/platform/i18n'

/** The short address on the big screen and on paper: to the campaign's form for giving. */
export function loader({ request, params }: LoaderFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname)
  return redirect(`${pathIn(locale, `/campaigns/${encodeURIComponent(params.slug!)}`)}#give`)
}
