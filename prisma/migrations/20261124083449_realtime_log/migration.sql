-- CreateEnum
CREATE TYPE "set_aside_outcome" AS ENUM ('admitted', 'declined');

-- CreateTable
CREATE TABLE "document_logs" (
    "document_id" UUID NOT NULL,
    "last_sequence" INTEGER NOT NULL,
    "moved_text" BYTEA,

    CONSTRAINT "document_logs_pkey" PRIMARY KEY ("document_id")
);

-- The order of the rows so far becomes the sequence of each document.
ALTER TABLE "document_updates" ADD COLUMN     "sequence" INTEGER;

UPDATE "document_updates" AS u SET "sequence" = n."place"
FROM (
    SELECT "id", row_number() OVER (PARTITION BY "document_id" ORDER BY "id") AS "place" FROM "document_updates"
) AS n
WHERE n."id" = u."id";

INSERT INTO "document_logs" ("document_id", "last_sequence")
SELECT "document_id", max("sequence") FROM "document_updates" GROUP BY "document_id";

-- DropIndex
DROP INDEX "document_updates_document_id_id_idx";

-- AlterTable
ALTER TABLE "document_updates" DROP CONSTRAINT "document_updates_pkey",
DROP COLUMN "id",
ALTER COLUMN "sequence" SET NOT NULL,
ADD CONSTRAINT "document_updates_pkey" PRIMARY KEY ("document_id", "sequence");

-- CreateTable
CREATE TABLE "document_set_asides" (
    "id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "sender_id" UUID NOT NULL,
    "bytes" BYTEA NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" "set_aside_outcome",
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "document_set_asides_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "document_set_asides_document_id_sender_id_sha256_key" ON "document_set_asides"("document_id", "sender_id", "sha256");

-- AddForeignKey
ALTER TABLE "document_logs" ADD CONSTRAINT "document_logs_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "documents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_set_asides" ADD CONSTRAINT "document_set_asides_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "documents"("id") ON DELETE CASCADE ON UPDATE CASCADE;
