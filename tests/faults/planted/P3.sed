# actors/session/session_actor.cpp
# A write that failed counts as durable.
s/return complete(what, reply.available);/return complete(what, true);/
