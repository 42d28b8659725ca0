import type { WebhookHeaders } from '../gateway'

/** The header of this name (in lower case), if it came exactly once. */
export function headerOf(headers: WebhookHeaders, name: string): string | undefined {
  const value = headers[name]
  return typeof value === 'string' ? value : undefined
}
