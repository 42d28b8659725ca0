-- Matching gifts: pots, what each gift got, and each posting of it.
-- CreateTable
CREATE TABLE "giving_match_pot" (
    "id" UUID NOT NULL,
    "campaign" TEXT NOT NULL,
    "sponsor_zh" TEXT NOT NULL,
    "sponsor_en" TEXT NOT NULL,
    "name_consent" BOOLEAN NOT NULL DEFAULT false,
    "sponsor_email" TEXT NOT NULL DEFAULT '',
    "fund" TEXT NOT NULL,
    "cap_fen" BIGINT NOT NULL,
    "per_gift_fen" BIGINT,
    "per_donor_fen" BIGINT,
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "taken_fen" BIGINT NOT NULL DEFAULT 0,
    "matched_fen" BIGINT NOT NULL DEFAULT 0,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "opened_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "close_reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "giving_match_pot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "giving_match" (
    "gift_id" UUID NOT NULL,
    "pot_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "base_fen" BIGINT NOT NULL,
    "now_fen" BIGINT NOT NULL,
    "funds" TEXT[],
    "share_fens" BIGINT[],
    "donor_mark" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "alike" TEXT[],
    "decided_by" TEXT NOT NULL DEFAULT '',
    "decided_at" TIMESTAMPTZ(3),
    "note" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "giving_match_pkey" PRIMARY KEY ("gift_id")
);

-- CreateTable
CREATE TABLE "giving_match_move" (
    "entry_id" BIGINT NOT NULL,
    "gift_id" UUID NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "giving_match_move_pkey" PRIMARY KEY ("entry_id")
);

-- CreateTable
CREATE TABLE "giving_match_mark" (
    "gift_id" UUID NOT NULL,
    "device" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "giving_match_mark_pkey" PRIMARY KEY ("gift_id")
);

-- CreateTable
CREATE TABLE "giving_match_cursor" (
    "id" INTEGER NOT NULL,
    "leaf" BIGINT NOT NULL,

    CONSTRAINT "giving_match_cursor_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "giving_match_pot_campaign_opens_at_idx" ON "giving_match_pot"("campaign", "opens_at");

-- CreateIndex
CREATE INDEX "giving_match_pot_id_created_at_gift_id_idx" ON "giving_match"("pot_id", "created_at", "gift_id");

-- CreateIndex
CREATE INDEX "giving_match_pot_id_donor_mark_idx" ON "giving_match"("pot_id", "donor_mark");

-- CreateIndex
CREATE INDEX "giving_match_move_gift_id_idx" ON "giving_match_move"("gift_id");

-- CreateIndex
CREATE INDEX "giving_match_mark_device_idx" ON "giving_match_mark"("device");

-- CreateIndex
CREATE INDEX "giving_match_mark_address_idx" ON "giving_match_mark"("address");

-- AddForeignKey
ALTER TABLE "giving_match" ADD CONSTRAINT "giving_match_pot_id_fkey" FOREIGN KEY ("pot_id") REFERENCES "giving_match_pot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

INSERT INTO giving_match_cursor (id, leaf) VALUES (1, 0);

-- The cap is the database's own rule: whoever asks, never more is spoken for than the sponsor gave.
ALTER TABLE giving_match_cursor ADD CONSTRAINT giving_match_cursor_one CHECK (id = 1);
ALTER TABLE giving_match_pot ADD CONSTRAINT giving_match_pot_state CHECK (state IN ('draft', 'open', 'closed'));
ALTER TABLE giving_match_pot ADD CONSTRAINT giving_match_pot_cap
  CHECK (cap_fen > 0 AND matched_fen >= 0 AND matched_fen <= taken_fen AND taken_fen <= cap_fen);
ALTER TABLE giving_match_pot ADD CONSTRAINT giving_match_pot_limits
  CHECK (coalesce(per_gift_fen, 1) > 0 AND coalesce(per_donor_fen, 1) > 0 AND opens_at < closes_at);
ALTER TABLE giving_match ADD CONSTRAINT giving_match_state CHECK (state IN ('matched', 'held', 'refused'));
ALTER TABLE giving_match ADD CONSTRAINT giving_match_amount
  CHECK (base_fen > 0 AND now_fen >= 0 AND now_fen <= base_fen AND (state <> 'refused' OR now_fen = 0));
-- What waits for a person is short, whatever the table's length.
CREATE INDEX giving_match_held ON giving_match (created_at) WHERE state = 'held';
-- What was posted stays.
CREATE TRIGGER giving_match_move_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON giving_match_move
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();
ALTER TABLE giving_match_move ENABLE ALWAYS TRIGGER giving_match_move_kept;
