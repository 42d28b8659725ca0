import pino from 'pino'

/** One logger for the process. Secrets and personal data are removed by path; messages name ids only. */
export const log = pino({
  level: process.env.LOG_LEVEL || 'info',
  base: undefined,
  redact: {
    paths: [
      'req.headers.cookie',
      'req.headers.authorization',
      'req.headers["stripe-signature"]',
      '*.contactEmail',
      '*.donorName',
      '*.secret',
    ],
    remove: true,
  },
})
export type Log = typeof log
