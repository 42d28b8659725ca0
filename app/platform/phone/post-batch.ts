import type { Posted } from './send-outbox'

/** A weak signal may bring the answer late; after that it counts as lost and is asked for again. */
const patienceMs = 30_000

export interface BatchAnswer<Answer> {
  answers: Answer[]
  /** The server's clock, milliseconds since 1970. */
  now: number
}

/**
 * Posts one batch as JSON. `heard` is told how far this phone's clock is ahead of the server's, in milliseconds. Whatever is not
 * clearly an answer (a portal's login page, half a body, a 500) counts as `later`.
 */
export async function postBatch<Answer>(
  url: string,
  body: unknown,
  heard: (aheadMs: number) => void = () => {},
): Promise<Posted<Answer>> {
  const from = Date.now()
  const controller = new AbortController()
  const patience = setTimeout(() => controller.abort(), patienceMs)
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: controller.signal,
    })
    if (response.ok) {
      const { answers, now } = (await response.json()) as BatchAnswer<Answer>
      if (!Array.isArray(answers) || typeof now !== 'number') return { ok: false, reason: 'later' }
      heard(Math.round((from + Date.now()) / 2 - now))
      return { ok: true, answers }
    }
    return refusalOf(response.status, response.headers.get('Retry-After'))
  } catch {
    return { ok: false, reason: 'later' }
  } finally {
    clearTimeout(patience)
  }
}

/** What a status means for a queue that must lose nothing. */
export function refusalOf(status: number, retryAfter: string | null): Posted<never> & { ok: false } {
  if (status === 400 || status === 413 || status === 422) return { ok: false, reason: 'smaller' }
  if (status < 400 || status >= 500 || [408, 425, 429].includes(status)) {
    const seconds = Number(retryAfter ?? Number.NaN)
    return { ok: false, reason: 'later', ...(seconds > 0 && { afterMs: seconds * 1_000 }) }
  }
  return { ok: false, reason: 'closed', status }
}
