-- The walk and the market: who registered, which card was where, what each stall took.

-- AlterTable
ALTER TABLE "giving_gift" ADD COLUMN     "via" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "identity_pass" ADD COLUMN     "place_key" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "market_stall" (
    "campaign" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "organisation" TEXT NOT NULL,
    "fund" TEXT NOT NULL,
    "goods" JSONB NOT NULL DEFAULT '[]',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "market_stall_pkey" PRIMARY KEY ("campaign","key")
);

-- CreateTable
CREATE TABLE "market_device" (
    "id" UUID NOT NULL,
    "campaign" TEXT NOT NULL,
    "stall" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "pass_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "last_receipt" INTEGER NOT NULL DEFAULT 0,
    "offset_ms" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "ended_note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "market_device_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "market_sale" (
    "id" UUID NOT NULL,
    "campaign" TEXT NOT NULL,
    "stall" TEXT NOT NULL,
    "device" UUID NOT NULL,
    "receipt" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "tendered_fen" BIGINT,
    "lines" JSONB NOT NULL DEFAULT '[]',
    "voids" UUID,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "arrived_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "market_sale_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "market_count" (
    "id" UUID NOT NULL,
    "campaign" TEXT NOT NULL,
    "stall" TEXT NOT NULL,
    "through" JSONB NOT NULL,
    "expected_fen" BIGINT NOT NULL,
    "counted_fen" BIGINT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "counted_by" TEXT NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "agreed_by" TEXT,
    "agreed_at" TIMESTAMPTZ(3),
    "entry_id" BIGINT,

    CONSTRAINT "market_count_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "walks_walk" (
    "campaign" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "register_from" TIMESTAMPTZ(3) NOT NULL,
    "register_until" TIMESTAMPTZ(3) NOT NULL,
    "back_by" TIMESTAMPTZ(3) NOT NULL,
    "stamp_order" TEXT NOT NULL DEFAULT 'free',
    "least_minutes_apart" INTEGER NOT NULL DEFAULT 3,
    "fee_fen" BIGINT NOT NULL DEFAULT 0,
    "questions" JSONB NOT NULL DEFAULT '[]',
    "trails" JSONB NOT NULL DEFAULT '[]',
    "waiver_version" INTEGER NOT NULL DEFAULT 1,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "walks_walk_pkey" PRIMARY KEY ("campaign")
);

-- CreateTable
CREATE TABLE "walks_waiver" (
    "campaign" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "text_zh" TEXT NOT NULL,
    "text_en" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "walks_waiver_pkey" PRIMARY KEY ("campaign","version")
);

-- CreateTable
CREATE TABLE "walks_level" (
    "campaign" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "km" INTEGER NOT NULL,
    "capacity" INTEGER NOT NULL,
    "taken" INTEGER NOT NULL DEFAULT 0,
    "needs" TEXT[],
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "walks_level_pkey" PRIMARY KEY ("campaign","key")
);

-- CreateTable
CREATE TABLE "walks_place" (
    "campaign" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "game_zh" TEXT NOT NULL DEFAULT '',
    "game_en" TEXT NOT NULL DEFAULT '',
    "x" INTEGER NOT NULL DEFAULT 0,
    "y" INTEGER NOT NULL DEFAULT 0,
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "walks_place_pkey" PRIMARY KEY ("campaign","key")
);

-- CreateTable
CREATE TABLE "walks_code_chain" (
    "id" TEXT NOT NULL,
    "campaign" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "step_seconds" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "steps" INTEGER NOT NULL,
    "seed" BYTEA NOT NULL,
    "anchor" BYTEA NOT NULL,
    "pass_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "walks_code_chain_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "walks_unit" (
    "id" UUID NOT NULL,
    "campaign" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "leader_name" TEXT NOT NULL,
    "leader_email" TEXT NOT NULL,
    "leader_phone" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'zh-CN',
    "manage_hash" BYTEA NOT NULL,
    "join_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "walks_unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "walks_party" (
    "id" UUID NOT NULL,
    "campaign" TEXT NOT NULL,
    "contact_name" TEXT NOT NULL,
    "contact_email" TEXT NOT NULL,
    "contact_phone" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'zh-CN',
    "manage_hash" BYTEA NOT NULL,
    "gift_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reminded_at" TIMESTAMPTZ(3),

    CONSTRAINT "walks_party_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "walks_walker" (
    "id" UUID NOT NULL,
    "campaign" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "party_id" UUID NOT NULL,
    "unit_id" UUID,
    "state" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "minor" BOOLEAN NOT NULL DEFAULT false,
    "guardian_name" TEXT NOT NULL DEFAULT '',
    "guardian_at" TIMESTAMPTZ(3),
    "emergency_name" TEXT NOT NULL DEFAULT '',
    "emergency_phone" TEXT NOT NULL DEFAULT '',
    "answers" JSONB NOT NULL DEFAULT '{}',
    "waiver_version" INTEGER NOT NULL,
    "waiver_at" TIMESTAMPTZ(3) NOT NULL,
    "card" TEXT NOT NULL,
    "bib" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "walks_walker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "walks_card" (
    "id" TEXT NOT NULL,
    "campaign" TEXT NOT NULL,
    "walker_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "stamps" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "last_place" TEXT,
    "last_at" TIMESTAMPTZ(3),
    "levels" TEXT[],
    "certificate" BIGINT,
    "certificate_at" TIMESTAMPTZ(3),
    "certificate_name" TEXT NOT NULL DEFAULT '',
    "folded_as" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "walks_card_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "walks_scan" (
    "id" UUID NOT NULL,
    "campaign" TEXT NOT NULL,
    "card" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "chain" TEXT,
    "step" INTEGER,
    "trust" TEXT NOT NULL,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL,
    "offset_ms" BIGINT NOT NULL,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "arrived_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "device" UUID,
    "flags" TEXT[],

    CONSTRAINT "walks_scan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "walks_stamp" (
    "card" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "campaign" TEXT NOT NULL,
    "scan_id" UUID NOT NULL,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "trust" TEXT NOT NULL,
    "folded_minute" TIMESTAMPTZ(3),

    CONSTRAINT "walks_stamp_pkey" PRIMARY KEY ("card","place")
);

-- CreateTable
CREATE TABLE "walks_card_move" (
    "id" BIGSERIAL NOT NULL,
    "campaign" TEXT NOT NULL,
    "card" TEXT NOT NULL,

    CONSTRAINT "walks_card_move_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "walks_place_minute" (
    "campaign" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "minute" TIMESTAMPTZ(3) NOT NULL,
    "stamps" INTEGER NOT NULL,

    CONSTRAINT "walks_place_minute_pkey" PRIMARY KEY ("campaign","place","minute")
);

-- CreateTable
CREATE TABLE "walks_figure" (
    "campaign" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "level" TEXT NOT NULL DEFAULT '*',
    "value" INTEGER NOT NULL,

    CONSTRAINT "walks_figure_pkey" PRIMARY KEY ("campaign","name","level")
);

-- CreateTable
CREATE TABLE "walks_flag" (
    "card" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "campaign" TEXT NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decision" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "walks_flag_pkey" PRIMARY KEY ("card","place","reason")
);

-- CreateTable
CREATE TABLE "walks_device" (
    "id" UUID NOT NULL,
    "campaign" TEXT NOT NULL,
    "pass_id" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "offset_ms" BIGINT NOT NULL DEFAULT 0,
    "unsent" INTEGER NOT NULL DEFAULT 0,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "walks_device_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "walks_page" (
    "slug" TEXT NOT NULL,
    "campaign" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "party_id" UUID,
    "unit_id" UUID,
    "title" TEXT NOT NULL,
    "story" TEXT NOT NULL DEFAULT '',
    "goal_fen" BIGINT,
    "state" TEXT NOT NULL DEFAULT 'shown',
    "raised_fen" BIGINT NOT NULL DEFAULT 0,
    "gifts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "walks_page_pkey" PRIMARY KEY ("slug")
);

-- CreateIndex
CREATE UNIQUE INDEX "market_stall_campaign_number_key" ON "market_stall"("campaign", "number");

-- CreateIndex
CREATE UNIQUE INDEX "market_device_campaign_stall_number_key" ON "market_device"("campaign", "stall", "number");

-- CreateIndex
CREATE UNIQUE INDEX "market_sale_voids_key" ON "market_sale"("voids");

-- CreateIndex
CREATE INDEX "market_sale_campaign_stall_happened_at_idx" ON "market_sale"("campaign", "stall", "happened_at");

-- CreateIndex
CREATE UNIQUE INDEX "market_sale_device_receipt_key" ON "market_sale"("device", "receipt");

-- CreateIndex
CREATE UNIQUE INDEX "market_count_entry_id_key" ON "market_count"("entry_id");

-- CreateIndex
CREATE INDEX "market_count_campaign_stall_idx" ON "market_count"("campaign", "stall");

-- CreateIndex
CREATE INDEX "walks_code_chain_campaign_place_idx" ON "walks_code_chain"("campaign", "place");

-- CreateIndex
CREATE UNIQUE INDEX "walks_unit_manage_hash_key" ON "walks_unit"("manage_hash");

-- CreateIndex
CREATE UNIQUE INDEX "walks_unit_join_hash_key" ON "walks_unit"("join_hash");

-- CreateIndex
CREATE UNIQUE INDEX "walks_unit_campaign_name_key" ON "walks_unit"("campaign", "name");

-- CreateIndex
CREATE UNIQUE INDEX "walks_party_manage_hash_key" ON "walks_party"("manage_hash");

-- CreateIndex
CREATE INDEX "walks_party_campaign_contact_email_idx" ON "walks_party"("campaign", "contact_email");

-- CreateIndex
CREATE UNIQUE INDEX "walks_walker_seq_key" ON "walks_walker"("seq");

-- CreateIndex
CREATE UNIQUE INDEX "walks_walker_card_key" ON "walks_walker"("card");

-- CreateIndex
CREATE INDEX "walks_walker_campaign_level_state_seq_idx" ON "walks_walker"("campaign", "level", "state", "seq");

-- CreateIndex
CREATE INDEX "walks_walker_party_id_idx" ON "walks_walker"("party_id");

-- CreateIndex
CREATE INDEX "walks_walker_unit_id_idx" ON "walks_walker"("unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "walks_walker_campaign_bib_key" ON "walks_walker"("campaign", "bib");

-- CreateIndex
CREATE UNIQUE INDEX "walks_card_walker_id_key" ON "walks_card"("walker_id");

-- CreateIndex
CREATE UNIQUE INDEX "walks_card_certificate_key" ON "walks_card"("certificate");

-- CreateIndex
CREATE INDEX "walks_card_campaign_last_at_idx" ON "walks_card"("campaign", "last_at");

-- CreateIndex
CREATE INDEX "walks_scan_campaign_arrived_at_idx" ON "walks_scan"("campaign", "arrived_at");

-- CreateIndex
CREATE INDEX "walks_scan_card_idx" ON "walks_scan"("card");

-- CreateIndex
CREATE INDEX "walks_flag_campaign_decision_raised_at_idx" ON "walks_flag"("campaign", "decision", "raised_at");

-- CreateIndex
CREATE INDEX "walks_device_campaign_idx" ON "walks_device"("campaign");

-- CreateIndex
CREATE INDEX "walks_page_campaign_raised_fen_slug_idx" ON "walks_page"("campaign", "raised_fen" DESC, "slug");

-- AddForeignKey
ALTER TABLE "walks_walker" ADD CONSTRAINT "walks_walker_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "walks_party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "walks_walker" ADD CONSTRAINT "walks_walker_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "walks_unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;



-- Gifts that a page, a fee or a stall's sale led to: one in many.
CREATE INDEX giving_gift_via ON giving_gift (via) WHERE via <> '';

-- A place is given by moving `taken`: no statement can give more than there are, whoever asks.
ALTER TABLE walks_level ADD CONSTRAINT walks_level_never_oversold CHECK (taken >= 0 AND (taken <= capacity));

-- What phones brought is kept as it came.
CREATE TRIGGER walks_scan_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON walks_scan
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();
ALTER TABLE walks_scan ENABLE ALWAYS TRIGGER walks_scan_append_only;
CREATE TRIGGER market_sale_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON market_sale
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();
ALTER TABLE market_sale ENABLE ALWAYS TRIGGER market_sale_append_only;

-- A receipt takes money in, a reversal gives back exactly one.
ALTER TABLE market_sale ADD CONSTRAINT market_sale_sign
  CHECK (receipt > 0 AND CASE kind WHEN 'void' THEN amount_fen < 0 AND voids IS NOT NULL ELSE amount_fen > 0 AND voids IS NULL END);
-- Whoever counted never agrees to the count.
ALTER TABLE market_count ADD CONSTRAINT market_count_by_two CHECK (agreed_by IS NULL OR agreed_by <> counted_by);
