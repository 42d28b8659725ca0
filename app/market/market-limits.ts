/** Far above what is sold at a table; the phone's keypad stops there. */
export const mostSaleFen = 100_000_000n
export const mostSalesInBatch = 100
/** No stall's box holds more. */
export const mostCountedFen = 10_000_000_000n
/** Phones that one pass may begin to sell with; those that the desk gave up do not count. */
export const mostDevicesOfPass = 12
/** A receipt's number has two digits for its phone. */
export const mostDevicesOfStall = 99
/** In code points, and how many. */
export const most = { name: 40, organisation: 60, goods: 40, stalls: 99 } as const
