-- AlterTable
ALTER TABLE "campaigns_campaign" ADD COLUMN     "designated_platform_en" TEXT,
ADD COLUMN     "routing_version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "campaigns_series" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "ledger_fund" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;


