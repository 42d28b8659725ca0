import { createHash } from 'node:crypto'
import type { RequestHandler, Response } from 'express'
import { ApiError } from './api-errors'
import type { Store } from './store.server'

/**
 * Stripe's Idempotency-Key for POST: the first answer is kept and given again to the same request; the same key with
 * another path or other parameters is an error. Refusals of the parameters are not kept, so that they can be corrected.
 */
export function keepAnswers(store: Store): RequestHandler {
  return (req, res, next) => {
    const key = req.method === 'POST' ? req.get('idempotency-key') : undefined
    if (!key) return next()
    const request = createHash('sha256')
      .update(JSON.stringify([req.path, req.body]))
      .digest('hex')
    const kept = store.key.get(key)
    if (kept && kept.request !== request) {
      throw new ApiError(
        400,
        'idempotency_error',
        `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}'.`,
      )
    }
    if (kept) {
      res.set('Idempotent-Replayed', 'true').status(kept.status).json(kept.body)
      return
    }
    const json = res.json.bind(res)
    res.json = (body: unknown): Response => {
      if (res.statusCode < 400) store.put('key', key, { request, status: res.statusCode, body })
      return json(body)
    }
    next()
  }
}
