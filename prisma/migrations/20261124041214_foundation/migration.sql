-- CreateEnum
CREATE TYPE "one_time_link_kind" AS ENUM ('set_up', 'reset', 'address_change');

-- CreateEnum
CREATE TYPE "comment_type" AS ENUM ('question', 'testimony', 'reference', 'method', 'rewording');

-- CreateEnum
CREATE TYPE "thread_state" AS ENUM ('open', 'answered', 'integrated', 'declined', 'obsolete');

-- CreateEnum
CREATE TYPE "axis_status" AS ENUM ('initial', 'available', 'active', 'closed');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('coordinator', 'member', 'researcher', 'observer');

-- CreateEnum
CREATE TYPE "voice" AS ENUM ('voting', 'advisory', 'none');

-- CreateEnum
CREATE TYPE "round_state" AS ENUM ('open', 'closed');

-- CreateEnum
CREATE TYPE "consent_answer" AS ENUM ('no_objection', 'reservation', 'objection');

-- CreateEnum
CREATE TYPE "decision_outcome" AS ENUM ('adopted', 'objected', 'no_quorum');

-- CreateEnum
CREATE TYPE "document_kind" AS ENUM ('statement', 'note');

-- CreateEnum
CREATE TYPE "frascati_type" AS ENUM ('fundamental_free', 'fundamental_oriented', 'applied', 'experimental_development', 'not_rd');

-- CreateEnum
CREATE TYPE "statement_state" AS ENUM ('situation', 'draft', 'peer_review', 'deliberation', 'adopted', 'set_aside', 'merged', 'revised');

