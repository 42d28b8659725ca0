import type { Gateway, Way } from './gateway'

const ways: Way[] = ['wechat_pay', 'alipay', 'card']

/** The gateways that are set up. A gift keeps the one it was begun with. */
export interface Gateways {
  all: readonly Gateway[]
  /** What a donor may choose between, in the order it is offered; empty where one gateway does all and asks on its own page. */
  ways: readonly Way[]
  /** The gateway for a way; the main one where none was chosen. */
  for(way?: Way): Gateway
  /** The gateway of this name; undefined where it is not set up (any more). */
  of(provider: string): Gateway | undefined
  checkoutOrigins: string[]
}

/** `main` takes every way that none of `direct` (a way's own gateway) takes. */
export function openGateways(main: Gateway, direct: Partial<Record<Way, Gateway>> = {}): Gateways {
  const all = [...new Set([main, ...Object.values(direct)])]
  return {
    all,
    ways: all.length > 1 ? ways : [],
    for: (way) => (way && direct[way]) || main,
    of: (provider) => all.find((gateway) => gateway.provider === provider),
    checkoutOrigins: [...new Set(all.flatMap((gateway) => gateway.checkoutOrigins))],
  }
}
