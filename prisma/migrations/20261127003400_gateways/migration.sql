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
