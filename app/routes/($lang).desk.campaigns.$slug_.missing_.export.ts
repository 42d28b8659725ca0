import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/identity/enter.server'
import { readExportOrder } from '~/platform/export-order'
import { exportMissing } from '~/walks/export-missing.server'

/** Whoever is looked for with whom to call, as a file. */
export async function loader({ request, params, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const campaign = params.slug!
  const by = await enter(house.identity, { request, address }, 'walker.look', { campaign })
  const { searchParams } = new URL(request.url)
  const unit = searchParams.get('unit')
  const all = searchParams.get('of') === 'poster' ? 'poster' : 'overdue'
  const which = unit === null ? ({ of: all } as const) : ({ of: 'unit', unit } as const)
  const order = { campaign, now: house.now(), ...readExportOrder(request, outlet) }
  return exportMissing(house.db, by, { ...order, ...which })
}
