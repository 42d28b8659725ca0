-- AlterTable
ALTER TABLE "giving_gift" ADD COLUMN     "checkout_code" TEXT,
ADD COLUMN     "provider" TEXT;

-- CreateTable
CREATE TABLE "payments_question" (
    "provider" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payments_question_pkey" PRIMARY KEY ("provider","ref")
);

-- Until now there was one gateway.
UPDATE giving_gift SET provider = 'stripe' WHERE checkout_ref IS NOT NULL OR payment_ref ~ '^(pi|ch|cs)_';

-- What waits for its payment is little beside what was paid.
CREATE INDEX giving_gift_open ON giving_gift (provider, created_at) WHERE state IN ('started', 'pending');

-- What of ours a provider has not told the end of, for providers that have to be asked.
CREATE FUNCTION giving_open_at(p_provider text)
RETURNS TABLE (about text, gift_id text, refund_id text, payment_ref text, fen bigint, since timestamptz) LANGUAGE sql STABLE AS $$
  SELECT 'payment', g.id::text, NULL, NULL, g.amount_fen + g.fee_cover_fen, g.created_at FROM giving_gift g
   WHERE g.provider = p_provider AND g.state IN ('started', 'pending')
  UNION ALL
  SELECT 'refund', r.gift_id::text, r.id::text, g.payment_ref, r.amount_fen + r.fee_fen, r.tried_at FROM giving_refund r
    JOIN giving_gift g ON g.id = r.gift_id
   WHERE r.state = 'sent' AND r.tried_at IS NOT NULL AND g.provider = p_provider
$$;

-- Which provider moved the money of an entry, by the entry's source and key; null where none did or nobody knows. Payments ask this and
-- need not know gifts.
CREATE FUNCTION payments_provider_of(p_source text, p_key text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE p_source
    WHEN 'gift' THEN (SELECT g.provider FROM giving_gift g WHERE g.id = CASE WHEN p_key ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN p_key::uuid END)
    WHEN 'refund' THEN (SELECT g.provider FROM giving_refund r JOIN giving_gift g ON g.id = r.gift_id
                         WHERE r.provider_ref = regexp_replace(p_key, ':failed$', ''))
    WHEN 'dispute' THEN (SELECT g.provider FROM giving_dispute d JOIN giving_gift g ON g.id = d.gift_id
                          WHERE d.provider_ref = regexp_replace(p_key, ':(opened|won|lost)$', ''))
  END
$$;
