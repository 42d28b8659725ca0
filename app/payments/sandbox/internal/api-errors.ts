/** An error as Stripe's API answers it. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly type: 'invalid_request_error' | 'idempotency_error' | 'card_error',
    message: string,
    readonly detail: { code?: string; param?: string } = {},
  ) {
    super(message)
  }

  get body() {
    return { error: { ...this.detail, message: this.message, type: this.type } }
  }
}

export const missing = (what: string, id: string, param = 'id') =>
  new ApiError(404, 'invalid_request_error', `No such ${what}: '${id}'`, { code: 'resource_missing', param })

export const invalid = (message: string, detail: { code?: string; param?: string } = {}) =>
  new ApiError(400, 'invalid_request_error', message, detail)
