-- Certificates: each has a number of its own and a code that nobody guesses.

-- AlterTable
ALTER TABLE "walks_card" ADD COLUMN     "certificate_code" TEXT NOT NULL DEFAULT '';

CREATE SEQUENCE walks_certificate_number START 1;
ALTER TABLE walks_card ADD CONSTRAINT walks_card_certificate
  CHECK (certificate IS NULL OR (certificate_at IS NOT NULL AND certificate_code <> ''));
