# actors/cores/session_ledger.cpp
# A session that is read forgets which messages it has handled.
s/^    handled_.insert(id);$/    (void)id;/
