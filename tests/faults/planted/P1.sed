# actors/http/front_door_webhook.cpp
# The messages of one delivery are handed on last first.
s/^  count(\*batch);$/  count(*batch);\n  for (std::size_t i = 0, n = batch->messages.size(); i < n \/ 2; ++i)\n    std::swap(batch->messages[i], batch->messages[n - 1 - i]);/
