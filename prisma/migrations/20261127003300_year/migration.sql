-- The year: statements of what a donor gave, the finance bureau's ticket of each gift, and letters in batches.
-- AlterTable
ALTER TABLE "giving_gift" ADD COLUMN     "letters_consent" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "giving_statement" (
    "number" BIGINT NOT NULL,
    "year" INTEGER NOT NULL,
    "check_code" TEXT NOT NULL,
    "digest" BYTEA NOT NULL,
    "gift_ids" UUID[],
    "given_fen" BIGINT NOT NULL,
    "refunded_fen" BIGINT NOT NULL,
    "issued_on" DATE NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "giving_statement_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "giving_ticket" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "gift_id" UUID NOT NULL,
    "code" TEXT NOT NULL DEFAULT '',
    "number" TEXT NOT NULL,
    "check_code" TEXT NOT NULL DEFAULT '',
    "amount_fen" BIGINT NOT NULL,
    "issued_on" DATE NOT NULL,
    "imported_by" TEXT NOT NULL,
    "imported_name" TEXT NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "voided_by" TEXT,
    "voided_at" TIMESTAMPTZ(3),
    "void_note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "giving_ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "giving_letter_run" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "year" INTEGER,
    "campaign" TEXT,
    "fund" TEXT,
    "from_on" DATE,
    "to_on" DATE,
    "words" JSONB NOT NULL DEFAULT '{}',
    "state" TEXT NOT NULL DEFAULT 'running',
    "started_by" TEXT NOT NULL,
    "started_name" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "ended_at" TIMESTAMPTZ(3),
    "stopped_name" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "giving_letter_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "giving_letter" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "run_id" UUID NOT NULL,
    "gift_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "claimed_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "giving_letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "giving_letter_stop" (
    "digest" BYTEA NOT NULL,
    "stopped_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "giving_letter_stop_pkey" PRIMARY KEY ("digest")
);

-- CreateIndex
CREATE UNIQUE INDEX "giving_statement_digest_key" ON "giving_statement"("digest");

-- CreateIndex
CREATE INDEX "giving_ticket_gift_id_idx" ON "giving_ticket"("gift_id");

-- CreateIndex
CREATE INDEX "giving_letter_run_key_idx" ON "giving_letter_run"("key");

-- CreateIndex
CREATE INDEX "giving_letter_run_started_at_id_idx" ON "giving_letter_run"("started_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "giving_letter_gift_id_idx" ON "giving_letter"("gift_id");

-- CreateIndex
CREATE UNIQUE INDEX "giving_letter_run_id_gift_id_key" ON "giving_letter"("run_id", "gift_id");

-- AddForeignKey
ALTER TABLE "giving_ticket" ADD CONSTRAINT "giving_ticket_gift_id_fkey" FOREIGN KEY ("gift_id") REFERENCES "giving_gift"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "giving_letter" ADD CONSTRAINT "giving_letter_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "giving_letter_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "giving_letter" ADD CONSTRAINT "giving_letter_gift_id_fkey" FOREIGN KEY ("gift_id") REFERENCES "giving_gift"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



CREATE SEQUENCE giving_statement_number AS BIGINT;

ALTER TABLE giving_ticket ADD CONSTRAINT giving_ticket_sense CHECK (amount_fen > 0 AND number <> '');
-- One ticket a gift and one gift a ticket; what was taken off again does not count.
CREATE UNIQUE INDEX giving_ticket_of_gift ON giving_ticket (gift_id) WHERE voided_at IS NULL;
CREATE UNIQUE INDEX giving_ticket_number ON giving_ticket (code, number) WHERE voided_at IS NULL;

ALTER TABLE giving_letter ADD CONSTRAINT giving_letter_state CHECK (state IN ('waiting', 'sent', 'left-out', 'failed'));
ALTER TABLE giving_letter_run ADD CONSTRAINT giving_letter_run_state CHECK (state IN ('running', 'stopped', 'done'));
ALTER TABLE giving_letter_run ADD CONSTRAINT giving_letter_run_kind CHECK (kind IN ('statement', 'thanks'));
CREATE INDEX giving_letter_waiting ON giving_letter (run_id, id) WHERE state = 'waiting';

-- How an address is known among those that want no letters: by a digest, never in clear.
CREATE FUNCTION giving_address_digest(p_address text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(convert_to('shanxing-letters/v1:' || lower(p_address), 'UTF8'))
$$;
