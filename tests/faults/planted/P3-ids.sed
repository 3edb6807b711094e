# net/redis/session_script.cpp
# A Redis that was replaced is not given the ids that it lacks.
# --sentinels 100
s/^  add_handled(missing)$//
