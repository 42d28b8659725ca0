import type { LoaderFunctionArgs } from '@remix-run/node'
import { issueStatement } from '~/giving/issue-statement.server'
import { renderStatement } from '~/giving/render-statement.server'
import { readYear } from '~/giving/statement'
import { enterSignedIn } from '~/identity/enter.server'
import { shanghaiDay } from '~/platform/dates'
import { localeOfPath } from '~/platform/i18n'

/** `/account/statements/2026.pdf`: the year of whoever asks, by the address that they have shown to be theirs. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const { verifiedEmail } = await enterSignedIn(house.identity, { request, address })
  const seconds = await house.limits.checkByAddress.take(address)
  if (seconds > 0) throw new Response(null, { status: 429, headers: { 'Retry-After': String(seconds) } })
  const today = shanghaiDay(house.now())
  const year = readYear(/^(\d{4})\.pdf$/.exec(params.file!)?.[1], Number(today.slice(0, 4)))
  if (!verifiedEmail || !year) throw new Response(null, { status: 404 })
  const issued = await issueStatement(house.db, { email: verifiedEmail, year, today })
  if (!issued.ok) throw new Response(null, { status: 404 })
  const pdf = await renderStatement(issued.statement, {
    locale: localeOfPath(new URL(request.url).pathname),
    publicUrl: house.config.PUBLIC_URL,
    demo: house.config.SHANXING_DEMO,
  })
  return new Response(new Uint8Array(pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${issued.statement.number}.pdf"`,
      'Cache-Control': 'private, no-store',
    },
  })
}
