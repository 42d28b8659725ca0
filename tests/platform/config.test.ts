import { describe, expect, test } from 'vitest'
import { readConfig } from '~/platform/config.server'

const least = {
  SESSION_SECRET: '0123456789abcdef0123456789abcdef',
  STRIPE_SECRET_KEY: 'sk_live_0123456789',
  STRIPE_WEBHOOK_SECRET: 'whsec_0123456789',
}
const production = { ...least, NODE_ENV: 'production', PUBLIC_URL: 'https://give.example.org' }

test('the least environment has every default, and empty variables count as absent', () => {
  const config = readConfig({
    ...least,
    PORT: '',
    DATABASE_URL: '',
    GIFT_MIN_FEN: '',
    TRUST_PROXY: undefined,
  })
  expect(config).toMatchObject({
    PORT: 3000,
    HOST: '127.0.0.1',
    PUBLIC_URL: 'http://localhost:3000',
    LOG_ORIGIN: 'localhost:3000/log',
    GIFT_MIN_FEN: 100n,
    GIFT_MAX_FEN: 50_000_000n,
    ROLES: ['web', 'worker'],
    SHANXING_DEMO: false,
    TRUST_PROXY: 0,
  })
  expect(config.DATABASE_URL).toBeUndefined()
})

test('amounts are whole fen as bigint, roles a list, an address loses its last slash', () => {
  const config = readConfig({
    ...production,
    PUBLIC_URL: 'https://give.example.org/',
    GIFT_MIN_FEN: '1',
    GIFT_MAX_FEN: '1000000000000',
    ROLES: 'web, worker',
  })
  expect(config).toMatchObject({
    PUBLIC_URL: 'https://give.example.org',
    LOG_ORIGIN: 'give.example.org/log',
    GIFT_MIN_FEN: 1n,
    GIFT_MAX_FEN: 1_000_000_000_000n,
    ROLES: ['web', 'worker'],
  })
})

test.each<[string, string, string]>([
  ['PORT', 'eighty', 'a port that is no number'],
  ['PORT', '-1', 'a port below none'],
  ['PUBLIC_URL', 'localhost:3000', 'an address without http'],
  ['PUBLIC_URL', 'javascript:alert(1)', 'an address of another kind'],
  ['STRIPE_API_BASE', 'sandbox', 'an address that is none'],
  ['SESSION_SECRET', 'short', 'a secret that can be guessed'],
  ['GIFT_MIN_FEN', '1.5', 'a part of a fen'],
  ['GIFT_MAX_FEN', '-1', 'less than nothing'],
  ['GIFT_MAX_FEN', '1e9', 'a figure in short hand'],
  ['ROLES', 'cook', 'a role that nobody plays'],
  ['ROLES', '', 'fine: the default'],
  ['SHANXING_DEMO', 'maybe', 'neither yes nor no'],
  ['LOG_LEVEL', 'loud', 'a level that does not exist'],
  ['LOG_ORIGIN', 'two words', 'a name that no note can carry'],
  ['NODE_ENV', 'staging', 'an unknown environment'],
])('%s=%s is refused by its name, never with its value: %s', (name, value, what) => {
  const read = () => readConfig({ ...least, [name]: value })
  if (what === 'fine: the default') return expect(read).not.toThrow()
  expect(read).toThrow(name)
  if (value.length > 3) expect(read).not.toThrow(value)
})

test('everything that is wrong is said at once', () => {
  expect(() => readConfig({})).toThrow(/SESSION_SECRET[\s\S]*STRIPE_SECRET_KEY[\s\S]*STRIPE_WEBHOOK_SECRET/)
})

test.each([[{ GIFT_MIN_FEN: '0' }], [{ GIFT_MIN_FEN: '200', GIFT_MAX_FEN: '100' }]])(
  'limits that contradict one another are refused: %j',
  (limits) => {
    expect(() => readConfig({ ...least, ...limits })).toThrow('GIFT_MIN_FEN')
  },
)

describe('production', () => {
  test('takes an environment of one’s own', () => {
    expect(readConfig(production)).toMatchObject({ NODE_ENV: 'production' })
  })

  test.each(['SESSION_SECRET', 'STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'])(
    'refuses a %s that stands in documentation',
    (name) => {
      for (const value of [
        'demo-session-secret-demo-session-secret',
        'change-me-change-me-change-me-change-me',
      ]) {
        expect(() => readConfig({ ...production, [name]: value })).toThrow(`${name} is a published default`)
        expect(() => readConfig({ ...least, [name]: value })).not.toThrow()
      }
    },
  )

  test('refuses to guess its public address', () => {
    expect(() => readConfig({ ...production, PUBLIC_URL: undefined })).toThrow('PUBLIC_URL is needed')
  })

  test('takes a test key only for a rehearsal asked for by name', () => {
    const rehearsal = { ...production, STRIPE_SECRET_KEY: 'sk_test_0123456789' }
    expect(() => readConfig(rehearsal)).toThrow('STRIPE_TEST_MODE=1')
    expect(readConfig({ ...rehearsal, STRIPE_TEST_MODE: '1' })).toMatchObject({ STRIPE_TEST_MODE: true })
  })

  test('sends mail only under a name of its own', () => {
    const mailing = { ...production, SMTP_URL: 'smtp://127.0.0.1:25' }
    expect(() => readConfig(mailing)).toThrow('MAIL_FROM')
    expect(readConfig({ ...mailing, MAIL_FROM: 'house@give.example.org' }).MAIL_FROM).toBe(
      'house@give.example.org',
    )
  })
})

