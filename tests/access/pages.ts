/**
 * Every address of the house and what each visitor is answered there: a status, `in` for the way to the sign-in page, `2fa`
 * for the way to the second factor. What one may not know about is 404. Forms are sent wrong on purpose where they would change
 * something, so that who may is told what is wrong (4xx) and everything stays as it was. walk-11, relief-day and walk-12 (a
 * draft) are campaigns, elders and children are funds; `{…}` are things that the books made.
 */
export const pages = `
                                                                   nobody donor  admin  asleep treas  review organ  walk   elders audit  pass
GET /                                                               all 200
GET /campaigns/walk-11                                              all 200
GET /campaigns/walk-12                                              all 404
POST /campaigns/walk-11 amount=x                                    all 422
GET /funds                                                          all 200
GET /funds/elders                                                   all 200
GET /funds/nothing                                                  all 404
GET /funds/export?format=csv                                        all 200
GET /ledger                                                         all 200
GET /rules/first-in-first-out                                       all 200
GET /search?q=%E5%9F%BA%E9%87%91                                   all 200
GET /plans                                                          all 200
GET /plans/nothing                                                  all 404
GET /check                                                          all 200
GET /check/{number}/{code}                                          all 200
GET /gifts/{walkGift}                                               all 200
GET /gifts/{walkGift}/acknowledgement.pdf                           all 200
GET /styleguide                                                     all 404
GET /join/nothing                                                   all 410
POST /join/nothing name=x                                           all 303
GET /sign-in                                                        200    302    302    302    302    302    302    302    302    302    200
POST /sign-in email=x                                               422    302    302    302    302    302    302    302    302    302    422
GET /sign-in/code                                                   200    302    302    302    302    302    302    302    302    302    200
POST /sign-in/code email=x                                          422    302    302    302    302    302    302    302    302    302    422
GET /sign-out                                                       all 404
GET /demo/mailbox                                                   all 404
GET /demo/mailbox/{walkGift}                                        all 404
GET /demo/mailbox/{walkGift}/1                                      all 404
GET /demo/sign-in/administrator                                     all 404
GET /nowhere                                                        all 404
GET /api/nowhere                                                    all 404
GET /api/v1/campaigns                                               all 200
GET /api/v1/campaigns/walk-11/totals                                all 200
GET /api/v1/campaigns/walk-11/recent                                all 200
GET /api/v1/campaigns/walk-11/feed                                  all 200
GET /api/v1/campaigns/walk-12/totals                                all 404
GET /api/v1/campaigns/walk-12/recent                                all 404
GET /api/v1/campaigns/walk-12/feed                                  all 404
GET /api/v1/funds                                                   all 200
GET /api/v1/funds/elders                                            all 200
GET /api/v1/log/checkpoint                                          all 200
GET /api/v1/log/entries?start=0                                     all 200
GET /api/v1/log/proof?leaf=0&size=1                                 all 400
GET /api/v1/openapi.json                                            all 200
GET /healthz                                                        all 200
GET /readyz                                                         all 200
GET /files/nothing                                                  all 404
POST /webhooks/stripe                                               all 400

GET /campaigns/walk-11/live                                         all 200
GET /campaigns/walk-12/live                                         all 404
GET /campaigns/walk-11/card.png                                     all 200
GET /campaigns/walk-12/card.png                                     all 404
GET /g/walk-11                                                      all 302
GET /screen/walk-11                                                 all 200
GET /screen/walk-12                                                 all 404
GET /screen/walk-11/now                                             all 200
GET /screen/walk-12/now                                             all 404
GET /api/v1/campaigns/walk-11/coverage/feed                         all 200
GET /api/v1/campaigns/walk-12/coverage/feed                         all 404
GET /api/auth/get-session                                           all 404
POST /api/auth/sign-up/email                                        all 404
GET /pass/nothing                                                   all 404
POST /pass/nothing                                                  all 303
GET /pass                                                           403    403    403    403    403    403    403    403    403    403    200

GET /account                                                        in     200    200    200    200    200    200    200    200    200    in
POST /account end=nothing                                           in     200    200    200    200    200    200    200    200    200    in
POST /account intent=details                                        in     422    422    422    422    422    422    422    422    422    in
GET /account/second-factor                                          in     200    200    200    200    200    200    200    200    200    in
POST /account/second-factor code=x                                  in     422    422    422    422    422    422    422    422    422    in
GET /account/gifts                                                  in     200    200    200    200    200    200    200    200    200    in
GET /account/statements/1999.pdf                                     in     404    404    404    404    404    404    404    404    404    in
GET /account/export                                                 in     200    200    200    200    200    200    200    200    200    in
GET /account/passkeys                                               in     200    200    200    200    200    200    200    200    200    in
POST /account/passkeys intent=remove                                in     422    422    422    422    422    422    422    422    422    in
GET /account/password                                               in     200    200    200    200    200    200    200    200    200    in
POST /account/password password=x                                   in     422    422    422    422    422    422    422    422    422    in
GET /account/close                                                  in     200    200    200    200    200    200    200    200    200    in
POST /account/close word=x                                          in     422    422    422    422    422    422    422    422    422    in

GET /desk                                                           in     404    200    2fa    200    200    200    200    200    200    in
GET /en/desk                                                        in     404    200    2fa    200    200    200    200    200    200    in
GET /desk/campaigns                                                 in     404    200    2fa    200    200    200    200    404    200    in
GET /desk/campaigns/new                                             in     404    200    2fa    404    404    200    404    404    404    in
POST /desk/campaigns/new nameZh=x                                   in     404    422    2fa    404    404    422    404    404    404    in
GET /desk/campaigns/walk-11                                         in     404    200    2fa    200    200    200    200    404    200    in
GET /desk/campaigns/relief-day                                      in     404    200    2fa    200    200    200    404    404    200    in
GET /desk/campaigns/nothing                                         in     404    404    2fa    404    404    404    404    404    404    in
POST /desk/campaigns/walk-11 intent=close                           in     404    422    2fa    404    404    422    422    404    404    in
POST /desk/campaigns/relief-day intent=close                        in     404    422    2fa    404    404    422    404    404    404    in
POST /desk/campaigns/walk-11 intent=propose-open                    in     404    409    2fa    404    404    409    409    404    404    in
POST /desk/campaigns/relief-day intent=propose-open                 in     404    409    2fa    404    404    409    404    404    404    in
POST /desk/campaigns/walk-11 intent=propose-settle                  in     404    409    2fa    409    404    409    409    404    404    in
POST /desk/campaigns/relief-day intent=propose-settle               in     404    409    2fa    409    404    409    404    404    404    in
POST /desk/campaigns/walk-11 intent=nothing                         in     404    400    2fa    400    400    400    400    404    400    in
GET /desk/campaigns/walk-11/edit                                    in     404    200    2fa    404    404    200    200    404    404    in
GET /desk/campaigns/relief-day/edit                                 in     404    200    2fa    404    404    200    404    404    404    in
POST /desk/campaigns/walk-11/edit nameZh=                           in     404    422    2fa    404    404    422    422    404    404    in
POST /desk/campaigns/relief-day/edit nameZh=                        in     404    422    2fa    404    404    422    404    404    404    in
GET /desk/campaigns/walk-11/routing                                 in     404    200    2fa    404    404    200    200    404    404    in
GET /desk/campaigns/relief-day/routing                              in     404    200    2fa    404    404    200    404    404    404    in
POST /desk/campaigns/walk-11/routing version=1                      in     404    422    2fa    404    404    422    422    404    404    in
POST /desk/campaigns/relief-day/routing version=1                   in     404    422    2fa    404    404    422    404    404    404    in
GET /desk/campaigns/walk-11/history                                 in     404    200    2fa    200    200    200    200    404    200    in
GET /desk/campaigns/relief-day/history                              in     404    200    2fa    200    200    200    404    404    200    in
GET /desk/campaigns/walk-11/preview                                 in     404    200    2fa    200    200    200    200    404    200    in
GET /desk/campaigns/relief-day/preview                              in     404    200    2fa    200    200    200    404    404    200    in
GET /desk/campaigns/walk-11/ledger?format=csv                       in     404    200    2fa    200    200    200    200    404    200    in
GET /desk/campaigns/relief-day/ledger?format=csv                    in     404    200    2fa    200    200    200    404    404    200    in
GET /desk/campaigns/walk-11/monitoring                              in     404    200    2fa    200    200    200    200    404    200    in
GET /desk/campaigns/relief-day/monitoring                           in     404    200    2fa    200    200    200    404    404    200    in
GET /desk/campaigns/walk-11/monitoring/figures                      in     404    200    2fa    200    200    200    200    404    200    in
GET /desk/campaigns/relief-day/monitoring/figures                   in     404    200    2fa    200    200    200    404    404    200    in
GET /desk/campaigns/walk-11/coverage                                in     404    200    2fa    404    404    200    200    404    200    in
GET /desk/campaigns/relief-day/coverage                             in     404    200    2fa    404    404    200    404    404    200    in
POST /desk/campaigns/walk-11/coverage intent=post                   in     404    422    2fa    404    404    422    422    404    404    in
POST /desk/campaigns/relief-day/coverage intent=post                in     404    422    2fa    404    404    422    404    404    404    in
GET /desk/passes                                                    in     404    200    2fa    404    404    200    200    404    200    in
GET /desk/passes?campaign=relief-day                                in     404    200    2fa    404    404    200    404    404    200    in
POST /desk/passes campaign=walk-11                                  in     404    422    2fa    404    404    422    422    404    404    in
POST /desk/passes campaign=relief-day                               in     404    422    2fa    404    404    422    404    404    404    in
POST /desk/passes campaign=walk-11 intent=revoke id={reliefPass}    in     404    303    2fa    404    404    409    409    404    404    in
GET /desk/reconciliation?day=2026-03-07                             in     404    200    2fa    200    404    404    404    404    200    in
POST /desk/reconciliation day=x                                     in     404    404    2fa    303    404    404    404    404    404    in
GET /desk/period                                                    in     404    200    2fa    200    404    404    404    404    200    in
POST /desk/period through=x                                         in     404    404    2fa    409    404    404    404    404    404    in
GET /desk/series                                                    in     404    200    2fa    200    200    200    200    404    200    in
GET /desk/series/new                                                in     404    200    2fa    404    404    200    404    404    404    in
POST /desk/series/new nameZh=                                       in     404    422    2fa    404    404    422    404    404    404    in
GET /desk/series/health-walk                                        in     404    200    2fa    200    200    200    200    404    200    in
POST /desk/series/health-walk nameZh=                               in     404    422    2fa    404    404    422    404    404    404    in
GET /desk/funds                                                     in     404    200    2fa    200    200    404    404    200    200    in
GET /desk/funds/new                                                 in     404    200    2fa    200    404    404    404    404    404    in
POST /desk/funds/new nameZh=                                        in     404    422    2fa    422    404    404    404    404    404    in
GET /desk/funds/import                                              in     404    200    2fa    200    404    404    404    404    404    in
POST /desk/funds/import upload=nothing                              in     404    409    2fa    409    404    404    404    404    404    in
GET /desk/funds/elders                                              in     404    200    2fa    200    200    404    404    200    200    in
GET /desk/funds/children                                            in     404    200    2fa    200    200    404    404    404    200    in
POST /desk/funds/elders nameZh=                                     in     404    422    2fa    422    404    404    404    404    404    in
POST /desk/funds/children nameZh=                                   in     404    422    2fa    422    404    404    404    404    404    in
GET /desk/gifts                                                     in     404    200    2fa    200    404    200    200    404    200    in
GET /desk/gifts/export?format=csv                                   in     404    200    2fa    200    404    200    200    404    200    in
GET /desk/gifts/{walkGift}                                          in     404    200    2fa    200    404    200    200    404    200    in
GET /desk/gifts/{reliefGift}                                        in     404    200    2fa    200    404    200    404    404    200    in
POST /desk/gifts/{walkGift} look=1                                  in     404    200    2fa    200    404    404    404    404    404    in
POST /desk/gifts/{walkGift} intent=refund                           in     404    422    2fa    422    404    404    404    404    404    in
POST /desk/gifts/{reliefGift} look=1                                in     404    200    2fa    200    404    404    404    404    404    in
GET /desk/messages                                                  in     404    200    2fa    404    404    200    200    404    200    in
POST /desk/messages giftId={walkGift} intent=waiting seen=approved  in     404    200    2fa    404    404    200    200    404    404    in
POST /desk/messages giftId={reliefGift} intent=waiting seen=approved  in     404    200    2fa    404    404    200    404    404    404    in
POST /desk/messages giftId={walkGift} intent=shown                  in     404    200    2fa    404    404    200    200    404    404    in
POST /desk/messages giftId={reliefGift} intent=shown                in     404    200    2fa    404    404    200    404    404    404    in
GET /desk/holds                                                     in     404    200    2fa    200    404    404    404    404    200    in
POST /desk/holds intent=accept giftId={walkGift}                    in     404    404    2fa    200    404    404    404    404    404    in
POST /desk/holds intent=keep giftId={held}                          in     404    404    2fa    200    404    404    404    404    404    in
POST /desk/holds intent=return giftId={walkGift}                    in     404    404    2fa    200    404    404    404    404    404    in
POST /desk/holds intent=resolve alertId={moneyAlert}                in     404    200    2fa    200    404    404    404    404    404    in
GET /desk/proposals                                                 in     404    200    2fa    200    200    200    200    404    200    in
POST /desk/proposals id={walkProposal} decision=nothing             in     404    404    2fa    404    404    404    404    404    404    in
POST /desk/proposals id={walkProposal} decision=withdrawn           in     404    409    2fa    409    409    409    409    404    409    in
POST /desk/proposals id={walkProposal} decision=approved            in     404    409    2fa    409    409    409    409    404    409    in
POST /desk/proposals id={reliefProposal} decision=withdrawn         in     404    409    2fa    409    409    409    404    404    409    in
POST /desk/proposals id={reliefProposal} decision=approved          in     404    409    2fa    409    409    409    404    404    409    in
GET /desk/health                                                    in     404    200    2fa    200    404    200    200    404    200    in
POST /desk/health intent=resolve alertId={healthAlert}              in     404    200    2fa    200    404    404    404    404    404    in
POST /desk/health intent=nothing                                    in     404    400    2fa    400    404    400    400    404    400    in
GET /desk/people                                                    in     404    200    2fa    404    404    404    404    404    200    in
GET /desk/people/{person}                                           in     404    200    2fa    404    404    404    404    404    200    in
POST /desk/people/{person} intent=nothing                           in     404    409    2fa    404    404    404    404    404    404    in
GET /desk/people/invite                                             in     404    200    2fa    404    404    404    404    404    404    in
POST /desk/people/invite email=x                                    in     404    422    2fa    404    404    404    404    404    404    in
GET /desk/people/invitations                                        in     404    200    2fa    404    404    404    404    404    200    in
POST /desk/people/invitations id=nothing                            in     404    409    2fa    404    404    404    404    404    404    in
GET /desk/trail                                                     in     404    200    2fa    200    404    404    404    404    200    in
GET /desk/trail/export?format=csv                                   in     404    200    2fa    200    404    404    404    404    200    in
GET /desk/people/export?format=csv                                  in     404    200    2fa    404    404    404    404    404    200    in
GET /desk/people/invitations/export?format=csv                      in     404    200    2fa    404    404    404    404    404    200    in
GET /desk/passes/export?campaign=walk-11&format=csv                 in     404    200    2fa    404    404    200    200    404    200    in
GET /desk/passes/export?campaign=relief-day&format=csv              in     404    200    2fa    404    404    200    404    404    200    in
GET /desk/campaigns/export?format=csv                               in     404    200    2fa    200    200    200    200    404    200    in
GET /desk/series/export?format=csv                                  in     404    200    2fa    200    200    200    200    404    200    in
GET /desk/funds/export?format=csv                                   in     404    200    2fa    200    200    404    404    200    200    in
GET /desk/holds/export?format=csv                                   in     404    200    2fa    200    404    404    404    404    200    in
GET /desk/holds/notices/export?format=csv                           in     404    200    2fa    200    404    404    404    404    200    in
GET /desk/health/export?format=csv                                  in     404    200    2fa    200    404    200    200    404    200    in
GET /desk/messages/export?view=decided&format=csv                   in     404    200    2fa    404    404    200    200    404    200    in
GET /desk/proposals/export?format=csv                               in     404    200    2fa    200    200    200    200    404    200    in
GET /desk/campaigns/walk-11/coverage/export?format=csv              in     404    200    2fa    404    404    200    200    404    200    in
GET /desk/campaigns/walk-11/views/export?format=csv                 in     404    200    2fa    404    404    200    200    404    200    in
GET /desk/campaigns/walk-11/history/export?format=csv               in     404    200    2fa    200    200    200    200    404    200    in
GET /desk/campaigns/relief-day/coverage/export?format=csv           in     404    200    2fa    404    404    200    404    404    200    in
GET /desk/campaigns/relief-day/views/export?format=csv              in     404    200    2fa    404    404    200    404    404    200    in
GET /desk/campaigns/relief-day/history/export?format=csv            in     404    200    2fa    200    200    200    404    404    200    in
GET /desk/campaigns/nothing/history/export?format=csv               in     404    404    2fa    404    404    404    404    404    404    in
GET /desk/campaigns/export?format=pdf                               in     404    404    2fa    404    404    404    404    404    404    in
GET /desk/series/health-walk/history/export?format=csv              in     404    200    2fa    200    200    200    200    404    200    in
GET /desk/funds/elders/history/export?format=csv                    in     404    200    2fa    200    200    404    404    200    200    in
GET /desk/funds/children/history/export?format=csv                  in     404    200    2fa    200    200    404    404    404    200    in
POST /desk/people/{person} intent=reset-factor                      in     404    422    2fa    404    404    404    404    404    404    in

# registration
GET /campaigns/walk-11/register                                     all 200
GET /campaigns/walk-12/register                                     all 404
POST /campaigns/walk-11/register contactName=x                      all 422
GET /campaigns/walk-11/lost-ticket                                  all 200
GET /campaigns/walk-12/lost-ticket                                  all 404
POST /campaigns/walk-11/lost-ticket email=x                         all 422
GET /registrations/nothing                                          all 404
POST /registrations/nothing?index intent=nothing                    all 404
GET /gifts/{walkGift}/registration                                  all 404
GET /gifts/{walkGift}/pay                                            all 404
GET /gifts/nothing/pay                                                all 404
GET /gifts/nothing/registration                                     all 404
GET /registrations/nothing/calendar.ics                             all 404
GET /registrations/nothing/pay                                      all 302
POST /registrations/nothing/pay                                     all 404
GET /campaigns/walk-11/register/unit                                all 200
GET /campaigns/walk-12/register/unit                                all 404
POST /campaigns/walk-11/register/unit unitName=x                    all 422
GET /units/nothing                                                  all 404
POST /units/nothing?index walker=x                                  all 404
GET /units/nothing/import                                           all 404
POST /units/nothing/import list=x                                   all 404
GET /join-unit/nothing                                              all 404
POST /join-unit/nothing contactName=x                               all 404
GET /campaigns/walk-11/pages/nothing                                all 404
GET /fundraise/nothing                                              all 404
POST /fundraise/nothing title=x                                     all 404
GET /desk/campaigns/walk-11/pages                                   in     404    200    2fa    404    404    200    200    404    200    in
GET /desk/campaigns/relief-day/pages                                in     404    200    2fa    404    404    200    404    404    200    in
POST /desk/campaigns/walk-11/pages page=x                           in     404    422    2fa    404    404    422    422    404    404    in
POST /desk/campaigns/relief-day/pages page=x                        in     404    422    2fa    404    404    422    404    404    404    in
GET /desk/campaigns/walk-11/walkers                                 in     404    200    2fa    404    404    200    200    404    404    in
GET /desk/campaigns/relief-day/walkers                              in     404    200    2fa    404    404    200    404    404    404    in
POST /desk/campaigns/walk-11/walkers?index walker=x                 in     404    422    2fa    404    404    422    422    404    404    in
POST /desk/campaigns/relief-day/walkers?index walker=x              in     404    422    2fa    404    404    422    404    404    404    in
POST /desk/campaigns/walk-11/missing intent=back walker=x           in     404    404    2fa    404    404    404    404    404    404    in
POST /desk/campaigns/relief-day/missing intent=back walker=x        in     404    404    2fa    404    404    404    404    404    404    in
GET /desk/campaigns/walk-11/units                                   in     404    200    2fa    404    404    200    200    404    200    in
GET /desk/campaigns/relief-day/units                                in     404    200    2fa    404    404    200    404    404    200    in
POST /desk/campaigns/walk-11/units change=close                     in     404    404    2fa    404    404    404    404    404    404    in
POST /desk/campaigns/relief-day/units change=close                  in     404    404    2fa    404    404    404    404    404    404    in
POST /desk/campaigns/walk-11/units change=erase-leader              in     404    422    2fa    404    404    422    422    404    404    in
POST /desk/campaigns/relief-day/units change=erase-leader           in     404    422    2fa    404    404    422    404    404    404    in
GET /desk/campaigns/walk-11/pages/export?format=csv                 in     404    200    2fa    404    404    200    200    404    200    in
GET /desk/campaigns/relief-day/pages/export?format=csv              in     404    200    2fa    404    404    200    404    404    200    in
GET /desk/campaigns/walk-11/flags/export?format=csv                 in     404    200    2fa    404    404    200    200    404    200    in
GET /desk/campaigns/relief-day/flags/export?format=csv              in     404    200    2fa    404    404    200    404    404    200    in
GET /desk/campaigns/walk-11/missing/export?format=csv               in     404    200    2fa    404    404    200    200    404    404    in
GET /desk/campaigns/relief-day/missing/export?format=csv            in     404    200    2fa    404    404    200    404    404    404    in
GET /desk/campaigns/walk-11/walkers/export?format=csv               in     404    200    2fa    404    404    200    200    404    404    in
GET /desk/campaigns/relief-day/walkers/export?format=csv            in     404    200    2fa    404    404    200    404    404    404    in

# bank
GET /desk/bank                                                      in     404    200    2fa    200    404    404    404    404    200    in
GET /desk/bank/accounts/new                                         in     404    404    2fa    200    404    404    404    404    404    in
GET /desk/bank/accounts/nothing                                     in     404    404    2fa    404    404    404    404    404    404    in
POST /desk/bank/accounts/new number=x                               in     404    404    2fa    422    404    404    404    404    404    in
GET /desk/bank/import                                               in     404    404    2fa    200    404    404    404    404    404    in
POST /desk/bank/import account=nothing                              in     404    404    2fa    422    404    404    404    404    404    in
GET /desk/bank/lines                                                in     404    200    2fa    200    404    404    404    404    200    in
POST /desk/bank/lines?index x=x                                     in     404    404    2fa    200    404    404    404    404    404    in
GET /desk/bank/lines/nothing                                        in     404    404    2fa    404    404    404    404    404    404    in
POST /desk/bank/lines/nothing intent=match                          in     404    404    2fa    404    404    404    404    404    404    in
GET /desk/bank/lines/export?format=csv                              in     404    200    2fa    200    404    404    404    404    200    in

# suspicions
GET /desk/suspicions                                                in     404    200    2fa    200    404    404    404    404    200    in
POST /desk/suspicions?index id=nothing verdict=fine                 in     404    404    2fa    404    404    404    404    404    404    in
GET /desk/suspicions/export?format=csv                              in     404    200    2fa    200    404    404    404    404    200    in

# the year
GET /desk/tickets                                                   in     404    200    2fa    200    404    404    404    404    200    in
GET /desk/tickets/export?format=csv&has=missing                     in     404    200    2fa    200    404    404    404    404    200    in
GET /desk/tickets/import                                            in     404    200    2fa    200    404    404    404    404    404    in
POST /desk/tickets/import x=x                                       in     404    422    2fa    422    404    404    404    404    404    in
POST /desk/gifts/{walkGift} intent=void-ticket                      in     404    422    2fa    422    404    404    404    404    404    in
GET /desk/statements                                                in     404    200    2fa    200    404    404    404    404    404    in
GET /desk/statements/example?year=1999                              in     404    404    2fa    404    404    404    404    404    404    in
POST /desk/statements intent=stop                                   in     404    409    2fa    409    404    404    404    404    404    in
GET /desk/thanks                                                    in     404    200    2fa    404    404    200    200    404    404    in
POST /desk/thanks intent=preview                                    in     404    422    2fa    404    404    422    422    404    404    in

# market
POST /api/v1/market/walk-11/devices                                 all 415
POST /api/v1/market/walk-11/sales                                   all 415
GET /market/receipt/nothing                                         all 404
GET /market/pay/nothing                                             all 404
POST /market/pay/nothing                                            all 404
GET /pass/stall                                                     all 200
GET /pass/stall/count                                               403    403    403    403    403    403    403    403    403    403    404
POST /pass/stall/count counted=x                                    403    403    403    403    403    403    403    403    403    403    422
GET /desk/campaigns/walk-11/market                                  in     404    200    2fa    200    404    200    200    404    200    in
GET /desk/campaigns/relief-day/market                               in     404    200    2fa    200    404    200    404    404    200    in
GET /desk/campaigns/walk-11/market/new                              in     404    200    2fa    404    404    200    200    404    404    in
GET /desk/campaigns/relief-day/market/new                           in     404    200    2fa    404    404    200    404    404    404    in
POST /desk/campaigns/walk-11/market/new number=x                    in     404    422    2fa    404    404    422    422    404    404    in
POST /desk/campaigns/relief-day/market/new number=x                 in     404    422    2fa    404    404    422    404    404    404    in
GET /desk/campaigns/walk-11/market/s1                               in     404    200    2fa    200    404    200    200    404    200    in
GET /desk/campaigns/relief-day/market/s1                            in     404    200    2fa    200    404    200    404    404    200    in
POST /desk/campaigns/walk-11/market/s1 intent=count counted=x       in     404    422    2fa    422    404    422    422    404    404    in
POST /desk/campaigns/relief-day/market/s1 intent=count counted=x    in     404    422    2fa    422    404    422    404    404    404    in
POST /desk/campaigns/walk-11/market/s1 intent=save number=x         in     404    422    2fa    404    404    422    422    404    404    in
POST /desk/campaigns/relief-day/market/s1 intent=save number=x      in     404    422    2fa    404    404    422    404    404    404    in
GET /desk/campaigns/walk-11/market/export?format=csv                in     404    200    2fa    200    404    200    200    404    200    in
GET /desk/campaigns/relief-day/market/export?format=csv             in     404    200    2fa    200    404    200    404    404    200    in
GET /desk/campaigns/walk-11/market/counts/export?format=csv         in     404    200    2fa    200    404    200    200    404    200    in
GET /desk/campaigns/relief-day/market/counts/export?format=csv      in     404    200    2fa    200    404    200    404    404    200    in

# volunteers' phones
GET /sw.js                                                           all 200
GET /t/nothing                                                       all 404
GET /pass/gate                                                      all 302
GET /pass/roster                                                    403    403    403    403    403    403    403    403    403    403    404
GET /pass/scans                                                     all 405
POST /pass/scans x=y                                                all 415

# stamps and cards

# checkpoints, posters and tickets
GET /campaigns/walk-11/walk                                         all 200
GET /campaigns/walk-12/walk                                         all 404
POST /t/nothing?index name=x                                        all 404
GET /t/nothing/certificate.pdf                                      all 404
GET /t/nothing/certificate.png                                      all 404
GET /registrations/nothing/tickets.pdf                              all 404
GET /check/walk/nothing/nothing                                     all 404
GET /check/year/nothing/nothing                                     all 404
GET /check/goods/nothing/nothing                                    all 404
GET /letters/nothing                                                all 404
POST /letters/nothing intent=stop                                   all 404
GET /desk/campaigns/walk-11/walk/posters.pdf?size=a4                in     404    200    2fa    404    404    200    200    404    404    in
GET /desk/campaigns/relief-day/walk/posters.pdf?size=a4             in     404    200    2fa    404    404    200    404    404    404    in
GET /desk/campaigns/walk-11/walk/flip-book.pdf?place=cp1            in     404    200    2fa    404    404    200    200    404    404    in
GET /desk/campaigns/relief-day/walk/flip-book.pdf?place=cp1         in     404    200    2fa    404    404    200    404    404    404    in
GET /desk/campaigns/walk-11/walk/cards.pdf                          in     404    200    2fa    404    404    200    200    404    404    in
GET /desk/campaigns/relief-day/walk/cards.pdf                       in     404    200    2fa    404    404    200    404    404    404    in
GET /desk/campaigns/walk-11/walk/stamp-cards.pdf?count=2            in     404    200    2fa    404    404    200    200    404    404    in
GET /desk/campaigns/relief-day/walk/stamp-cards.pdf?count=2         in     404    200    2fa    404    404    200    404    404    404    in
GET /desk/campaigns/walk-11/walk                                    in     404    200    2fa    404    404    200    200    404    200    in
GET /desk/campaigns/relief-day/walk                                 in     404    200    2fa    404    404    200    404    404    200    in
GET /desk/campaigns/walk-11/walk/waiver                             in     404    200    2fa    404    404    200    200    404    200    in
GET /desk/campaigns/relief-day/walk/waiver                          in     404    200    2fa    404    404    200    404    404    200    in
GET /desk/campaigns/walk-11/walk/settings                           in     404    200    2fa    404    404    200    200    404    404    in
GET /desk/campaigns/relief-day/walk/settings                        in     404    200    2fa    404    404    200    404    404    404    in
GET /desk/campaigns/walk-11/walk/map                                in     404    200    2fa    404    404    200    200    404    404    in
GET /desk/campaigns/relief-day/walk/map                             in     404    200    2fa    404    404    200    404    404    404    in
GET /desk/campaigns/walk-11/walk/places/new                         in     404    200    2fa    404    404    200    200    404    404    in
GET /desk/campaigns/relief-day/walk/places/new                      in     404    200    2fa    404    404    200    404    404    404    in
GET /desk/campaigns/walk-11/walk/places/cp1                         in     404    200    2fa    404    404    200    200    404    404    in
GET /desk/campaigns/relief-day/walk/places/cp1                      in     404    200    2fa    404    404    200    404    404    404    in
GET /desk/campaigns/walk-11/walk/levels/new                         in     404    200    2fa    404    404    200    200    404    404    in
GET /desk/campaigns/relief-day/walk/levels/new                      in     404    200    2fa    404    404    200    404    404    404    in
GET /desk/campaigns/walk-11/walk/levels/5km                         in     404    200    2fa    404    404    200    200    404    404    in
GET /desk/campaigns/relief-day/walk/levels/5km                      in     404    200    2fa    404    404    200    404    404    404    in
POST /desk/campaigns/walk-11/walk?index registerFrom=x              in     404    409    2fa    404    404    409    409    404    404    in
POST /desk/campaigns/relief-day/walk?index registerFrom=x           in     404    409    2fa    404    404    409    404    404    404    in
POST /desk/campaigns/walk-11/walk/settings backBy=x                 in     404    422    2fa    404    404    422    422    404    404    in
POST /desk/campaigns/relief-day/walk/settings backBy=x              in     404    422    2fa    404    404    422    404    404    404    in
POST /desk/campaigns/walk-11/walk/map trails=x                      in     404    422    2fa    404    404    422    422    404    404    in
POST /desk/campaigns/relief-day/walk/map trails=x                   in     404    422    2fa    404    404    422    404    404    404    in
POST /desk/campaigns/walk-11/walk/places/cp1 nameZh=                in     404    422    2fa    404    404    422    422    404    404    in
POST /desk/campaigns/relief-day/walk/places/cp1 nameZh=             in     404    422    2fa    404    404    422    404    404    404    in
POST /desk/campaigns/walk-11/walk/levels/5km km=x                   in     404    422    2fa    404    404    422    422    404    404    in
POST /desk/campaigns/relief-day/walk/levels/5km km=x                in     404    422    2fa    404    404    422    404    404    404    in
POST /desk/campaigns/walk-11/walk/waiver waiverZh=                  in     404    422    2fa    404    404    422    422    404    404    in
POST /desk/campaigns/relief-day/walk/waiver waiverZh=               in     404    422    2fa    404    404    422    404    404    404    in

# boards and reports
GET /desk/campaigns/walk-11/board                                   in     404    200    2fa    404    404    200    200    404    200    in
GET /desk/campaigns/walk-11/board/figures?window=day                in     404    200    2fa    404    404    200    200    404    200    in
GET /desk/campaigns/walk-11/missing                                 in     404    200    2fa    404    404    200    200    404    200    in
GET /desk/campaigns/walk-11/flags?view=decided                      in     404    200    2fa    404    404    200    200    404    200    in
POST /desk/campaigns/walk-11/missing intent=look                    in     404    200    2fa    404    404    200    200    404    404    in
POST /desk/campaigns/walk-11/flags intent=nothing                   in     404    400    2fa    404    404    400    400    404    404    in
GET /desk/campaigns/relief-day/board                                in     404    200    2fa    404    404    200    404    404    200    in
GET /desk/campaigns/relief-day/board/figures?window=day             in     404    200    2fa    404    404    200    404    404    200    in
GET /desk/campaigns/relief-day/missing                              in     404    200    2fa    404    404    200    404    404    200    in
GET /desk/campaigns/relief-day/flags?view=decided                   in     404    200    2fa    404    404    200    404    404    200    in
POST /desk/campaigns/relief-day/missing intent=look                 in     404    200    2fa    404    404    200    404    404    404    in
POST /desk/campaigns/relief-day/flags intent=nothing                in     404    400    2fa    404    404    400    404    404    404    in
POST /desk/campaigns/walk-11/board intent=nothing                   in     404    400    2fa    404    404    400    400    404    404    in
POST /desk/campaigns/relief-day/board intent=nothing                in     404    400    2fa    404    404    400    404    404    404    in
GET /campaigns/walk-11/leaderboard                                  all 200
GET /campaigns/walk-12/leaderboard                                  all 404
GET /campaigns/walk-11/report                                       404    404    200    2fa    404    404    200    200    404    200    404
GET /campaigns/walk-12/report                                       all 404
GET /campaigns/walk-10/report                                       all 200
GET /api/v1/walks/walk-11/feed                                      all 200
GET /api/v1/walks/walk-12/feed                                      all 404

GET /walk/walk-11                                                   all 200
GET /walk/walk-12                                                   all 404
GET /walk/walk-11/app.webmanifest                                   all 200
GET /s                                                              all 200
GET /s/nothing                                                      all 404
GET /api/v1/walks/plan?chain=x                                      all 404
GET /api/v1/walks/walk-11/plan                                      all 200
GET /api/v1/walks/walk-11/cards/nothing                             all 404
GET /api/v1/walks/walk-11/scans                                     all 405
POST /api/v1/walks/walk-11/scans                                    all 415

GET /campaigns/walk-11/pledge                                       all 200
GET /campaigns/walk-12/pledge                                       all 404
POST /campaigns/walk-11/pledge amount=x                             all 422
POST /campaigns/walk-12/pledge amount=x                             all 404
GET /pledges/{pledgeSecret}                                         all 200
GET /pledges/{pledgeSecret}/letter.pdf                              all 200
POST /pledges/{pledgeSecret}?index intent=withdraw                  all 422
GET /pledges/nothing                                                all 404
POST /pledges/nothing?index amount=x                                all 404
GET /pledges/nothing/letter.pdf                                     all 404
GET /monthly/{monthlySecret}                                        all 200
POST /monthly/{monthlySecret} intent=nothing                        all 422
GET /monthly/nothing                                                all 404
POST /monthly/nothing intent=stop                                   all 404
GET /reminders/asked                                                all 200
GET /reminders/nothing                                              all 404
POST /reminders/nothing answer=off                                  all 404
GET /desk/monthly                                                   in     404    200    2fa    200    404    404    404    404    200    in
GET /desk/monthly/export?format=csv                                 in     404    200    2fa    200    404    404    404    404    200    in
GET /desk/campaigns/walk-11/pledges                                 in     404    200    2fa    200    404    200    200    404    200    in
GET /desk/campaigns/walk-11/pledges/export?format=csv               in     404    200    2fa    200    404    200    200    404    200    in
POST /desk/campaigns/walk-11/pledges?index amount=x                 in     404    422    2fa    404    404    422    422    404    404    in
GET /desk/campaigns/walk-11/pledges/settings                        in     404    200    2fa    404    404    200    200    404    404    in
POST /desk/campaigns/walk-11/pledges/settings accountName=          in     404    422    2fa    404    404    422    422    404    404    in
GET /desk/campaigns/walk-11/pledges/import                          in     404    200    2fa    404    404    200    200    404    404    in
POST /desk/campaigns/walk-11/pledges/import upload=nothing          in     404    409    2fa    404    404    409    409    404    404    in
GET /desk/campaigns/relief-day/pledges                              in     404    200    2fa    200    404    200    404    404    200    in
GET /desk/campaigns/relief-day/pledges/export?format=csv            in     404    200    2fa    200    404    200    404    404    200    in
POST /desk/campaigns/relief-day/pledges?index amount=x              in     404    422    2fa    404    404    422    404    404    404    in
GET /desk/campaigns/relief-day/pledges/settings                     in     404    200    2fa    404    404    200    404    404    404    in
POST /desk/campaigns/relief-day/pledges/settings accountName=       in     404    422    2fa    404    404    422    404    404    404    in
GET /desk/campaigns/relief-day/pledges/import                       in     404    200    2fa    404    404    200    404    404    404    in
POST /desk/campaigns/relief-day/pledges/import upload=nothing       in     404    409    2fa    404    404    409    404    404    404    in
GET /desk/campaigns/walk-11/pledges/{pledge}                        in     404    200    2fa    200    404    200    200    404    200    in
GET /desk/campaigns/relief-day/pledges/{pledge}                     in     404    404    2fa    404    404    404    404    404    404    in
POST /desk/campaigns/walk-11/pledges/{pledge} intent=withdraw       in     404    422    2fa    404    404    422    422    404    404    in
POST /desk/campaigns/relief-day/pledges/{pledge} intent=withdraw    in     404    404    2fa    404    404    404    404    404    404    in

GET /api/v1/campaigns/walk-11/matching                              all 200
GET /api/v1/campaigns/walk-12/matching                               all 404
GET /desk/campaigns/walk-11/matching                                in     404    200    2fa    200    404    200    200    404    200    in
GET /desk/campaigns/walk-11/matching/export?format=csv              in     404    200    2fa    200    404    200    200    404    200    in
POST /desk/campaigns/walk-11/matching?index intent=close            in     404    422    2fa    422    404    422    422    404    404    in
GET /desk/campaigns/relief-day/matching                             in     404    200    2fa    200    404    200    404    404    200    in
GET /desk/campaigns/relief-day/matching/export?format=csv           in     404    200    2fa    200    404    200    404    404    200    in
POST /desk/campaigns/relief-day/matching?index intent=close         in     404    422    2fa    422    404    422    404    404    404    in

GET /desk/campaigns/walk-11/sponsors                                in     404    200    2fa    200    404    200    200    404    200    in
POST /desk/campaigns/walk-11/sponsors?index intent=levels zh0=x     in     404    422    2fa    422    404    422    422    404    404    in
GET /desk/campaigns/walk-11/sponsors/new                            in     404    200    2fa    200    404    200    200    404    404    in
POST /desk/campaigns/walk-11/sponsors/new intent=save               in     404    422    2fa    422    404    422    422    404    404    in
GET /desk/campaigns/walk-11/sponsors/nothing                        in     404    404    2fa    404    404    404    404    404    404    in
GET /desk/campaigns/walk-11/sponsors/nothing/agreement              in     404    404    2fa    404    404    404    404    404    404    in
GET /desk/campaigns/relief-day/sponsors                             in     404    200    2fa    200    404    200    404    404    200    in
POST /desk/campaigns/relief-day/sponsors?index intent=levels zh0=x  in     404    422    2fa    422    404    422    404    404    404    in
GET /desk/campaigns/relief-day/sponsors/new                         in     404    200    2fa    200    404    200    404    404    404    in
POST /desk/campaigns/relief-day/sponsors/new intent=save            in     404    422    2fa    422    404    422    404    404    404    in
GET /desk/campaigns/relief-day/sponsors/nothing                     in     404    404    2fa    404    404    404    404    404    404    in
GET /desk/campaigns/relief-day/sponsors/nothing/agreement           in     404    404    2fa    404    404    404    404    404    404    in

# cash and cheques
GET /desk/disclosures/import                                        in     404    200    2fa    404    404    200    200    404    404    in
POST /desk/disclosures/import text=x                                in     404    422    2fa    404    404    422    422    404    404    in
GET /desk/disclosures/import/nothing                                in     404    404    2fa    404    404    404    404    404    404    in
POST /desk/disclosures/import/nothing intent=finish                 in     404    404    2fa    404    404    404    404    404    404    in
GET /desk/disclosures/import/nothing/export?format=csv              in     404    404    2fa    404    404    404    404    404    404    in
GET /desk/offline                                                   in     404    200    2fa    200    404    200    200    404    200    in
GET /desk/offline/export?format=csv                                 in     404    200    2fa    200    404    200    200    404    200    in
GET /desk/offline/new                                               in     404    200    2fa    200    404    200    200    404    404    in
POST /desk/offline/new kind=                                        in     404    422    2fa    422    404    422    422    404    404    in
GET /desk/offline/{batch}                                           in     404    200    2fa    200    404    200    200    404    200    in
POST /desk/offline/{batch} intent=enter                             in     404    422    2fa    422    404    422    422    404    404    in
GET /desk/offline/{reliefBatch}                                     in     404    200    2fa    200    404    200    404    404    200    in
POST /desk/offline/{reliefBatch} intent=enter                       in     404    422    2fa    422    404    422    404    404    404    in
GET /desk/offline/nothing                                           in     404    404    2fa    404    404    404    404    404    404    in

GET /desk/offline/{batch}/import                                    in     404    200    2fa    200    404    200    200    404    404    in
POST /desk/offline/{batch}/import upload=nothing                    in     404    409    2fa    409    404    409    409    404    404    in
GET /desk/offline/{reliefBatch}/import                              in     404    200    2fa    200    404    200    404    404    404    in

# goods
GET /desk/goods                                                     in     404    200    2fa    200    404    200    200    404    200    in
GET /desk/goods/export?format=csv                                   in     404    200    2fa    200    404    200    200    404    200    in
GET /desk/goods/new                                                 in     404    200    2fa    200    404    200    200    404    404    in
POST /desk/goods/new to=                                            in     404    422    2fa    422    404    422    422    404    404    in
GET /desk/goods/{goods}                                             in     404    200    2fa    200    404    200    200    404    200    in
POST /desk/goods/{goods} intent=enter                               in     404    422    2fa    422    404    422    422    404    404    in
GET /desk/goods/{goods}/evidence/nothing                            in     404    404    2fa    404    404    404    404    404    404    in
GET /desk/goods/{goods}/acknowledgement.pdf                         in     404    404    2fa    404    404    404    404    404    404    in
GET /desk/goods/{reliefGoods}                                       in     404    200    2fa    200    404    200    404    404    200    in
POST /desk/goods/{reliefGoods} intent=enter                         in     404    422    2fa    422    404    422    404    404    404    in
GET /desk/goods/nothing                                             in     404    404    2fa    404    404    404    404    404    404    in

# disclosures
GET /disclosures                                                    all 200
GET /disclosures/feed.xml                                           all 200
GET /disclosures/2024-Q1                                            all 200
GET /disclosures/2024-Q1.pdf                                        all 200
GET /disclosures/2023-Q4                                            all 404
GET /disclosures/2023-Q4.pdf                                        all 404
GET /disclosures/nothing                                            all 404
GET /projects/training/disclosures/2024-Q1                          all 200
GET /projects/training/disclosures/2024-Q1?version=2                all 404
GET /projects/training/disclosures/2024-Q1.pdf                      all 200
GET /projects/training/disclosures/2024-Q1.json                     all 200
GET /projects/training/disclosures/2024-Q1/figures/indicator.classes.count  all 200
GET /projects/training/disclosures/2024-Q1/figures/nothing          all 404
GET /projects/unwritten/disclosures/2024-Q1                         all 404
GET /projects/unwritten/disclosures/2024-Q1.pdf                     all 404
GET /projects/unwritten/disclosures/2024-Q1.json                    all 404
GET /api/v1/projects/training/disclosures/2024-Q1                   all 200
GET /api/v1/projects/unwritten/disclosures/2024-Q1                  all 404
GET /projects/training/old-disclosures/2021-Q3                      all 200
GET /projects/training/old-disclosures/2021-Q3.json                 all 200
GET /projects/training/old-disclosures/2024-Q1                      all 404
GET /projects/training/old-disclosures/2024-Q1.json                 all 404
GET /api/v1/projects/training/old-disclosures/2021-Q3               all 200
GET /api/v1/projects/unwritten/old-disclosures/2021-Q3              all 404
POST /desk/disclosures/import/nothing intent=offer                  in     404    404    2fa    404    404    404    404    404    404    in
GET /desk/disclosures                                               in     404    200    2fa    200    200    200    200    404    200    in
GET /desk/disclosures/unwritten/2024-Q1                             in     404    200    2fa    200    200    200    200    404    200    in
POST /desk/disclosures/unwritten/2024-Q1 intent=write seen=nothing doneZh={badField}  in     404    422    2fa    404    404    422    404    404    404    in
GET /desk/disclosures/nothing/2024-Q1                               in     404    404    2fa    404    404    404    404    404    404    in
# refunds that are paid by hand
GET /desk/gifts/{walkGift}/proof/nothing                            in     404    404    2fa    404    404    404    404    404    404    in
# usage plans
GET /desk/plans                                                     in     404    200    2fa    200    200    404    404    200    200    in
GET /desk/plans/export?format=csv                                   in     404    200    2fa    200    200    404    404    200    200    in
GET /desk/plans/new                                                 in     404    200    2fa    404    404    404    404    200    404    in
POST /desk/plans/new titleZh=                                       in     404    422    2fa    404    404    404    404    422    404    in
GET /desk/plans/{plan}                                              in     404    200    2fa    200    200    404    404    200    200    in
POST /desk/plans/{plan} intent=comment                              in     404    409    2fa    409    409    404    404    409    404    in
POST /desk/plans/{plan} intent=approve                              in     404    404    2fa    404    409    404    404    404    404    in
POST /desk/plans/{plan} intent=pay                                  in     404    404    2fa    409    404    404    404    404    404    in
GET /desk/plans/{plan}/edit                                         in     404    200    2fa    404    404    404    404    200    404    in
POST /desk/plans/{plan}/edit intent=save                            in     404    409    2fa    404    404    404    404    409    404    in
GET /desk/plans/{plan}/file/nothing                                 in     404    404    2fa    404    404    404    404    404    404    in
GET /desk/plans/{otherPlan}                                         in     404    200    2fa    200    200    404    404    404    200    in
POST /desk/plans/{otherPlan} intent=comment                         in     404    409    2fa    409    409    404    404    404    404    in
GET /desk/plans/{otherPlan}/edit                                    in     404    200    2fa    404    404    404    404    404    404    in
GET /desk/plans/nothing                                             in     404    404    2fa    404    404    404    404    404    404    in
# projects
GET /projects                                                       all 200
GET /projects/school                                                all 200
GET /projects/nothing                                               all 404
GET /api/v1/projects                                                all 200
GET /api/v1/projects/school                                         all 200
GET /api/v1/projects/nothing                                        all 404
GET /desk/projects                                                  in     404    200    2fa    200    200    200    200    200    200    in
GET /desk/projects/export?format=csv                                in     404    200    2fa    200    200    200    200    200    200    in
GET /desk/projects/new                                              in     404    200    2fa    404    404    200    200    404    404    in
POST /desk/projects/new key=                                        in     404    422    2fa    404    404    422    404    404    404    in
POST /desk/projects/new key= campaign=walk-11                       in     404    422    2fa    404    404    422    422    404    404    in
GET /desk/projects/school                                           in     404    200    2fa    200    200    200    200    200    200    in
POST /desk/projects/school intent=milestone-add formId=00000000-0000-4000-8000-000000000001  in     404    422    2fa    404    404    422    404    404    404    in
GET /desk/projects/school/milestones                                in     404    200    2fa    200    200    200    200    200    200    in
POST /desk/projects/school/milestones intent=milestone-add formId=00000000-0000-4000-8000-000000000001  in     404    422    2fa    404    404    422    404    404    404    in
GET /desk/projects/school/edit                                      in     404    200    2fa    404    404    200    404    404    404    in
GET /desk/projects/walkwork                                         in     404    200    2fa    200    200    200    200    200    200    in
POST /desk/projects/walkwork intent=milestone-add formId=00000000-0000-4000-8000-000000000001  in     404    422    2fa    404    404    422    422    404    404    in
GET /desk/projects/walkwork/milestones                              in     404    200    2fa    200    200    200    200    200    200    in
POST /desk/projects/walkwork/milestones intent=milestone-add formId=00000000-0000-4000-8000-000000000001  in     404    422    2fa    404    404    422    422    404    404    in
GET /desk/projects/walkwork/edit                                    in     404    200    2fa    404    404    200    200    404    404    in
GET /desk/projects/school/contracts                                 in     404    200    2fa    200    200    200    200    200    200    in
GET /desk/projects/school/procurement                               in     404    200    2fa    200    200    200    200    200    200    in
GET /desk/projects/school/indicators                                in     404    200    2fa    200    200    200    200    200    200    in
GET /desk/projects/school/calls                                     in     404    200    2fa    200    200    200    200    200    200    in
GET /desk/projects/school/outputs                                   in     404    200    2fa    200    200    200    200    200    200    in
GET /desk/projects/school/nothing                                   in     404    404    2fa    404    404    404    404    404    404    in
GET /desk/projects/school/evidence/nothing                          in     404    404    2fa    404    404    404    404    404    404    in
GET /desk/projects/nothing                                          in     404    404    2fa    404    404    404    404    404    404    in
# assistance, and what funds are for
GET /assistance                                                     all 200
GET /assistance?quarter=nothing                                     all 200
GET /funds?q=x&group=nothing&by=balance                             all 200
GET /funds?after=nothing                                            all 200
GET /funds/elders/purpose/export?format=csv                         all 200
GET /funds/nothing/purpose/export?format=csv                        all 404
GET /desk/assistance                                                in     404    200    2fa    200    200    404    404    404    200    in
GET /desk/assistance/export?format=csv                              in     404    200    2fa    200    200    404    404    404    200    in
GET /desk/assistance/new                                            in     404    200    2fa    200    200    404    404    404    404    in
POST /desk/assistance/new title=                                    in     404    422    2fa    422    422    404    404    404    404    in
GET /desk/assistance/{help}                                         in     404    200    2fa    200    200    404    404    404    200    in
POST /desk/assistance/{help} intent=enter                           in     404    422    2fa    422    422    404    404    404    404    in
GET /desk/assistance/{help}/import                                  in     404    200    2fa    200    200    404    404    404    404    in
POST /desk/assistance/{help}/import upload=nothing                  in     404    409    2fa    409    409    404    404    404    404    in
GET /desk/assistance/nothing                                        in     404    404    2fa    404    404    404    404    404    404    in
GET /desk/funds/elders/purpose                                      in     404    200    2fa    200    200    404    404    200    200    in
POST /desk/funds/elders/purpose afterZh=                            in     404    422    2fa    422    404    404    404    404    404    in
GET /desk/funds/elders/purpose/file/nothing                         in     404    404    2fa    404    404    404    404    404    404    in
GET /desk/funds/groups                                              in     404    200    2fa    200    404    404    404    404    404    in
POST /desk/funds/groups nameZh=                                     in     404    422    2fa    422    404    404    404    404    404    in
GET /desk/funds/groups/shiqiao                                      in     404    200    2fa    200    404    404    404    404    404    in
POST /desk/funds/groups/shiqiao intent=put                          in     404    422    2fa    422    404    404    404    404    404    in
POST /desk/funds/groups/shiqiao nameZh=                             in     404    422    2fa    422    404    404    404    404    404    in
GET /desk/funds/groups/nothing                                      in     404    404    2fa    404    404    404    404    404    404    in

# last of all: whoever did this is gone
POST /pass?index                                                    all 303
POST /sign-out                                                      all 302
`
