import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { publishedOldShape } from '~/disclosures/old/old-statement'
import { publishedShape } from '~/disclosures/statement/statement'
import { matchingShape } from '~/giving/read-matching.server'
import { recentGiftShape } from '~/giving/recent-gift-shape'
import { fundShape } from '~/ledger/fund-shape'
import { consistencyShape, inclusionShape, logEntriesShape } from '~/ledger/log-shapes'
import { campaignRowShape } from '~/live/campaign-row-shape'
import { totalsShape } from '~/live/totals'
import { publicJson } from '~/platform/public-json.server'
import { projectRowShape, projectShape } from '~/projects/project-shape'
import { givenCardShape } from '~/walks/given-card'
import { scanAnswers, scanBatch } from '~/walks/scan-batch'

const slug = z.object({ slug: z.string() })
const whole = z.string().regex(/^\d+$/)
const refusal = z.object({ error: z.string().describe('stable reason code'), detail: z.string() })

/** The public API from the same zod shapes that its answers are made with. */
function describe(publicUrl: string) {
  const registry = new OpenAPIRegistry()
  const json = (schema: z.ZodType, description: string) => ({
    description,
    content: { 'application/json': { schema } },
  })
  const plain = (type: string, description: string) => ({
    description,
    content: { [type]: { schema: z.string() } },
  })
  const get = (path: string, summary: string, ok: object, request?: object, more: object = {}) =>
    registry.registerPath({
      method: 'get',
      path,
      summary,
      ...(request ? { request } : {}),
      responses: {
        200: ok as ReturnType<typeof json>,
        ...(request ? { 404: json(refusal, 'no such thing') } : {}),
        ...more,
      },
    })

  get('/api/v1/campaigns', 'Campaigns with their totals', json(z.array(campaignRowShape), 'open ones first'))
  get('/api/v1/campaigns/{slug}/totals', 'Totals of a campaign', json(totalsShape, 'cacheable, with ETag'), {
    params: slug,
  })
  get(
    '/api/v1/campaigns/{slug}/feed',
    'Totals as server-sent events',
    plain('text/event-stream', 'event: totals, id = tree size; honours Last-Event-ID; data as in /totals'),
    { params: slug, headers: z.object({ 'Last-Event-ID': whole.optional() }) },
  )
  get('/api/v1/campaigns/{slug}/recent', 'Newest gifts', json(z.array(recentGiftShape), 'names by consent'), {
    params: slug,
  })
  get(
    '/api/v1/campaigns/{slug}/matching',
    "What a sponsor's pot has matched",
    json(matchingShape.nullable(), 'apart from the totals; null where nothing is matched'),
    { params: slug },
  )
  const notUnderstood = { 400: json(refusal, 'the question is not understood') }
  get(
    '/api/v1/funds',
    'Funds',
    json(z.array(fundShape), '200 to a page; the Link header leads on'),
    { query: z.object({ after: z.string().optional() }) },
    notUnderstood,
  )
  get('/api/v1/funds/{slug}', 'One fund', json(fundShape, 'with its totals'), { params: slug })
  get(
    '/api/v1/projects/{key}/disclosures/{period}',
    'A published disclosure: every figure of a project for a quarter',
    json(publishedShape, 'the newest version, or the one asked for'),
    {
      params: z.object({ key: z.string(), period: z.string().describe('for example 2024-Q1') }),
      query: z.object({ version: whole.optional() }),
    },
  )
  get(
    '/api/v1/projects/{key}/old-disclosures/{period}',
    'A disclosure as it was published before this software: its figures are stated, not computed from records',
    json(publishedOldShape, 'its text and figures as they were stated then'),
    { params: z.object({ key: z.string(), period: z.string().describe('for example 2021-Q3') }) },
  )
  get('/api/v1/projects', 'Projects', json(z.array(projectRowShape), 'all of them, in order'))
  get('/api/v1/projects/{key}', 'One project', json(projectShape, 'with its records to this day'), {
    params: z.object({ key: z.string() }),
  })
  get('/api/v1/log/checkpoint', 'Signed checkpoint', plain('text/plain', 'C2SP tlog-checkpoint, Ed25519'))
  get(
    '/api/v1/log/entries',
    'Sealed entries',
    json(logEntriesShape, 'at most 256'),
    { query: z.object({ start: whole.optional(), end: whole.optional() }) },
    notUnderstood,
  )
  get(
    '/api/v1/log/proof',
    'RFC 6962 proofs',
    json(z.union([inclusionShape, consistencyShape]), 'hashes in hex'),
    {
      query: z.object({
        index: whole.optional(),
        size: whole.optional(),
        first: whole.optional(),
        second: whole.optional(),
      }),
    },
    notUnderstood,
  )
  const plan = z.object({ campaign: z.string(), places: z.array(z.object({}).loose()) }).loose()
  get('/api/v1/walks/{slug}/plan', 'A walk as phones keep it', json(plan, 'with ETag'), { params: slug })
  get('/api/v1/walks/plan', 'The walk that a code belongs to', json(plan, 'with ETag'), {
    query: z.object({ chain: z.string().length(6) }),
  })
  get('/api/v1/walks/{slug}/cards/{card}', 'A stamp card', json(givenCardShape, 'no personal data'), {
    params: slug.extend({ card: z.string() }),
  })
  registry.registerPath({
    method: 'post',
    path: '/api/v1/walks/{slug}/scans',
    summary: 'What a phone scanned, as often as it likes',
    request: { params: slug, body: { content: { 'application/json': { schema: scanBatch } } } },
    responses: {
      200: json(scanAnswers, 'one answer for each scan, in order'),
      400: json(refusal, 'no batch'),
      404: json(refusal, 'no such walk'),
      429: json(refusal, 'too often: Retry-After says when'),
    },
  })
  get('/healthz', 'The process lives', json(z.object({ ok: z.literal(true) }), 'always'))
  const readiness = z.object({ ok: z.boolean() }).loose()
  get('/readyz', 'Database and sealer', json(readiness, 'ready to serve'), undefined, {
    503: json(readiness, 'the database does not answer, or the sealer is behind'),
  })
  registry.registerPath({
    method: 'post',
    path: '/webhooks/stripe',
    summary: 'Provider webhooks, signed',
    request: {
      headers: z.object({ 'Stripe-Signature': z.string() }),
      body: { content: { 'application/json': { schema: z.object({}).loose() } } },
    },
    responses: {
      200: json(z.object({ received: z.literal(true) }), 'stored'),
      400: json(z.object({ error: z.string() }), 'signature missing, invalid or stale'),
      413: json(z.object({ error: z.string() }), 'larger than 256 KiB'),
      503: json(z.object({ error: z.string() }), 'not settled: send it again'),
    },
  })
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: 'Shanxing 善行', version: '1', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: publicUrl }],
  })
}

let described: { url: string; document: object } | undefined

export function loader({ request, context: { house } }: LoaderFunctionArgs) {
  const url = house.config.PUBLIC_URL
  if (described?.url !== url) described = { url, document: describe(url) }
  return publicJson(request, described.document)
}
