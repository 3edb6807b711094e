# actors/store/store_supervisor.hpp
# A message waits up to five seconds for Redis.
s/deadline{100}/deadline{5000}/
