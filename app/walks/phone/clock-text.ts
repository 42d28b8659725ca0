import { formatClock } from '~/platform/dates'

/** `09:12`, in Asia/Shanghai. */
export const clockText = (ms: number): string => formatClock(new Date(ms)).slice(0, 5)
