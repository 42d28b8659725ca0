-- A code now belongs to the page that asked for it (docs/decisions/0015). Those under way live ten minutes: whoever waits for one asks again.
DROP TABLE "identity_mail_code";

CREATE TABLE "identity_mail_code" (
    "ticket" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "asker" BYTEA NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "identity_mail_code_pkey" PRIMARY KEY ("ticket")
);
CREATE INDEX "identity_mail_code_email_idx" ON "identity_mail_code"("email");
CREATE INDEX "identity_mail_code_asked_at_idx" ON "identity_mail_code"("asked_at");
