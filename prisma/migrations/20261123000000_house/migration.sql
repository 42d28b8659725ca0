-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "campaigns_series" (
    "slug" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "about_zh" TEXT NOT NULL,
    "about_en" TEXT NOT NULL,

    CONSTRAINT "campaigns_series_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "campaigns_campaign" (
    "slug" TEXT NOT NULL,
    "series_slug" TEXT NOT NULL,
    "edition" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "summary_zh" TEXT NOT NULL,
    "summary_en" TEXT NOT NULL,
    "story_zh" TEXT NOT NULL,
    "story_en" TEXT NOT NULL,
    "place_zh" TEXT NOT NULL DEFAULT '',
    "place_en" TEXT NOT NULL DEFAULT '',
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "event_on" DATE,
    "levels_km" INTEGER[],
    "goal_fen" BIGINT,
    "cover" TEXT NOT NULL,
    "cover_alt_zh" TEXT NOT NULL,
    "cover_alt_en" TEXT NOT NULL,
    "members_only" BOOLEAN NOT NULL DEFAULT false,
    "filing_number" TEXT,
    "designated_platform" TEXT,
    "made_up" BOOLEAN NOT NULL DEFAULT false,
    "donor_may_choose" BOOLEAN NOT NULL DEFAULT false,
    "opened_at" TIMESTAMPTZ(6),
    "closed_at" TIMESTAMPTZ(6),
    "settled_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campaigns_campaign_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "campaigns_route" (
    "campaign_slug" TEXT NOT NULL,
    "fund" TEXT NOT NULL,
    "basis_points" INTEGER NOT NULL,
    "on_offer" BOOLEAN NOT NULL DEFAULT true,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "campaigns_route_pkey" PRIMARY KEY ("campaign_slug","fund")
);

-- CreateTable
CREATE TABLE "giving_gift" (
    "id" UUID NOT NULL,
    "campaign" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'started',
    "amount_fen" BIGINT NOT NULL,
    "fee_cover_fen" BIGINT NOT NULL DEFAULT 0,
    "currency" CHAR(3) NOT NULL DEFAULT 'CNY',
    "locale" TEXT NOT NULL,
    "donor_name" TEXT NOT NULL DEFAULT '',
    "name_consent" BOOLEAN NOT NULL DEFAULT false,
    "contact_email" TEXT NOT NULL DEFAULT '',
    "message" TEXT NOT NULL DEFAULT '',
    "message_state" TEXT NOT NULL DEFAULT 'none',
    "dedication" TEXT NOT NULL DEFAULT '',
    "salt" BYTEA NOT NULL,
    "donor_commitment" BYTEA NOT NULL,
    "check_code" TEXT NOT NULL,
    "checkout_ref" TEXT,
    "checkout_url" TEXT,
    "payment_ref" TEXT,
    "channel" TEXT,
    "held_reason" TEXT,
    "ack_number" BIGINT,
    "entry_id" BIGINT,
    "paid_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_at" TIMESTAMPTZ(3),
    "refunded_at" TIMESTAMPTZ(3),

    CONSTRAINT "giving_gift_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "giving_allocation" (
    "gift_id" UUID NOT NULL,
    "fund" TEXT NOT NULL,
    "amount_fen" BIGINT NOT NULL,

    CONSTRAINT "giving_allocation_pkey" PRIMARY KEY ("gift_id","fund")
);

