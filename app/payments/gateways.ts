import type { Gateway, Way } from './gateway'

/** In the order that they are offered. */
const allWays: Way[] = ['wechat_pay', 'alipay', 'card']

/** The gateways that are set up. A gift keeps the one it was begun with. */
export interface Gateways {
  all: readonly Gateway[]
  /** What a donor may choose between; empty where one gateway does all and asks on its own page. */
  ways: readonly Way[]
  /** The gateway for a way; the main one where none was chosen. */
  for(way?: Way): Gateway
  /** The gateway of this name; undefined where it is not set up (any more). */
  of(provider: string): Gateway | undefined
  checkoutOrigins: string[]
  /** Providers whose movements cannot be read: a person compares their statements. */
  unlisted: readonly string[]
}

/** The first is the main one; a way goes to the gateway that takes the fewest others: a wallet's own goes before one for all. */
export function openGateways(all: readonly [Gateway, ...Gateway[]]): Gateways {
  const takes = (way: Way) =>
    all.filter((gateway) => gateway.ways.includes(way)).sort((a, b) => a.ways.length - b.ways.length)[0]
  return {
    all,
    ways: all.length > 1 ? allWays.filter(takes) : [],
    for: (way) => (way && takes(way)) ?? all[0],
    of: (provider) => all.find((gateway) => gateway.provider === provider),
    unlisted: all.filter((gateway) => gateway.listsNoBalance).map((gateway) => gateway.provider),
    checkoutOrigins: [...new Set(all.flatMap((gateway) => gateway.checkoutOrigins))],
  }
}
