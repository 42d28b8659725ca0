-- AlterTable
ALTER TABLE "walks_card" ADD COLUMN     "folded_unit" UUID;

-- AlterTable
ALTER TABLE "walks_party" ADD COLUMN     "thanked_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "walks_stamp" ADD COLUMN     "voided" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "walks_unit_figure" (
    "unit" UUID NOT NULL,
    "campaign" TEXT NOT NULL,
    "started" INTEGER NOT NULL DEFAULT 0,
    "finished" INTEGER NOT NULL DEFAULT 0,
    "completed" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "walks_unit_figure_pkey" PRIMARY KEY ("unit")
);

-- CreateIndex
CREATE INDEX "walks_unit_figure_campaign_finished_completed_unit_idx" ON "walks_unit_figure"("campaign", "finished" DESC, "completed" DESC, "unit");



-- Who is to be looked for: registered, started, not back. Few, however many visitors there are.
CREATE INDEX walks_card_out ON walks_card (campaign, last_at) WHERE walker_id IS NOT NULL AND started_at IS NOT NULL AND finished_at IS NULL;
