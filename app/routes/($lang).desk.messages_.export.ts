import type { LoaderFunctionArgs } from '@remix-run/node'
import { exportMessages } from '~/giving/export-messages.server'
import { readMessageView } from '~/giving/message-view'
import { enter } from '~/identity/enter.server'
import { readExportOrder } from '~/platform/export-order'

/** One view of the donors' messages, as a file. */
export async function loader({ request, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'message.see', 'somewhere')
  const view = readMessageView(new URL(request.url).searchParams)
  return exportMessages(house.db, by, { ...readExportOrder(request, outlet), view })
}
