import type { CheckoutInput } from './gateway'
import type { Gateways } from './gateways'
import { payingDevice } from './paying-device'

/** What a form and a browser say about how somebody pays. A way that is not on offer is none: the main gateway then asks itself. */
export function readPaying(
  gateways: Gateways,
  { request, ip, way }: { request: Request; ip: string; way: unknown },
): Required<Pick<CheckoutInput, 'device'>> & Pick<CheckoutInput, 'way'> {
  const known = gateways.ways.find((offered) => offered === way)
  return { device: payingDevice(request, ip), ...(known && { way: known }) }
}
