import enCampaigns from '../../../app/platform/locales/en/campaigns.json' with { type: 'json' }
import enGiving from '../../../app/platform/locales/en/giving.json' with { type: 'json' }
import zhCampaigns from '../../../app/platform/locales/zh-CN/campaigns.json' with { type: 'json' }
import zhGiving from '../../../app/platform/locales/zh-CN/giving.json' with { type: 'json' }

export type Language = 'zh-CN' | 'en'

/** A label that may have a second line, or "optional", behind it. */
const startsWith = (...texts: string[]) =>
  new RegExp(`^(${texts.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`)

/** How a donor's way is labelled: the page's own texts, so that a better wording breaks no test. */
const labels = (campaigns: typeof zhCampaigns, { form, gift, check }: typeof zhGiving) => ({
  live: campaigns.page.live,
  onItsWay: campaigns.page.pending,
  amount: form.amount,
  split: startsWith(form.targetSplit),
  percent: (fund: string) => form.percentOf.replace('{{fund}}', fund),
  name: startsWith(form.name),
  consent: form.nameConsent,
  email: startsWith(form.email),
  message: startsWith(form.message),
  pay: startsWith(form.pay, form.payAmount.replace('{{amount}}', '')),
  arrived: gift.confirmed.title,
  notArrived: gift.started.title,
  download: gift.download,
  genuine: check.trueTitle,
  notPublic: check.hidden,
})

export const words = {
  'zh-CN': {
    ...labels(zhCampaigns, zhGiving),
    assistance: '“善暖番禺”慈善救助基金',
    specialEducation: '“筑梦未来”儿童特教基金',
    methods: { card: '银行卡', alipay: '支付宝', wechat_pay: '微信支付' },
    payNow: /^立即支付/,
  },
  en: {
    ...labels(enCampaigns, enGiving),
    assistance: 'Warm Panyu assistance fund',
    specialEducation: 'Special education fund',
    methods: { card: 'Card', alipay: 'Alipay', wechat_pay: 'WeChat Pay' },
    payNow: /^Pay now/,
  },
}
