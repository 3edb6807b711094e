#pragma once

#include "messages/session/session.hpp"
#include "tests/messages/random_values.hpp"
#include "tests/messages/sample_replies.hpp"

/// A session of ours with any of its fields.
inline quickbooking::session random_session(random_values& random) {
  quickbooking::session x;
  x.session_id = "session_1795308414109_" + random.id();
  x.customer_id = quickbooking::make_customer_id("+1 (555) " + random.words(), random.id());
  x.salon_id = random.id();
  x.lang = random.pick(quickbooking::all_languages);
  x.wanted.service_name = "Haircut";
  x.wanted.time = std::chrono::minutes{random.below(1440)};
  if (random.coin())
    x.wanted.date = std::chrono::year_month_day{floor<std::chrono::days>(random.time())};
  if (random.coin())
    x.wanted.part = quickbooking::part_of_day::evening;
  x.original_intent.master_id = random.id();
  x.choices = {{"popular_times", random.time()}};
  if (random.coin())
    x.created_at = random.time();
  std::vector<quickbooking::slot> slots;
  for (auto left = random.below(11); left > 0; --left)
    slots.push_back(random.slot());
  x.slots = std::move(slots);
  if (random.coin())
    x.selected_slot = random.slot();
  x.timestamp = quickbooking::to_unix_ms(random.time());
  x.version = {random.below(1u << 30), random.below(1u << 30)};
  x.state = static_cast<quickbooking::conversation_state>(random.below(9));
  x.view = static_cast<quickbooking::offer_view>(random.below(7));
  x.pages_seen = static_cast<int>(random.below(4));
  x.pending_services = {random.id()};
  if (random.coin())
    x.answered = std::make_shared<const quickbooking::last_reply>(
        quickbooking::last_reply{"wamid." + random.id(), "out-1", random.pick(sample_replies())});
  if (random.coin())
    x.extra = {{"metadata", {{"note", random.words()}}}};
  if (random.coin())
    x.intent_extra = {{"budget", random.below(100)}};
  if (random.coin())
    x.original_intent_extra = {{"source", random.words()}};
  return x;
}
