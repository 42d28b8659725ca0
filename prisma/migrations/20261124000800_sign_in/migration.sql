-- CreateTable
CREATE TABLE "identity_mail_code" (
    "email" TEXT NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "asked" INTEGER NOT NULL DEFAULT 1,
    "counted_from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "identity_mail_code_pkey" PRIMARY KEY ("email")
);

-- CreateTable
CREATE TABLE "identity_password_lock" (
    "user_id" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "identity_password_lock_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE INDEX "identity_mail_code_expires_at_idx" ON "identity_mail_code"("expires_at");
