import { redirect } from '@remix-run/node'
import { localeOfPath, pathIn } from '~/platform/i18n'

/** The walk's page at the desk, with one word of what was done (texts `organising.done`). */
export const backToWalk = (request: Request, campaign: string, done: string): Response =>
  redirect(
    `${pathIn(localeOfPath(new URL(request.url).pathname), `/desk/campaigns/${campaign}/walk`)}?done=${done}`,
    303,
  )
