# actors/session/session_actor.cpp
# A write that failed counts as durable.
s/return keep(reply.degraded);/return settle();/
