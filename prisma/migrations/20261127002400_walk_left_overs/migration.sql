-- What a walk asks of each walker is kept with the registration, as it was then.

-- AlterTable
ALTER TABLE "walks_party" ADD COLUMN     "fee_fen" BIGINT NOT NULL DEFAULT 0;

-- Nobody knows what was asked of those who came before: what the walk asks now is what their pages said until today.
UPDATE "walks_party" p SET "fee_fen" = w."fee_fen" FROM "walks_walk" w WHERE w."campaign" = p."campaign";
