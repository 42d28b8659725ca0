/** Ways money arrived that have a name (texts `campaigns.page.channel`); a provider's newer one is shown as it calls itself. */
const known = [
  'card',
  'alipay',
  'wechat_pay',
  'other',
  'market',
  'cash',
  'summary',
  'bank',
  'cheque',
] as const

export const knownChannel = (channel: string) => known.find((one) => one === channel)
