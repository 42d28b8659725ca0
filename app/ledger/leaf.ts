import { hash } from 'node:crypto'
import type { StoredEntry } from './entry'
import { leafHash } from './merkle'

/**
 * The bytes of an entry's leaf: UTF-8 of canonical JSON (RFC 8785: keys in alphabetical order, no white space).
 * Numbers are written as strings, so that any JSON reader keeps them whole. Version 1 has these members:
 *
 * - `adjustsOn`   null, or the real day of late news for a closed period, `YYYY-MM-DD`
 * - `channel`     how the money came or went
 * - `donor`       null, or the donor's salted commitment in hex; who holds the salt can show that it is theirs
 * - `id`          the entry's number
 * - `keyHash`     SHA-256 of the posting key in hex: the key of a gift opens its page, therefore it is not published
 * - `kind`        gift, takings, summary, transfer, disbursement, reversal, refund, dispute, receipt, fee, payout, sponsorship, goods, disclosure
 * - `lines`       [account, fund, campaign or null, currency, amount in fen: debit positive][] in posting order; none of a disclosure
 * - `memo`        public remark; of a disclosure `disclosure <project> <period> v<version> sha256:<hex of the published JSON>`
 * - `occurredOn`  the day it counts for, Asia/Shanghai
 * - `postedAt`    when it was posted, UTC with milliseconds, `2026-01-31T01:02:03.004Z`
 * - `reverses`    null, or the number of the entry that this one takes back
 * - `source`      who posted
 * - `v`           "1"
 *
 * No member holds personal data.
 */
export function encodeLeaf(entry: StoredEntry): string {
  return JSON.stringify({
    adjustsOn: entry.adjustsOn,
    channel: entry.channel,
    donor: entry.donorCommitment && Buffer.from(entry.donorCommitment).toString('hex'),
    id: String(entry.id),
    keyHash: hash('sha256', entry.key),
    kind: entry.kind,
    lines: entry.lines.map((l) => [l.account, l.fund, l.campaign, l.currency, String(l.amountFen)]),
    memo: entry.memo,
    occurredOn: entry.occurredOn,
    postedAt: entry.postedAt.toISOString(),
    reverses: entry.reverses === null ? null : String(entry.reverses),
    source: entry.source,
    v: '1',
  })
}

/** RFC 6962 leaf hash of the entry's canonical encoding. */
export const hashEntry = (entry: StoredEntry): Buffer => leafHash(Buffer.from(encodeLeaf(entry)))
