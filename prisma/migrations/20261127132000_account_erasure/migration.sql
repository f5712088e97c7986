-- AlterTable
ALTER TABLE "people" ADD COLUMN     "erased_at" TIMESTAMPTZ(3),
ALTER COLUMN "email" DROP NOT NULL;
