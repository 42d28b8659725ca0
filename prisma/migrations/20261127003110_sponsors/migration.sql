-- Sponsors of a campaign: cash and goods that are never the public's gifts.
-- CreateTable
CREATE TABLE "giving_sponsor_level" (
    "campaign" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "giving_sponsor_level_pkey" PRIMARY KEY ("campaign","key")
);

-- CreateTable
CREATE TABLE "giving_sponsor" (
    "id" UUID NOT NULL,
    "campaign" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "name_consent" BOOLEAN NOT NULL DEFAULT false,
    "logo_consent" BOOLEAN NOT NULL DEFAULT false,
    "level" TEXT NOT NULL,
    "cash_fen" BIGINT NOT NULL DEFAULT 0,
    "goods_fen" BIGINT NOT NULL DEFAULT 0,
    "goods_zh" TEXT NOT NULL DEFAULT '',
    "goods_en" TEXT NOT NULL DEFAULT '',
    "fund" TEXT NOT NULL,
    "link" TEXT NOT NULL DEFAULT '',
    "logo" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'draft',
    "arrived_fen" BIGINT NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "agreed_at" TIMESTAMPTZ(3),

    CONSTRAINT "giving_sponsor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "giving_sponsor_arrival" (
    "id" UUID NOT NULL,
    "sponsor_id" UUID NOT NULL,
    "bank_line_id" TEXT,
    "amount_fen" BIGINT NOT NULL,
    "arrived_on" DATE NOT NULL,
    "entry_id" BIGINT NOT NULL,
    "taken_back_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "giving_sponsor_arrival_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "giving_sponsor_agreement" (
    "sponsor_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "kept_by" TEXT NOT NULL,
    "kept_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "giving_sponsor_agreement_pkey" PRIMARY KEY ("sponsor_id")
);

-- CreateIndex
CREATE INDEX "giving_sponsor_campaign_created_at_id_idx" ON "giving_sponsor"("campaign", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "giving_sponsor_arrival_entry_id_key" ON "giving_sponsor_arrival"("entry_id");

-- CreateIndex
CREATE INDEX "giving_sponsor_arrival_sponsor_id_idx" ON "giving_sponsor_arrival"("sponsor_id");

-- AddForeignKey
ALTER TABLE "giving_sponsor_arrival" ADD CONSTRAINT "giving_sponsor_arrival_sponsor_id_fkey" FOREIGN KEY ("sponsor_id") REFERENCES "giving_sponsor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "giving_sponsor_agreement" ADD CONSTRAINT "giving_sponsor_agreement_sponsor_id_fkey" FOREIGN KEY ("sponsor_id") REFERENCES "giving_sponsor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE giving_sponsor ADD CONSTRAINT giving_sponsor_state CHECK (state IN ('draft', 'agreed'));
ALTER TABLE giving_sponsor ADD CONSTRAINT giving_sponsor_worth
  CHECK (cash_fen >= 0 AND goods_fen >= 0 AND cash_fen + goods_fen > 0 AND arrived_fen BETWEEN 0 AND cash_fen);
ALTER TABLE giving_sponsor_arrival ADD CONSTRAINT giving_sponsor_arrival_amount CHECK (amount_fen > 0);
