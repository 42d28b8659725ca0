import { z } from 'zod'

/** What secrets in documentation and demonstrations look like; refused in production. */
const published = /(^|[-_ ])(demo|example|change[-_]?me|tests?|bench)([-_ ]|$)/i
const testKey = /^(sk|rk)_test_/

const flag = z
  .enum(['0', '1', 'true', 'false', ''])
  .default('0')
  .transform((v) => v === '1' || v === 'true')
const wholeFen = (fallback: string) =>
  z
    .string()
    .regex(/^\d{1,13}$/, 'whole fen')
    .default(fallback)
    .transform(BigInt)
/** A year and a day: no quarter lies farther away. */
const mostDaysAhead = 366
const count = (fallback: number) => z.coerce.number().int().nonnegative().default(fallback)

/** Not `localhost:3000`, which is an address of the scheme "localhost" without a host. */
const webAddress = z.url({ protocol: /^https?$/, error: 'an address that begins with http:// or https://' })
const roles = ['web', 'worker'] as const

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  /** The demonstration: sandbox gateway, local mailbox, demo data. Explicit, and shown on every page. */
  SHANXING_DEMO: flag,
  /** The demonstration offers WeChat Pay and Alipay of their own beside cards, each with its own stand-in. */
  SHANXING_WALLETS: flag,
  /** The demonstration keeps giving to itself, so that a page can be watched moving. */
  SHANXING_TRICKLE: flag,
  /** The demonstration's walk: its day as it was, or replayed now. */
  SHANXING_WALK: z.enum(['', 'day', 'live']).default(''),
  /** The days of this site are so many ahead of the calendar's, so that a quarter's end need not be waited for. */
  SHANXING_DAYS_AHEAD: count(0).pipe(z.number().max(mostDaysAhead)),
  PORT: count(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: webAddress.optional(),
  DATABASE_URL: z.string().optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).default(16),
  DATA_DIR: z.string().default('.data'),
  SESSION_SECRET: z.string().min(32),
  /** Former ones, separated by commas: who was helped was sealed with them, and is still to be read. */
  OLD_SESSION_SECRETS: z
    .string()
    .default('')
    .transform((v) =>
      v
        .split(',')
        .map((secret) => secret.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.string().min(32))),
  STRIPE_SECRET_KEY: z.string().min(1),
  STRIPE_WEBHOOK_SECRET: z.string().min(1),
  STRIPE_API_BASE: webAddress.optional(),
  /** A rehearsal with the provider's test keys: gifts are confirmed though no money moves. */
  STRIPE_TEST_MODE: flag,
  /** WeChat Pay direct, for a merchant of its own (API v3): the app, the merchant's number, its API certificate's serial number and key. */
  WECHAT_PAY_APP_ID: z.string().optional(),
  WECHAT_PAY_MCH_ID: z.string().optional(),
  WECHAT_PAY_SERIAL_NO: z.string().optional(),
  /** PEM, or a path to one; so are the three keys below. */
  WECHAT_PAY_PRIVATE_KEY: z.string().optional(),
  WECHAT_PAY_API_V3_KEY: z.string().length(32, 'exactly 32 characters').optional(),
  /** `PUB_KEY_ID_…` and WeChat Pay's public key, or a platform certificate's serial number and its public key. */
  WECHAT_PAY_PUBLIC_KEY_ID: z.string().optional(),
  WECHAT_PAY_PUBLIC_KEY: z.string().optional(),
  WECHAT_PAY_API_BASE: webAddress.optional(),
  /** Alipay direct: the application, the account that is paid (2088…), the application's private key, Alipay's public key. */
  ALIPAY_APP_ID: z.string().optional(),
  ALIPAY_SELLER_ID: z.string().optional(),
  ALIPAY_PRIVATE_KEY: z.string().optional(),
  ALIPAY_PUBLIC_KEY: z.string().optional(),
  ALIPAY_GATEWAY: webAddress.optional(),
  /** PEM (PKCS#8) Ed25519 private key, or a path to one. Made in the data folder on first start when absent. */
  LOG_SIGNING_KEY: z.string().optional(),
  /** The name in front of the log's signatures (C2SP signed note); defaults to the public host. */
  LOG_ORIGIN: z
    .string()
    .regex(/^[^\s+]+$/)
    .optional(),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().optional(),
  /** Who hears of alerts; they are always in the log. */
  ALERT_MAIL: z.email().optional(),
  GIFT_MIN_FEN: wholeFen('100'),
  GIFT_MAX_FEN: wholeFen('50000000'),
  /** Refunds of one gift up to this sum take one person; above it a second one has to agree. */
  REFUND_ALONE_UP_TO_FEN: wholeFen('50000'),
  /** What a donor who covers the provider's fee adds, in basis points of the gift. */
  FEE_COVER_BPS: count(60),
  GIVE_PER_ADDRESS: count(60),
  GIVE_PER_SESSION: count(10),
  CHECK_PER_ADDRESS: count(60),
  SCANS_PER_ADDRESS: count(6_000),
  CARDS_PER_ADDRESS: count(600),
  /** Receipts that the phones of one stall volunteer's pass may send in a minute. */
  SALES_PER_PASS: count(600),
  /** Scans that the phones of one volunteer's pass may send in a minute: they hold a day's when they had no signal. */
  SCANS_PER_PASS: count(3_000),
  /** Passwords, codes and mails asked for by one address in ten minutes. */
  SIGN_IN_PER_ADDRESS: count(40),
  /** Links that are no pass, opened from one address in ten minutes. */
  PASS_MISSES_PER_ADDRESS: count(60),
  /** Live pages that one address may hold open at once; a venue's visitors share one. 0 for any number. */
  FEEDS_PER_ADDRESS: count(2_000),
  /** How many proxies in front of us may speak for the client's address. */
  TRUST_PROXY: count(0),
  /** What this process does: web, worker or both. */
  ROLES: z
    .string()
    .default('web,worker')
    .transform((v) => v.split(',').map((r) => r.trim()))
    .pipe(z.array(z.enum(roles))),
  /** Files in a bucket instead of the data folder: its address, with a prefix if wanted. */
  FILES_S3_URL: webAddress.optional(),
  FILES_S3_REGION: z.string().default('us-east-1'),
  FILES_S3_KEY_ID: z.string().optional(),
  FILES_S3_SECRET: z.string().optional(),
  /** Where the federation's own live streams (HLS) come from: origins, separated by commas. */
  STREAM_ORIGINS: z
    .string()
    .default('')
    .transform((v) =>
      v
        .split(',')
        .map((o) => o.trim())
        .filter(Boolean),
    )
    .pipe(
      z.array(webAddress.refine((o) => new URL(o).origin === o, 'an origin: no path, no slash at its end')),
    ),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

