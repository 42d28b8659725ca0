import { z } from 'zod'
import { invalid } from './api-errors'
import { methods } from './objects'

const whole = z.coerce.number().int()
const metadata = z.record(z.string().max(40), z.string().max(500)).default({})
const url = z.url({ protocol: /^https?$/ })

/** The parameters of POST /v1/checkout/sessions that we use; any other is refused, as Stripe refuses what it does not know. */
const params = z.strictObject({
  mode: z.literal('payment'),
  line_items: z
    .array(
      z.strictObject({
        quantity: whole.pipe(z.literal(1)),
        price_data: z.strictObject({
          currency: z.string().regex(/^[a-z]{3}$/),
          unit_amount: whole.min(1).max(99_999_999_999),
          product_data: z.strictObject({ name: z.string().min(1).max(1500) }),
        }),
      }),
    )
    .length(1),
  allowed_payment_method_types: z.array(z.enum(methods)).min(1).optional(),
  payment_method_options: z
    .strictObject({ wechat_pay: z.strictObject({ client: z.literal('web') }).optional() })
    .optional(),
  adaptive_pricing: z.strictObject({ enabled: z.enum(['true', 'false']) }).optional(),
  client_reference_id: z.string().max(200).optional(),
  metadata,
  payment_intent_data: z
    .strictObject({ metadata, description: z.string().max(1000).optional() })
    .default({ metadata: {} }),
  locale: z.enum(['auto', 'zh', 'en']).optional(),
  success_url: url,
  cancel_url: url.optional(),
  expires_at: whole.optional(),
  expand: z.array(z.string()).optional(),
})
export type SessionParams = z.infer<typeof params>

const shared = {
  metadata,
  allowed_payment_method_types: z.tuple([z.literal('card')]),
  locale: z.enum(['auto', 'zh', 'en']).optional(),
  success_url: url,
  cancel_url: url.optional(),
}
/** The parameters of a checkout that begins a subscription. */
const subscriptionParams = z.strictObject({
  mode: z.literal('subscription'),
  line_items: z
    .array(
      z.strictObject({
        quantity: whole.pipe(z.literal(1)),
        price_data: z.strictObject({
          currency: z.string().regex(/^[a-z]{3}$/),
          unit_amount: whole.min(1).max(99_999_999_999),
          recurring: z.strictObject({ interval: z.literal('month') }),
          product_data: z.strictObject({ name: z.string().min(1).max(1500) }),
        }),
      }),
    )
    .length(1),
  client_reference_id: z.string().max(200).optional(),
  subscription_data: z.strictObject({ metadata, description: z.string().max(500).optional() }),
  ...shared,
})
/** The parameters of a page that takes a card. */
const setupParams = z.strictObject({
  mode: z.literal('setup'),
  currency: z.string().regex(/^[a-z]{3}$/),
  customer: z.string(),
  ...shared,
})
export const readSubscriptionParams = (body: unknown) => read(subscriptionParams, body)
export const readSetupParams = (body: unknown) => read(setupParams, body)

/** Reads form parameters as Stripe would. */
export function readSessionParams(body: unknown): SessionParams {
  const data = read(params, body)
  const offered = data.allowed_payment_method_types ?? methods
  if (offered.includes('wechat_pay') && !data.payment_method_options?.wechat_pay) {
    throw invalid(
      'You must provide `payment_method_options[wechat_pay][client]` when WeChat Pay is accepted.',
      {
        code: 'parameter_missing',
        param: 'payment_method_options[wechat_pay][client]',
      },
    )
  }
  return data
}

/** With Stripe's way of naming what is wrong. */
function read<Params>(shape: z.ZodType<Params>, body: unknown): Params {
  const parsed = shape.safeParse(body)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
    const path = [...issue.path, ...(unknown ? [unknown] : [])].map(String)
    const param = path.map((p, i) => (i === 0 ? p : `[${p}]`)).join('')
    throw unknown
      ? invalid(`Received unknown parameter: ${param}`, { code: 'parameter_unknown', param })
      : invalid(`Invalid ${param || 'parameters'}: ${issue.message}`, { code: 'parameter_invalid', param })
  }
  return parsed.data
}
