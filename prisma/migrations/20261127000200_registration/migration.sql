-- Registration: numbers for walkers, links that can be made anew, places that are held until they are paid.

-- AlterTable
ALTER TABLE "walks_party" ADD COLUMN     "held_until" TIMESTAMPTZ(3),
ADD COLUMN     "lapsed_at" TIMESTAMPTZ(3),
ADD COLUMN     "secret_n" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "walks_unit" ADD COLUMN     "secret_n" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "walks_walk" ADD COLUMN     "next_bib" INTEGER NOT NULL DEFAULT 1;

-- CreateIndex
CREATE INDEX "walks_walker_campaign_seq_idx" ON "walks_walker"("campaign", "seq");

-- Places that wait for their payment: few among many.
CREATE INDEX walks_party_held ON walks_party (held_until) WHERE held_until IS NOT NULL;
-- A lost ticket is asked for by address, however it was written.
CREATE INDEX walks_party_mail ON walks_party (campaign, lower(contact_email)) WHERE contact_email <> '';
