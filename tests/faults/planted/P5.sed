# net/redis/session_script.cpp
# The fence lets every write through.
s/^  if not (is_repeated or ours_and_older or as_expected) then return 'conflict' end$/  if false then return 'conflict' end/
