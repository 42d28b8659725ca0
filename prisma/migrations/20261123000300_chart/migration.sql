-- The chart of accounts, and the one fund that the software itself posts to.
INSERT INTO ledger_account (code, type, name_zh, name_en, raised) VALUES
  ('bank', 'asset', '银行存款', 'Bank', false),
  ('cash', 'asset', '库存现金', 'Cash', false),
  ('provider-clearing', 'asset', '支付渠道在途资金', 'Held by the payment provider', false),
  ('donations', 'income', '捐赠收入', 'Donations', true),
  ('market-takings', 'income', '义卖收入', 'Market takings', true),
  ('fee-cover', 'income', '捐赠人代付的手续费', 'Fees covered by donors', false),
  ('provider-fees', 'expense', '支付渠道手续费', 'Payment provider fees', false),
  ('disbursements', 'expense', '公益支出', 'Disbursements', false),
  ('transfers', 'transfer', '基金间划转', 'Transfers between funds', false);

INSERT INTO ledger_fund (slug, kind, name_zh, name_en, purpose_zh, purpose_en, restricted, position) VALUES
  ('payment-costs', 'federation', '支付手续费专户', 'Payment costs',
   '捐赠人自愿代付的支付手续费，只用于支付渠道费用。', 'Fees that donors chose to cover; used for payment provider fees only.', true, 9000);
