-- CreateTable
CREATE TABLE "identity_user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'zh-CN',
    "two_factor_enabled" BOOLEAN DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "identity_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity_session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "second_factor_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "identity_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity_credential" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "identity_credential_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity_verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "identity_verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity_two_factor" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "backup_codes" TEXT NOT NULL,
    "verified" BOOLEAN DEFAULT true,
    "failed_verification_count" INTEGER DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "last_step" BIGINT,

    CONSTRAINT "identity_two_factor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity_passkey" (
    "id" TEXT NOT NULL,
    "name" TEXT,
    "public_key" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "credential_id" TEXT NOT NULL,
    "counter" INTEGER NOT NULL,
    "device_type" TEXT NOT NULL,
    "backed_up" BOOLEAN NOT NULL,
    "transports" TEXT,
    "created_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "aaguid" TEXT,

    CONSTRAINT "identity_passkey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity_grant" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "scope" TEXT NOT NULL DEFAULT '*',
    "stands_in_for" TEXT,
    "granted_by" TEXT,
    "granted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "valid_until" TIMESTAMPTZ(3),
    "revoked_by" TEXT,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "identity_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity_invitation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" TEXT NOT NULL DEFAULT '',
    "role" TEXT NOT NULL,
    "scope" TEXT NOT NULL DEFAULT '*',
    "locale" TEXT NOT NULL DEFAULT 'zh-CN',
    "secret_hash" BYTEA NOT NULL,
    "invited_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "accepted_by" TEXT,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "identity_invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity_pass" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "role" TEXT NOT NULL,
    "campaign" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "valid_on" DATE NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_by" TEXT,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "identity_pass_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity_proposal" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "action" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "payload" JSONB NOT NULL DEFAULT '{}',
    "note" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "proposed_by" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "decision" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "identity_proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity_act" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "from_address" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "identity_act_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "identity_user_email_key" ON "identity_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "identity_session_token_key" ON "identity_session"("token");

-- CreateIndex
CREATE INDEX "identity_session_user_id_idx" ON "identity_session"("user_id");

-- CreateIndex
CREATE INDEX "identity_credential_user_id_idx" ON "identity_credential"("user_id");

-- CreateIndex
CREATE INDEX "identity_verification_identifier_idx" ON "identity_verification"("identifier");

-- CreateIndex
CREATE INDEX "identity_two_factor_user_id_idx" ON "identity_two_factor"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "identity_passkey_credential_id_key" ON "identity_passkey"("credential_id");

-- CreateIndex
CREATE INDEX "identity_passkey_user_id_idx" ON "identity_passkey"("user_id");

-- CreateIndex
CREATE INDEX "identity_grant_user_id_idx" ON "identity_grant"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "identity_invitation_secret_hash_key" ON "identity_invitation"("secret_hash");

-- CreateIndex
CREATE INDEX "identity_invitation_email_idx" ON "identity_invitation"("email");

-- CreateIndex
CREATE UNIQUE INDEX "identity_pass_secret_hash_key" ON "identity_pass"("secret_hash");

-- CreateIndex
CREATE INDEX "identity_pass_campaign_valid_on_idx" ON "identity_pass"("campaign", "valid_on");

-- CreateIndex
CREATE INDEX "identity_proposal_state_proposed_at_idx" ON "identity_proposal"("state", "proposed_at");

-- CreateIndex
CREATE INDEX "identity_proposal_subject_kind_subject_id_idx" ON "identity_proposal"("subject_kind", "subject_id");

-- CreateIndex
CREATE INDEX "identity_act_at_idx" ON "identity_act"("at");

-- CreateIndex
CREATE INDEX "identity_act_actor_id_id_idx" ON "identity_act"("actor_id", "id");

-- CreateIndex
CREATE INDEX "identity_act_subject_kind_subject_id_id_idx" ON "identity_act"("subject_kind", "subject_id", "id");

-- CreateIndex
CREATE INDEX "identity_act_action_id_idx" ON "identity_act"("action", "id");

-- AddForeignKey
ALTER TABLE "identity_session" ADD CONSTRAINT "identity_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "identity_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity_credential" ADD CONSTRAINT "identity_credential_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "identity_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity_two_factor" ADD CONSTRAINT "identity_two_factor_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "identity_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity_passkey" ADD CONSTRAINT "identity_passkey_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "identity_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity_grant" ADD CONSTRAINT "identity_grant_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "identity_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- Rules of identity that the database keeps, whoever writes.

ALTER TABLE identity_grant ADD CONSTRAINT identity_grant_role CHECK (role IN ('administrator', 'treasurer', 'reviewer', 'organiser', 'fund-manager', 'auditor'));
ALTER TABLE identity_grant ADD CONSTRAINT identity_grant_scope CHECK (scope <> '');
ALTER TABLE identity_pass ADD CONSTRAINT identity_pass_role CHECK (role IN ('checkpoint-volunteer', 'stall-volunteer'));
-- One live grant of a role with a scope to a person.
CREATE UNIQUE INDEX identity_grant_live ON identity_grant (user_id, role, scope, coalesce(stands_in_for, '')) WHERE revoked_at IS NULL;

-- Four eyes: whoever proposed can never approve, and what waits is proposed once.
ALTER TABLE identity_proposal ADD CONSTRAINT identity_proposal_state CHECK (state IN ('waiting', 'approved', 'rejected', 'withdrawn'));
ALTER TABLE identity_proposal ADD CONSTRAINT identity_proposal_second_person CHECK (state <> 'approved' OR (decided_by IS NOT NULL AND decided_by <> proposed_by));
CREATE UNIQUE INDEX identity_proposal_waiting ON identity_proposal (action, subject_kind, subject_id) WHERE state = 'waiting';

-- The trail is evidence: nothing in it is changed or lost.
CREATE TRIGGER identity_act_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON identity_act
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();
CREATE FUNCTION identity_keep_grant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'identity_grant_kept: a grant is revoked, never deleted' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER identity_grant_kept BEFORE DELETE OR TRUNCATE ON identity_grant
  FOR EACH STATEMENT EXECUTE FUNCTION identity_keep_grant();