-- CreateTable
CREATE TABLE "giving_pending_move" (
    "id" BIGSERIAL NOT NULL,
    "campaign" TEXT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "gifts" INTEGER NOT NULL,

    CONSTRAINT "giving_pending_move_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_fund" (
    "slug" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "purpose_zh" TEXT NOT NULL,
    "purpose_en" TEXT NOT NULL,
    "restricted" BOOLEAN NOT NULL DEFAULT true,
    "position" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_fund_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "ledger_account" (
    "code" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "raised" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "ledger_account_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "id" BIGSERIAL NOT NULL,
    "source" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "adjusts_on" DATE,
    "posted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "reverses" BIGINT,
    "channel" TEXT NOT NULL,
    "memo" TEXT NOT NULL DEFAULT '',
    "donor_commitment" BYTEA,
    "input_hash" BYTEA NOT NULL,
    "line_count" INTEGER NOT NULL,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_line" (
    "entry_id" BIGINT NOT NULL,
    "line_no" INTEGER NOT NULL,
    "account" TEXT NOT NULL,
    "fund" TEXT NOT NULL,
    "campaign" TEXT,
    "currency" CHAR(3) NOT NULL DEFAULT 'CNY',
    "amount_fen" BIGINT NOT NULL,

    CONSTRAINT "ledger_line_pkey" PRIMARY KEY ("entry_id","line_no")
);

-- CreateTable
CREATE TABLE "ledger_unsealed" (
    "entry_id" BIGINT NOT NULL,

    CONSTRAINT "ledger_unsealed_pkey" PRIMARY KEY ("entry_id")
);

-- CreateTable
CREATE TABLE "ledger_leaf" (
    "index" BIGINT NOT NULL,
    "entry_id" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_leaf_pkey" PRIMARY KEY ("index")
);

-- CreateTable
CREATE TABLE "ledger_log_node" (
    "level" INTEGER NOT NULL,
    "index" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "ledger_log_node_pkey" PRIMARY KEY ("level","index")
);

-- CreateTable
CREATE TABLE "ledger_log_head" (
    "id" INTEGER NOT NULL,
    "tree_size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "frontier" BYTEA[],
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_log_head_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_fund_total" (
    "fund" TEXT NOT NULL,
    "received_fen" BIGINT NOT NULL,
    "disbursed_fen" BIGINT NOT NULL,
    "balance_fen" BIGINT NOT NULL,
    "tree_size" BIGINT NOT NULL,

    CONSTRAINT "ledger_fund_total_pkey" PRIMARY KEY ("fund")
);

-- CreateTable
CREATE TABLE "ledger_period_close" (
    "closed_through" DATE NOT NULL,
    "closed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_by" TEXT NOT NULL,

    CONSTRAINT "ledger_period_close_pkey" PRIMARY KEY ("closed_through")
);

-- CreateTable
CREATE TABLE "live_campaign_total" (
    "campaign" TEXT NOT NULL,
    "confirmed_fen" BIGINT NOT NULL DEFAULT 0,
    "refunded_fen" BIGINT NOT NULL DEFAULT 0,
    "pending_fen" BIGINT NOT NULL DEFAULT 0,
    "gifts" BIGINT NOT NULL DEFAULT 0,
    "pending_gifts" BIGINT NOT NULL DEFAULT 0,
    "tree_size" BIGINT NOT NULL DEFAULT 0,
    "pending_moves" INTEGER NOT NULL DEFAULT 0,
    "as_of" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "live_campaign_total_pkey" PRIMARY KEY ("campaign")
);

-- CreateTable
CREATE TABLE "live_campaign_channel_total" (
    "campaign" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "confirmed_fen" BIGINT NOT NULL DEFAULT 0,
    "gifts" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "live_campaign_channel_total_pkey" PRIMARY KEY ("campaign","channel")
);

-- CreateTable
CREATE TABLE "payments_event" (
    "provider" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "via" TEXT NOT NULL,
    "outcome" JSONB,
    "payload" TEXT NOT NULL,

    CONSTRAINT "payments_event_pkey" PRIMARY KEY ("provider","event_id")
);

-- CreateTable
CREATE TABLE "payments_cursor" (
    "provider" TEXT NOT NULL,
    "cursor" TEXT,
    "last_run_at" TIMESTAMPTZ(3),
    "healed" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "payments_cursor_pkey" PRIMARY KEY ("provider")
);

-- CreateTable
CREATE TABLE "platform_outbox" (
    "id" BIGSERIAL NOT NULL,
    "topic" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "platform_outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "platform_alert" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "seen_times" INTEGER NOT NULL DEFAULT 1,
    "resolved_at" TIMESTAMPTZ(6),

    CONSTRAINT "platform_alert_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "campaigns_campaign_state_starts_on_idx" ON "campaigns_campaign"("state", "starts_on");

-- CreateIndex
CREATE UNIQUE INDEX "campaigns_campaign_series_slug_edition_key" ON "campaigns_campaign"("series_slug", "edition");

-- CreateIndex
CREATE UNIQUE INDEX "giving_gift_checkout_ref_key" ON "giving_gift"("checkout_ref");

-- CreateIndex
CREATE UNIQUE INDEX "giving_gift_ack_number_key" ON "giving_gift"("ack_number");

-- CreateIndex
CREATE UNIQUE INDEX "giving_gift_entry_id_key" ON "giving_gift"("entry_id");

-- CreateIndex
CREATE INDEX "giving_gift_campaign_confirmed_at_idx" ON "giving_gift"("campaign", "confirmed_at" DESC);

-- CreateIndex
CREATE INDEX "ledger_fund_position_slug_idx" ON "ledger_fund"("position", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entry_reverses_key" ON "ledger_entry"("reverses");

-- CreateIndex
CREATE INDEX "ledger_entry_occurred_on_idx" ON "ledger_entry"("occurred_on");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entry_source_key_key" ON "ledger_entry"("source", "key");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_leaf_entry_id_key" ON "ledger_leaf"("entry_id");

-- CreateIndex
CREATE INDEX "payments_event_received_at_idx" ON "payments_event"("received_at");

-- CreateIndex
CREATE INDEX "platform_alert_last_seen_at_idx" ON "platform_alert"("last_seen_at");

-- CreateIndex
CREATE UNIQUE INDEX "platform_alert_kind_subject_key" ON "platform_alert"("kind", "subject");

-- AddForeignKey
ALTER TABLE "campaigns_campaign" ADD CONSTRAINT "campaigns_campaign_series_slug_fkey" FOREIGN KEY ("series_slug") REFERENCES "campaigns_series"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaigns_route" ADD CONSTRAINT "campaigns_route_campaign_slug_fkey" FOREIGN KEY ("campaign_slug") REFERENCES "campaigns_campaign"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "giving_allocation" ADD CONSTRAINT "giving_allocation_gift_id_fkey" FOREIGN KEY ("gift_id") REFERENCES "giving_gift"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


