-- AlterTable
ALTER TABLE "payments_balance_transaction" ADD COLUMN     "payment_ref" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "giving_monthly" (
    "id" UUID NOT NULL,
    "secret" TEXT NOT NULL,
    "campaign" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'started',
    "locale" TEXT NOT NULL,
    "donor_name" TEXT NOT NULL DEFAULT '',
    "name_consent" BOOLEAN NOT NULL DEFAULT false,
    "contact_email" TEXT NOT NULL,
    "terms" INTEGER NOT NULL DEFAULT 1,
    "checkout_ref" TEXT,
    "checkout_url" TEXT,
    "subscription_ref" TEXT,
    "next_charge_at" TIMESTAMPTZ(3),
    "card_last4" TEXT NOT NULL DEFAULT '',
    "card_until" DATE,
    "card_mailed_for" DATE,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,
    "fetched_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "giving_monthly_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "giving_monthly_terms" (
    "monthly_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "fee_cover_fen" BIGINT NOT NULL DEFAULT 0,
    "target" TEXT NOT NULL DEFAULT 'default',
    "funds" TEXT[],
    "share_fens" BIGINT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "giving_monthly_terms_pkey" PRIMARY KEY ("monthly_id","n")
);

-- CreateTable
CREATE TABLE "giving_monthly_charge" (
    "invoice_ref" TEXT NOT NULL,
    "monthly_id" UUID NOT NULL,
    "gift_id" UUID,
    "state" TEXT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "failure" TEXT NOT NULL DEFAULT '',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "paid_at" TIMESTAMPTZ(3),
    "failure_mailed_at" TIMESTAMPTZ(3),

    CONSTRAINT "giving_monthly_charge_pkey" PRIMARY KEY ("invoice_ref")
);

-- CreateTable
CREATE TABLE "giving_gift_reminder" (
    "id" UUID NOT NULL,
    "secret" TEXT NOT NULL,
    "campaign" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "locale" TEXT NOT NULL,
    "contact_email" TEXT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "target" TEXT NOT NULL DEFAULT 'default',
    "day" INTEGER NOT NULL,
    "mailed_for" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "giving_gift_reminder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payments_named_payment" (
    "provider" TEXT NOT NULL,
    "payment_ref" TEXT NOT NULL,
    "entry_source" TEXT NOT NULL,
    "entry_key" TEXT NOT NULL,

    CONSTRAINT "payments_named_payment_pkey" PRIMARY KEY ("provider","payment_ref")
);

-- CreateIndex
CREATE UNIQUE INDEX "giving_monthly_secret_key" ON "giving_monthly"("secret");

-- CreateIndex
CREATE UNIQUE INDEX "giving_monthly_checkout_ref_key" ON "giving_monthly"("checkout_ref");

-- CreateIndex
CREATE UNIQUE INDEX "giving_monthly_subscription_ref_key" ON "giving_monthly"("subscription_ref");

-- CreateIndex
CREATE INDEX "giving_monthly_state_created_at_id_idx" ON "giving_monthly"("state", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "giving_monthly_campaign_idx" ON "giving_monthly"("campaign");

-- CreateIndex
CREATE UNIQUE INDEX "giving_monthly_charge_gift_id_key" ON "giving_monthly_charge"("gift_id");

-- CreateIndex
CREATE INDEX "giving_monthly_charge_monthly_id_due_at_idx" ON "giving_monthly_charge"("monthly_id", "due_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "giving_gift_reminder_secret_key" ON "giving_gift_reminder"("secret");

-- CreateIndex
CREATE INDEX "giving_gift_reminder_state_day_idx" ON "giving_gift_reminder"("state", "day");

-- AddForeignKey
ALTER TABLE "giving_monthly_terms" ADD CONSTRAINT "giving_monthly_terms_monthly_id_fkey" FOREIGN KEY ("monthly_id") REFERENCES "giving_monthly"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "giving_monthly_charge" ADD CONSTRAINT "giving_monthly_charge_monthly_id_fkey" FOREIGN KEY ("monthly_id") REFERENCES "giving_monthly"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- Rules of monthly gifts.
ALTER TABLE giving_monthly ADD CONSTRAINT giving_monthly_state CHECK (state IN ('started', 'active', 'past_due', 'paused', 'ended'));
ALTER TABLE giving_monthly ADD CONSTRAINT giving_monthly_ended CHECK ((state = 'ended') = (ended_at IS NOT NULL));
ALTER TABLE giving_monthly_terms ADD CONSTRAINT giving_monthly_terms_amount CHECK (amount_fen > 0 AND fee_cover_fen >= 0);
ALTER TABLE giving_monthly_charge ADD CONSTRAINT giving_monthly_charge_state CHECK (state IN ('open', 'paid', 'missed'));
ALTER TABLE giving_monthly_charge ADD CONSTRAINT giving_monthly_charge_paid CHECK ((state = 'paid') = (gift_id IS NOT NULL));
ALTER TABLE giving_gift_reminder ADD CONSTRAINT giving_gift_reminder_state CHECK (state IN ('asked', 'on', 'off'));
ALTER TABLE giving_gift_reminder ADD CONSTRAINT giving_gift_reminder_day CHECK (day BETWEEN 1 AND 28);
-- Movements that no entry answers to yet are few.
CREATE INDEX payments_balance_transaction_unnamed ON payments_balance_transaction (payment_ref) WHERE entry_source = '' AND payment_ref <> '';

-- What an event hints at of a monthly gift { about: monthly, subscriptionRef, checkoutRef, paymentRef }: it is fetched by a job, asked
-- for here in the event's own transaction. One that waits already will see this too. Outcome: hinted.
CREATE FUNCTION giving_hint_monthly(p_fact jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_hint jsonb := jsonb_build_object('subscriptionRef', p_fact ->> 'subscriptionRef', 'checkoutRef', p_fact ->> 'checkoutRef',
    'paymentRef', p_fact ->> 'paymentRef');
BEGIN
  INSERT INTO platform_outbox (topic, payload) SELECT 'settle-monthly', v_hint
   WHERE NOT EXISTS (SELECT FROM platform_outbox WHERE topic = 'settle-monthly' AND payload = v_hint);
  RETURN jsonb_build_object('outcome', 'hinted');
END $$;

CREATE OR REPLACE FUNCTION giving_settle_back(p_fact jsonb) RETURNS jsonb LANGUAGE sql AS $$
  SELECT CASE p_fact ->> 'about' WHEN 'refund' THEN giving_settle_refund(p_fact) WHEN 'refund-total' THEN giving_settle_refund_total(p_fact)
              WHEN 'dispute' THEN giving_settle_dispute(p_fact) WHEN 'monthly' THEN giving_hint_monthly(p_fact)
              ELSE jsonb_build_object('outcome', 'ignored') END
$$;
