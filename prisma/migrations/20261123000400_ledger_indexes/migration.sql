-- A fund's public page lists its latest lines, and an auditor drills down from a balance to its entries.
-- CreateIndex
CREATE INDEX "ledger_line_fund_entry_id_idx" ON "ledger_line"("fund", "entry_id");

-- The queue's rows live for a fraction of a second: clean it by count, not by share, so that the sealer's first row stays near.
ALTER TABLE ledger_unsealed SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
