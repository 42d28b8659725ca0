/** An instant whose UTC fields say what the clock in Shanghai says. China has no summer time. */
export const shanghaiClock = (at: Date) => new Date(at.getTime() + 8 * 3_600_000)
