-- Registration withstands who does not mean it: a limit to a unit's members, mails counted by mailbox, links that end another once opened.

-- AlterTable
ALTER TABLE "walks_party" ADD COLUMN     "next_hash" BYTEA;

-- AlterTable
ALTER TABLE "walks_unit" ADD COLUMN     "next_hash" BYTEA;

-- AlterTable
ALTER TABLE "walks_walk" ADD COLUMN     "unit_members" INTEGER NOT NULL DEFAULT 200;

-- CreateTable
CREATE TABLE "walks_mail_count" (
    "id" BIGSERIAL NOT NULL,
    "mailbox" BYTEA NOT NULL,
    "purpose" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "walks_mail_count_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "walks_mail_count_mailbox_asked_at_idx" ON "walks_mail_count"("mailbox", "asked_at");

-- CreateIndex
CREATE INDEX "walks_mail_count_asked_at_idx" ON "walks_mail_count"("asked_at");

-- CreateIndex
CREATE UNIQUE INDEX "walks_party_next_hash_key" ON "walks_party"("next_hash");

-- CreateIndex
CREATE UNIQUE INDEX "walks_unit_next_hash_key" ON "walks_unit"("next_hash");


