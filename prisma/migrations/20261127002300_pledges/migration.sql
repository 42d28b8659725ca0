-- 认捐: which campaigns take pledges, and which part of a bank line made good on which promise.
-- AlterTable
ALTER TABLE "giving_pledge" ADD COLUMN     "made_by" TEXT NOT NULL DEFAULT 'form',
ADD COLUMN     "reminded_last_at" TIMESTAMPTZ(3),
ADD COLUMN     "withdrawn_at" TIMESTAMPTZ(3),
ADD COLUMN     "withdrawn_reason" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "giving_pledge_setting" (
    "campaign" TEXT NOT NULL,
    "takes_pledges" BOOLEAN NOT NULL DEFAULT true,
    "regions" JSONB NOT NULL DEFAULT '[]',
    "funds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "account_name" TEXT NOT NULL,
    "bank_name" TEXT NOT NULL,
    "account_number" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "giving_pledge_setting_pkey" PRIMARY KEY ("campaign")
);

-- CreateTable
CREATE TABLE "giving_pledge_arrival" (
    "gift_id" UUID NOT NULL,
    "pledge_id" UUID NOT NULL,
    "bank_line_id" TEXT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "taken_back_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "giving_pledge_arrival_pkey" PRIMARY KEY ("gift_id")
);

-- CreateIndex
CREATE INDEX "giving_pledge_arrival_pledge_id_idx" ON "giving_pledge_arrival"("pledge_id");

-- AddForeignKey
ALTER TABLE "giving_pledge_arrival" ADD CONSTRAINT "giving_pledge_arrival_pledge_id_fkey" FOREIGN KEY ("pledge_id") REFERENCES "giving_pledge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE giving_pledge ADD CONSTRAINT giving_pledge_made_by CHECK (made_by IN ('form', 'desk', 'import'));
ALTER TABLE giving_pledge_arrival ADD CONSTRAINT giving_pledge_arrival_amount CHECK (amount_fen > 0);
-- A bank line makes good on a pledge once; taken back it may be matched anew.
CREATE UNIQUE INDEX giving_pledge_arrival_once ON giving_pledge_arrival (pledge_id, bank_line_id) WHERE taken_back_at IS NULL;
-- Seven digits and a check digit are a reference (app/giving/pledge-reference.ts).
CREATE SEQUENCE giving_pledge_number AS BIGINT START 1000001 MINVALUE 1000001 MAXVALUE 9999999 NO CYCLE;
