-- AlterTable
ALTER TABLE "walks_page" ADD COLUMN     "hidden_why" TEXT NOT NULL DEFAULT '';