-- CreateTable
CREATE TABLE "people" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'fr',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "people_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "login_sessions" (
    "id" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "login_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "one_time_links" (
    "id" UUID NOT NULL,
    "kind" "one_time_link_kind" NOT NULL,
    "token_hash" TEXT NOT NULL,
    "person_id" UUID,
    "email" TEXT,
    "issued_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "one_time_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_failures" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_failures_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "threads" (
    "id" UUID NOT NULL,
    "committee_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "type" "comment_type" NOT NULL,
    "state" "thread_state" NOT NULL DEFAULT 'open',
    "start_position" BYTEA NOT NULL,
    "end_position" BYTEA NOT NULL,
    "quote" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "suffix" TEXT NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_by_id" UUID,
    "resolved_at" TIMESTAMPTZ(3),
    "outcome_reason" TEXT,

    CONSTRAINT "threads_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "comments" (
    "id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "comments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "committees" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "territory" TEXT NOT NULL DEFAULT '',
    "programme_start" DATE NOT NULL,
    "programme_years" INTEGER NOT NULL DEFAULT 3,
    "time_zone" TEXT NOT NULL DEFAULT 'Europe/Paris',
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "committees_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "colleges" (
    "id" UUID NOT NULL,
    "committee_id" UUID NOT NULL,
    "name_fr" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "seats" INTEGER NOT NULL DEFAULT 0,
    "weight_percent" INTEGER NOT NULL DEFAULT 0,
    "position" INTEGER NOT NULL,
    "palette" INTEGER NOT NULL,

    CONSTRAINT "colleges_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organisations" (
    "id" UUID NOT NULL,
    "committee_id" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "organisations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "axes" (
    "id" UUID NOT NULL,
    "committee_id" UUID NOT NULL,
    "name_fr" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "status" "axis_status" NOT NULL,
    "position" INTEGER NOT NULL,
    "palette" INTEGER NOT NULL,

    CONSTRAINT "axes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "modalities" (
    "id" UUID NOT NULL,
    "committee_id" UUID NOT NULL,
    "name_fr" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "modalities_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "members" (
    "id" UUID NOT NULL,
    "committee_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "college_id" UUID,
    "organisation_id" UUID,
    "roles" "role"[],
    "voice" "voice" NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL,
    "left_at" TIMESTAMPTZ(3),

    CONSTRAINT "members_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" UUID NOT NULL,
    "committee_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "college_id" UUID,
    "organisation_id" UUID,
    "roles" "role"[],
    "voice" "voice" NOT NULL,
    "token_hash" TEXT NOT NULL,
    "invited_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rounds" (
    "id" UUID NOT NULL,
    "committee_id" UUID NOT NULL,
    "frozen_version_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "proposal" TEXT NOT NULL,
    "state" "round_state" NOT NULL DEFAULT 'open',
    "rules" JSONB NOT NULL,
    "rules_sha256" TEXT NOT NULL,
    "opened_by_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by_id" UUID,
    "result" JSONB,

    CONSTRAINT "rounds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "round_electors" (
    "round_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "college_id" UUID,

    CONSTRAINT "round_electors_pkey" PRIMARY KEY ("round_id","person_id")
);

-- CreateTable
CREATE TABLE "ballots" (
    "id" UUID NOT NULL,
    "round_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "answer" "consent_answer" NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ballots_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decisions" (
    "id" UUID NOT NULL,
    "committee_id" UUID NOT NULL,
    "round_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "outcome" "decision_outcome" NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "decisions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journal_entries" (
    "id" BIGSERIAL NOT NULL,
    "committee_id" UUID,
    "actor_id" UUID,
    "act" TEXT NOT NULL,
    "object_type" TEXT NOT NULL,
    "object_id" UUID NOT NULL,
    "digest" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "journal_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notes" (
    "id" UUID NOT NULL,
    "committee_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_messages" (
    "id" UUID NOT NULL,
    "committee_id" UUID,
    "kind" TEXT NOT NULL,
    "recipient_email" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "issued_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "handled_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "due_jobs" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "object_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "due_jobs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "documents" (
    "id" UUID NOT NULL,
    "committee_id" UUID NOT NULL,
    "kind" "document_kind" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "documents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_updates" (
    "id" BIGSERIAL NOT NULL,
    "document_id" UUID NOT NULL,
    "bytes" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_updates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_clients" (
    "document_id" UUID NOT NULL,
    "client_id" BIGINT NOT NULL,
    "person_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_clients_pkey" PRIMARY KEY ("document_id","client_id")
);

-- CreateTable
CREATE TABLE "roadmap_items" (
    "id" UUID NOT NULL,
    "committee_id" UUID NOT NULL,
    "axis_id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "lead_member_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "question" TEXT NOT NULL DEFAULT '',
    "frascati_type" "frascati_type" NOT NULL,
    "start_quarter" INTEGER NOT NULL,
    "end_quarter" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "roadmap_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "problem_statements" (
    "id" UUID NOT NULL,
    "committee_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "state" "statement_state" NOT NULL DEFAULT 'draft',
    "set_aside_reason" TEXT,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "problem_statements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statement_axes" (
    "statement_id" UUID NOT NULL,
    "axis_id" UUID NOT NULL,

    CONSTRAINT "statement_axes_pkey" PRIMARY KEY ("statement_id","axis_id")
);

-- CreateTable
CREATE TABLE "statement_writers" (
    "statement_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "statement_writers_pkey" PRIMARY KEY ("statement_id","person_id")
);

-- CreateTable
CREATE TABLE "frozen_versions" (
    "id" UUID NOT NULL,
    "statement_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "state" BYTEA NOT NULL,
    "sha256" TEXT NOT NULL,
    "frozen_by_id" UUID NOT NULL,
    "frozen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "frozen_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provenance_links" (
    "id" UUID NOT NULL,
    "journal_entry_id" BIGINT NOT NULL,
    "from_type" TEXT NOT NULL,
    "from_id" UUID NOT NULL,
    "to_type" TEXT NOT NULL,
    "to_id" UUID NOT NULL,

    CONSTRAINT "provenance_links_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "people_email_key" ON "people"("email");

-- CreateIndex
CREATE INDEX "login_sessions_person_id_idx" ON "login_sessions"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "one_time_links_token_hash_key" ON "one_time_links"("token_hash");

-- CreateIndex
CREATE INDEX "one_time_links_person_id_idx" ON "one_time_links"("person_id");

-- CreateIndex
CREATE INDEX "threads_document_id_idx" ON "threads"("document_id");

-- CreateIndex
CREATE INDEX "comments_thread_id_idx" ON "comments"("thread_id");

-- CreateIndex
CREATE INDEX "colleges_committee_id_idx" ON "colleges"("committee_id");

-- CreateIndex
CREATE UNIQUE INDEX "organisations_committee_id_name_key" ON "organisations"("committee_id", "name");

-- CreateIndex
CREATE INDEX "axes_committee_id_idx" ON "axes"("committee_id");

-- CreateIndex
CREATE INDEX "modalities_committee_id_idx" ON "modalities"("committee_id");

-- CreateIndex
CREATE INDEX "members_person_id_idx" ON "members"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "members_committee_id_person_id_key" ON "members"("committee_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");

-- CreateIndex
CREATE INDEX "invitations_committee_id_idx" ON "invitations"("committee_id");

-- CreateIndex
CREATE INDEX "rounds_committee_id_idx" ON "rounds"("committee_id");

-- CreateIndex
CREATE UNIQUE INDEX "ballots_round_id_person_id_key" ON "ballots"("round_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "decisions_round_id_key" ON "decisions"("round_id");

-- CreateIndex
CREATE UNIQUE INDEX "decisions_committee_id_number_key" ON "decisions"("committee_id", "number");

-- CreateIndex
CREATE INDEX "journal_entries_committee_id_id_idx" ON "journal_entries"("committee_id", "id");

-- CreateIndex
CREATE INDEX "journal_entries_object_type_object_id_idx" ON "journal_entries"("object_type", "object_id");

-- CreateIndex
CREATE UNIQUE INDEX "notes_document_id_key" ON "notes"("document_id");

-- CreateIndex
CREATE INDEX "notes_committee_id_idx" ON "notes"("committee_id");

-- CreateIndex
CREATE INDEX "outbox_messages_committee_id_idx" ON "outbox_messages"("committee_id");

-- CreateIndex
CREATE INDEX "due_jobs_done_at_due_at_idx" ON "due_jobs"("done_at", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "due_jobs_kind_object_id_key" ON "due_jobs"("kind", "object_id");

-- CreateIndex
CREATE INDEX "documents_committee_id_idx" ON "documents"("committee_id");

-- CreateIndex
CREATE INDEX "document_updates_document_id_id_idx" ON "document_updates"("document_id", "id");

-- CreateIndex
CREATE INDEX "roadmap_items_committee_id_idx" ON "roadmap_items"("committee_id");

-- CreateIndex
CREATE UNIQUE INDEX "problem_statements_document_id_key" ON "problem_statements"("document_id");

-- CreateIndex
CREATE INDEX "problem_statements_committee_id_idx" ON "problem_statements"("committee_id");

-- CreateIndex
CREATE UNIQUE INDEX "frozen_versions_statement_id_number_key" ON "frozen_versions"("statement_id", "number");

-- CreateIndex
CREATE INDEX "provenance_links_from_type_from_id_idx" ON "provenance_links"("from_type", "from_id");

-- CreateIndex
CREATE INDEX "provenance_links_to_type_to_id_idx" ON "provenance_links"("to_type", "to_id");

-- AddForeignKey
ALTER TABLE "login_sessions" ADD CONSTRAINT "login_sessions_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "one_time_links" ADD CONSTRAINT "one_time_links_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "threads" ADD CONSTRAINT "threads_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "documents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "threads"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "colleges" ADD CONSTRAINT "colleges_committee_id_fkey" FOREIGN KEY ("committee_id") REFERENCES "committees"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_committee_id_fkey" FOREIGN KEY ("committee_id") REFERENCES "committees"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "axes" ADD CONSTRAINT "axes_committee_id_fkey" FOREIGN KEY ("committee_id") REFERENCES "committees"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "modalities" ADD CONSTRAINT "modalities_committee_id_fkey" FOREIGN KEY ("committee_id") REFERENCES "committees"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_committee_id_fkey" FOREIGN KEY ("committee_id") REFERENCES "committees"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_college_id_fkey" FOREIGN KEY ("college_id") REFERENCES "colleges"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_committee_id_fkey" FOREIGN KEY ("committee_id") REFERENCES "committees"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_college_id_fkey" FOREIGN KEY ("college_id") REFERENCES "colleges"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rounds" ADD CONSTRAINT "rounds_frozen_version_id_fkey" FOREIGN KEY ("frozen_version_id") REFERENCES "frozen_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "round_electors" ADD CONSTRAINT "round_electors_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "rounds"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ballots" ADD CONSTRAINT "ballots_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "rounds"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "rounds"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notes" ADD CONSTRAINT "notes_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "documents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_updates" ADD CONSTRAINT "document_updates_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "documents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_clients" ADD CONSTRAINT "document_clients_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "documents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "roadmap_items" ADD CONSTRAINT "roadmap_items_axis_id_fkey" FOREIGN KEY ("axis_id") REFERENCES "axes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "roadmap_items" ADD CONSTRAINT "roadmap_items_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decisions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "roadmap_items" ADD CONSTRAINT "roadmap_items_lead_member_id_fkey" FOREIGN KEY ("lead_member_id") REFERENCES "members"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "problem_statements" ADD CONSTRAINT "problem_statements_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "documents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_axes" ADD CONSTRAINT "statement_axes_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "problem_statements"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_axes" ADD CONSTRAINT "statement_axes_axis_id_fkey" FOREIGN KEY ("axis_id") REFERENCES "axes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_writers" ADD CONSTRAINT "statement_writers_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "problem_statements"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "frozen_versions" ADD CONSTRAINT "frozen_versions_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "problem_statements"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provenance_links" ADD CONSTRAINT "provenance_links_journal_entry_id_fkey" FOREIGN KEY ("journal_entry_id") REFERENCES "journal_entries"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
