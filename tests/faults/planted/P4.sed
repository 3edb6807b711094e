# actors/cores/retry_schedule.cpp
# A message that WhatsApp did not take is given up at once.
s/if (++tries_ >= at_most)/if (++tries_ >= at_most || true)/
