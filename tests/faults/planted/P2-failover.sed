# actors/cores/session_ledger.cpp
# A Redis that may have lost something is given the same version again.
# --sentinels 100
s/^    ++current_.version.revision;.*$//
