/** What every verb answers: success with its facts, or a refusal with a stable, documented reason code. */
export type Outcome<Success extends object, Reason extends string> =
  | ({ ok: true } & Success)
  | { ok: false; reason: Reason }
