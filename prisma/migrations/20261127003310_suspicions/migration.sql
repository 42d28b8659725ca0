-- The suspicion queue: what looks wrong is found once, and a person decides.
-- CreateTable
CREATE TABLE "giving_suspicion" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "campaign" TEXT,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "state" TEXT NOT NULL DEFAULT 'open',
    "decisions" INTEGER NOT NULL DEFAULT 0,
    "found_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "giving_suspicion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "giving_suspicion_decision" (
    "id" BIGSERIAL NOT NULL,
    "suspicion_id" UUID NOT NULL,
    "verdict" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "consequence" TEXT NOT NULL DEFAULT 'none',
    "decided_by" TEXT NOT NULL,
    "decided_name" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "giving_suspicion_decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "giving_watched_address" (
    "suspicion_id" UUID NOT NULL,
    "digest" BYTEA NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "giving_watched_address_pkey" PRIMARY KEY ("suspicion_id")
);

-- CreateIndex
CREATE INDEX "giving_suspicion_state_found_at_id_idx" ON "giving_suspicion"("state", "found_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "giving_suspicion_kind_key_key" ON "giving_suspicion"("kind", "key");

-- CreateIndex
CREATE INDEX "giving_suspicion_decision_suspicion_id_id_idx" ON "giving_suspicion_decision"("suspicion_id", "id");

-- AddForeignKey
ALTER TABLE "giving_suspicion_decision" ADD CONSTRAINT "giving_suspicion_decision_suspicion_id_fkey" FOREIGN KEY ("suspicion_id") REFERENCES "giving_suspicion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "giving_watched_address" ADD CONSTRAINT "giving_watched_address_suspicion_id_fkey" FOREIGN KEY ("suspicion_id") REFERENCES "giving_suspicion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


ALTER TABLE giving_suspicion ADD CONSTRAINT giving_suspicion_state CHECK (state IN ('open', 'fine', 'real'));
ALTER TABLE giving_suspicion_decision ADD CONSTRAINT giving_suspicion_verdict CHECK (verdict IN ('fine', 'real') AND consequence IN ('none', 'watch'));
