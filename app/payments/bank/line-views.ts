/** Which of the bank's lines a list shows. */
export const lineViews = ['unmatched', 'all', 'debits'] as const
export type LineView = (typeof lineViews)[number]
