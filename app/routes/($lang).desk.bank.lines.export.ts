import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/identity/enter.server'
import { exportBankLines } from '~/payments/bank/export-bank-lines.server'
import { lineViews } from '~/payments/bank/line-views'
import { readExportOrder } from '~/platform/export-order'

/** The bank's lines, as the list shows them, as a file. */
export async function loader({ request, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'bank.see')
  const asked = new URL(request.url).searchParams.get('view')
  const view = lineViews.find((one) => one === asked) ?? 'unmatched'
  return exportBankLines(house.db, by, { ...readExportOrder(request, outlet), view })
}