/** Each wallet is set up wholly or not at all. */
const wallets = {
  WECHAT_PAY: [
    'WECHAT_PAY_APP_ID',
    'WECHAT_PAY_MCH_ID',
    'WECHAT_PAY_SERIAL_NO',
    'WECHAT_PAY_PRIVATE_KEY',
    'WECHAT_PAY_API_V3_KEY',
    'WECHAT_PAY_PUBLIC_KEY_ID',
    'WECHAT_PAY_PUBLIC_KEY',
  ],
  ALIPAY: ['ALIPAY_APP_ID', 'ALIPAY_SELLER_ID', 'ALIPAY_PRIVATE_KEY', 'ALIPAY_PUBLIC_KEY'],
} as const
/** A federation whose donors pay by wallets alone needs no Stripe. */
const withoutStripe = schema.extend({
  STRIPE_SECRET_KEY: z.literal('').default(''),
  STRIPE_WEBHOOK_SECRET: z.literal('').default(''),
})

export type Config = z.infer<typeof schema> & { PUBLIC_URL: string; LOG_ORIGIN: string; MAIL_FROM: string }

/**
 * Parses the environment once at boot. Throws one Error that lists every wrong variable by name, never by value.
 * Refuses published default secrets in production unless the demonstration was asked for by name.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, v]) => v !== undefined && v !== ''))
  const begun = Object.entries(wallets).filter(([wallet]) =>
    Object.keys(given).some((name) => name.startsWith(`${wallet}_`)),
  )
  const stripe = begun.length === 0 || given.STRIPE_SECRET_KEY || given.STRIPE_WEBHOOK_SECRET
  const parsed = (stripe ? schema : withoutStripe).safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((i) => `  ${i.path.join('.')}: ${i.message}`)
    throw new Error(`The environment is not complete (see README, "Configuration"):\n${lines.join('\n')}`)
  }
  const config = parsed.data
  const lacking = begun.flatMap(([, names]) => names.filter((name) => !given[name]))
  if (lacking.length > 0) throw new Error(`${lacking.join(', ')}: a wallet is set up wholly or not at all`)
  if (config.SHANXING_DEMO && begun.length > 0)
    throw new Error('SHANXING_DEMO takes no wallet of yours: SHANXING_WALLETS=1 brings its own')
  if (config.GIFT_MIN_FEN < 1n || config.GIFT_MIN_FEN > config.GIFT_MAX_FEN) {
    throw new Error('GIFT_MIN_FEN must be at least 1 and at most GIFT_MAX_FEN')
  }
  if (config.FILES_S3_URL && !(config.FILES_S3_KEY_ID && config.FILES_S3_SECRET)) {
    throw new Error('FILES_S3_KEY_ID and FILES_S3_SECRET are needed where FILES_S3_URL is set')
  }
  if (config.SHANXING_DEMO && /^(sk|rk)_live_/.test(config.STRIPE_SECRET_KEY)) {
    throw new Error('SHANXING_DEMO takes no live key: the demonstration confirms gifts that nobody paid')
  }
  // A rehearsal with test keys moves no money either; a wallet of one's own does.
  const isPlay = config.SHANXING_DEMO || (testKey.test(config.STRIPE_SECRET_KEY) && begun.length === 0)
  if (config.SHANXING_DAYS_AHEAD > 0 && !isPlay) {
    throw new Error(
      'SHANXING_DAYS_AHEAD is for the demonstration: books of real money go by the real calendar',
    )
  }
  if (config.NODE_ENV === 'production' && !config.SHANXING_DEMO) {
    const secrets = [
      'SESSION_SECRET',
      'STRIPE_SECRET_KEY',
      'STRIPE_WEBHOOK_SECRET',
      'WECHAT_PAY_API_V3_KEY',
    ] as const
    for (const name of secrets) {
      if (published.test((config[name] ?? '').replace(testKey, ''))) {
        throw new Error(`${name} is a published default: set your own`)
      }
    }
    if (testKey.test(config.STRIPE_SECRET_KEY) && !config.STRIPE_TEST_MODE) {
      throw new Error(
        'STRIPE_SECRET_KEY is a test key, which moves no money: set STRIPE_TEST_MODE=1 for a rehearsal',
      )
    }
    if (!config.PUBLIC_URL) throw new Error('PUBLIC_URL is needed in production: acknowledgements carry it')
    if (config.SMTP_URL && !config.MAIL_FROM) throw new Error('MAIL_FROM is needed where SMTP_URL is set')
  }
  const publicUrl = (config.PUBLIC_URL ?? `http://localhost:${config.PORT}`).replace(/\/$/, '')
  return {
    ...config,
    PUBLIC_URL: publicUrl,
    MAIL_FROM: config.MAIL_FROM ?? '善行 Shanxing <noreply@localhost>',
    LOG_ORIGIN: config.LOG_ORIGIN ?? `${new URL(publicUrl).host}/log`,
  }
}
