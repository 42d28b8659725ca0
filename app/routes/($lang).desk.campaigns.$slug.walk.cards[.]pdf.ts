import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/identity/enter.server'
import { printAnswer } from '~/walks/print-answer.server'

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  const by = await enter(house.identity, { request, address }, 'walk.change', { campaign: slug })
  const url = new URL(request.url)
  return printAnswer(house, { by, slug, url }, { what: 'volunteer-cards' })
}
