-- Finding a gift in seconds. Every index is paid for by every gift, so each kind of search has one, as small as it can be.

-- CreateIndex
CREATE INDEX "giving_gift_campaign_created_at_id_idx" ON "giving_gift"("campaign", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "giving_gift_campaign_amount_fen_created_at_id_idx" ON "giving_gift"("campaign", "amount_fen", "created_at" DESC, "id" DESC);

-- What a bank's statement shows where the donor covered the fee.
CREATE INDEX giving_gift_charged ON giving_gift (campaign, (amount_fen + fee_cover_fen), created_at DESC, id DESC) WHERE fee_cover_fen > 0;
CREATE INDEX giving_gift_name ON giving_gift (campaign, lower(donor_name) text_pattern_ops, created_at DESC, id DESC) WHERE donor_name <> '';
CREATE INDEX giving_gift_mail ON giving_gift (lower(contact_email)) WHERE contact_email <> '';
-- Confirmed gifts have giving_gift_payment; the others are few.
CREATE INDEX giving_gift_unconfirmed_payment ON giving_gift (payment_ref) WHERE state <> 'confirmed' AND payment_ref IS NOT NULL;
-- The events that touched one gift.
CREATE INDEX payments_event_gift ON payments_event ((outcome ->> 'gift')) WHERE outcome ->> 'gift' IS NOT NULL;

-- An uploaded list between its dry run and its confirmation; an hour at most.
CREATE TABLE "platform_upload" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),

    CONSTRAINT "platform_upload_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "platform_upload_made_at_idx" ON "platform_upload"("made_at");
