import { type Fen, formatFen } from '~/money/fen'

/** ¥300,000 for whole yuan, ¥300,000.50 otherwise. */
export const short = (fen: Fen): string => formatFen(fen).replace(/\.00$/, '')