test('the demonstration takes published secrets, and no live key', () => {
  const demo = {
    ...production,
    SHANXING_DEMO: '1',
    SESSION_SECRET: 'demo-session-secret-demo-session-secret',
  }
  expect(() => readConfig(demo)).toThrow('no live key')
  expect(readConfig({ ...demo, STRIPE_SECRET_KEY: 'sk_test_demo' })).toMatchObject({ SHANXING_DEMO: true })
})

test('the calendar runs ahead where no real money comes in, and nowhere else', () => {
  const ahead = { ...production, SHANXING_DAYS_AHEAD: '45' }
  expect(() => readConfig(ahead)).toThrow('SHANXING_DAYS_AHEAD is for the demonstration')
  const rehearsal = { ...ahead, STRIPE_SECRET_KEY: 'sk_test_0123456789', STRIPE_TEST_MODE: '1' }
  expect(readConfig(rehearsal)).toMatchObject({ SHANXING_DAYS_AHEAD: 45 })
  expect(() => readConfig({ ...ahead, STRIPE_TEST_MODE: '1' }), 'a live key moves money').toThrow(
    'SHANXING_DAYS_AHEAD',
  )
  const wallet = {
    ALIPAY_APP_ID: '2021',
    ALIPAY_SELLER_ID: '2088',
    ALIPAY_PRIVATE_KEY: '/etc/key.pem',
    ALIPAY_PUBLIC_KEY: '/etc/alipay.pem',
  }
  expect(() => readConfig({ ...rehearsal, ...wallet }), 'so does a wallet').toThrow('SHANXING_DAYS_AHEAD')
  expect(readConfig({ ...ahead, SHANXING_DEMO: '1', STRIPE_SECRET_KEY: 'sk_test_demo' })).toMatchObject({
    SHANXING_DAYS_AHEAD: 45,
  })
  expect(() => readConfig({ ...rehearsal, SHANXING_DAYS_AHEAD: '367' })).toThrow('SHANXING_DAYS_AHEAD')
  expect(() => readConfig({ ...rehearsal, SHANXING_DAYS_AHEAD: '-1' })).toThrow('SHANXING_DAYS_AHEAD')
})

describe('wallets', () => {
  const wechat = {
    WECHAT_PAY_APP_ID: 'wx1',
    WECHAT_PAY_MCH_ID: '1900000001',
    WECHAT_PAY_SERIAL_NO: 'ABC',
    WECHAT_PAY_PRIVATE_KEY: '/etc/key.pem',
    WECHAT_PAY_API_V3_KEY: 'a'.repeat(32),
    WECHAT_PAY_PUBLIC_KEY_ID: 'PUB_KEY_ID_1',
    WECHAT_PAY_PUBLIC_KEY: '/etc/platform.pem',
  }
  const { STRIPE_SECRET_KEY: _, STRIPE_WEBHOOK_SECRET: __, ...withoutStripe } = production

  test('take the place of Stripe, or stand beside it', () => {
    expect(readConfig({ ...withoutStripe, ...wechat })).toMatchObject({
      STRIPE_SECRET_KEY: '',
      WECHAT_PAY_APP_ID: 'wx1',
    })
    expect(readConfig({ ...production, ...wechat })).toMatchObject({
      STRIPE_SECRET_KEY: production.STRIPE_SECRET_KEY,
    })
    expect(() =>
      readConfig({ ...withoutStripe, ...wechat, STRIPE_SECRET_KEY: 'sk_live_0123456789' }),
    ).toThrow('STRIPE_WEBHOOK_SECRET')
  })

  test.each(Object.keys(wechat))('without %s the wallet is not set up by halves', (name) => {
    expect(() => readConfig({ ...production, ...wechat, [name]: '' })).toThrow(name)
    expect(() => readConfig({ ...production, ALIPAY_APP_ID: '2021' })).toThrow(
      /ALIPAY_SELLER_ID, ALIPAY_PRIVATE_KEY, ALIPAY_PUBLIC_KEY/,
    )
  })

  test('refuse a key of another length or from documentation, and none of theirs is a demonstration’s', () => {
    const short = { ...production, ...wechat, WECHAT_PAY_API_V3_KEY: 'a'.repeat(31) }
    expect(() => readConfig(short)).toThrow('WECHAT_PAY_API_V3_KEY')
    const known = { ...production, ...wechat, WECHAT_PAY_API_V3_KEY: 'demo-demo-demo-demo-demo-demo-32' }
    expect(() => readConfig(known)).toThrow('WECHAT_PAY_API_V3_KEY is a published default')
    expect(() =>
      readConfig({ ...production, ...wechat, STRIPE_SECRET_KEY: 'sk_test_x', SHANXING_DEMO: '1' }),
    ).toThrow('SHANXING_WALLETS=1')
  })
})
