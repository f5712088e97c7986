-- The words that were commented on stay as they were; the anchor follows the text from here on.
ALTER TABLE "threads" ADD COLUMN "quoted_words" TEXT, ADD COLUMN "detached_at" TIMESTAMPTZ(3);
UPDATE "threads" SET "quoted_words" = "quote";
ALTER TABLE "threads" ALTER COLUMN "quoted_words" SET NOT NULL;
