-- What a walk asks of each walker is kept with the registration, as it was then.

-- AlterTable
ALTER TABLE "walks_party" ADD COLUMN     "fee_fen" BIGINT NOT NULL DEFAULT 0;

-- Nobody knows what was asked of those who came before: what the walk asks now is what their pages said until today.
UPDATE "walks_party" p SET "fee_fen" = w."fee_fen" FROM "walks_walk" w WHERE w."campaign" = p."campaign";

-- Who came back by the finish's poster only is looked for until a person confirms it. Walks of the past are not looked at again.

-- AlterTable
ALTER TABLE "walks_card" ADD COLUMN     "back_at" TIMESTAMPTZ(3),
ADD COLUMN     "unsure" BOOLEAN NOT NULL DEFAULT false;

CREATE INDEX walks_card_unsure ON walks_card (campaign, last_at) WHERE walker_id IS NOT NULL AND unsure;

-- A decision is about the scan that was there when it was taken: a surer one that comes later counts.

-- AlterTable
ALTER TABLE "walks_flag" ADD COLUMN     "decided_scan" UUID;

UPDATE "walks_flag" f SET "decided_scan" = s."scan_id" FROM "walks_stamp" s
 WHERE f."decision" IS NOT NULL AND s."card" = f."card" AND s."place" = f."place";
