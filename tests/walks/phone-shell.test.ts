import { expect, test } from 'vitest'
import { fillText } from '~/platform/phone/fill-text'
import { inAppBrowser } from '~/platform/phone/in-app-browser'
import { shellFiles } from '~/platform/phone/shell.server'

test('a shell names every file that its app may ask for, later ones too, and none of another app', () => {
  const manifest = {
    'app/walks/phone/card-entry.tsx': {
      file: 'card-1.js',
      css: ['card-1.css'],
      imports: ['_shared'],
      dynamicImports: ['app/platform/phone/read-qr.ts'],
    },
    'app/market/phone/stall-entry.tsx': {
      file: 'stall-1.js',
      css: ['stall-1.css'],
      imports: ['_shared', '_money'],
    },
    'app/platform/phone/read-qr.ts': { file: 'read-qr-1.js', imports: ['_decode'] },
    _shared: { file: 'shared-1.js' },
    _money: { file: 'money-1.js' },
    _decode: { file: 'decode-1.js', imports: ['_shared'] },
  }
  expect(shellFiles(manifest, 'card')).toEqual({
    entry: '/phone/card-1.js',
    imports: ['/phone/shared-1.js'],
    styles: ['card-1.css'],
    all: ['/phone/card-1.js', '/phone/shared-1.js', '/phone/read-qr-1.js', '/phone/decode-1.js'],
  })
  expect(() => shellFiles(manifest, 'volunteer')).toThrow(/volunteer-entry/)
})

test('texts are filled as the other pages fill them', () => {
  const texts = {
    queue: { waits_one: '{{count}} stamp waits', waits_other: '{{count}} stamps wait' },
    hi: 'Hi {{ name }}',
  }
  expect(fillText('en', texts, 'queue.waits', { count: 1 })).toBe('1 stamp waits')
  expect(fillText('en', texts, 'queue.waits', { count: 3 })).toBe('3 stamps wait')
  expect(fillText('en', texts, 'hi', { name: '<b>' })).toBe('Hi <b>')
  expect(fillText('en', texts, 'queue')).toBe('⟦queue⟧')
})

test('windows of other apps are known by what they call themselves', () => {
  const phone =
    'Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/111'
  expect(inAppBrowser(`${phone} Mobile Safari/537.36`)).toBeNull()
  expect(inAppBrowser(`${phone} MQQBrowser/14.1 Mobile Safari/537.36`)).toBeNull()
  expect(inAppBrowser(`${phone} MicroMessenger/8.0.47.2560(0x28002F30) WeChat/arm64`)).toBe('wechat')
  expect(inAppBrowser(`${phone} MQQBrowser/6.2 QQ/9.0.8.24200 NetType/WIFI`)).toBe('qq')
  expect(inAppBrowser(`${phone} AliApp(DingTalk/7.0.40)`)).toBe('dingtalk')
  expect(inAppBrowser(`${phone} AlipayClient/10.5.20`)).toBe('alipay')
  expect(inAppBrowser(`${phone} Weibo (iPhone14,2__weibo__13.9.0)`)).toBe('weibo')
})
