-- Refunds of gifts that came by no provider: how the money went back, as a treasurer states it, with its proof.
ALTER TABLE "giving_refund" ADD COLUMN     "bank_line_id" UUID,
ADD COLUMN     "evidence" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "evidence_name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "evidence_type" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "paid_by" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "paid_name" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE UNIQUE INDEX "giving_refund_bank_line_id_key" ON "giving_refund"("bank_line_id");

-- Whoever says how it was paid has proof, and only a transfer is on a statement.
ALTER TABLE giving_refund ADD CONSTRAINT giving_refund_paid_by
  CHECK (paid_by IN ('', 'bank', 'cash') AND (paid_by <> '') = (evidence <> '') AND (paid_by = '' OR state = 'settled')
         AND (bank_line_id IS NULL OR paid_by = 'bank'));

-- Books a refund that was paid out by hand, and answers its entry: each fund gives what it had of the gift.
CREATE FUNCTION giving_book_refund(p_refund uuid, p_on date, p_account text) RETURNS bigint LANGUAGE sql AS $$
  SELECT giving_post_back('refund', r.id::text, 'refund', p_on, g.channel, g.campaign, r.funds, r.share_fens, r.fee_fen, 0,
           ARRAY['donations', 'fee-cover'], ARRAY[p_account, p_account])
    FROM giving_refund r JOIN giving_gift g ON g.id = r.gift_id WHERE r.id = p_refund
$$;
-- Debits are few of many lines: what a refund may be is found without reading the credits.
CREATE INDEX payments_bank_line_debit ON payments_bank_line (amount_fen) WHERE amount_fen < 0;
