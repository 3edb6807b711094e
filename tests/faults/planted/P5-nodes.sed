# net/redis/session_script.cpp
# The fence lets every write through, also of nodes that are cut from each other.
# --nodes 3 --customers 24 --steps 10
s/^  if not (is_repeated or ours_and_older or as_expected) then return 'conflict' end$/  if false then return 'conflict' end/
