/** 10:42:05 in Asia/Shanghai, from ms. */
export const clockOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(11, 19)
