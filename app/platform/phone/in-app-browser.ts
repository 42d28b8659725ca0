/** Apps that open links in a window of their own, which forgets what it kept, or has no camera. */
export type InAppBrowser = 'wechat' | 'qq' | 'weibo' | 'dingtalk' | 'alipay' | 'other'

const marks: [RegExp, InAppBrowser][] = [
  [/MicroMessenger/i, 'wechat'],
  [/DingTalk/i, 'dingtalk'],
  [/AlipayClient/i, 'alipay'],
  [/Weibo/i, 'weibo'],
  // QQ within its app; MQQBrowser alone is Tencent's real browser.
  [/\bQQ\/\d/i, 'qq'],
  [/\b(FBAN|FBAV|Instagram|Line\/|aweme|BytedanceWebview|baiduboxapp|xhsdiscover)/i, 'other'],
]

/** Which app's window this is, by its user agent; null in a browser of its own. */
export const inAppBrowser = (userAgent: string): InAppBrowser | null =>
  marks.find(([mark]) => mark.test(userAgent))?.[1] ?? null
