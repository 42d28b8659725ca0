-- Payouts that two people let in though they do not add up, or are not explained.
ALTER TABLE "payments_payout" ADD COLUMN     "accepted_fen" BIGINT,
ADD COLUMN     "accepted_note" TEXT NOT NULL DEFAULT '';
-- Only what is booked was accepted, and with a reason.
ALTER TABLE payments_payout ADD CONSTRAINT payments_payout_accepted
  CHECK ((accepted_fen IS NULL) = (accepted_note = '') AND (accepted_fen IS NULL OR entry_id IS NOT NULL));
