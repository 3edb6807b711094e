#include "load/customer/journeys.hpp"

#include "load/customer/wishes.hpp"

#include <algorithm>
#include <array>

namespace quickbooking {

namespace {

constexpr std::chrono::milliseconds second_tap_gap{150};
constexpr int most_waits = 8;

std::vector<const offered_tap*> options_of(const heard_reply& reply, std::string_view id_prefix) {
  std::vector<const offered_tap*> found;
  for (const auto& each : reply.options)
    if (each.id.starts_with(id_prefix))
      found.push_back(&each);
  return found;
}

int copies_of(const customer_state& state) { return state.what == journey::redelivered ? 2 : 1; }

customer_acts tap(customer_state& state, const offered_tap& what, const std::string& card_id) {
  ++state.turns;
  if (what.id.starts_with("confirm_"))
    state.confirming = time_key(what.id);
  customer_acts acts;
  acts.messages.push_back({tapped_message{what, card_id}, {}, copies_of(state)});
  if (state.what == journey::double_taps) {
    acts.messages.push_back(acts.messages.front());
    acts.messages.back().after = second_tap_gap;
  }
  return acts;
}

customer_acts tap_any(customer_state& state, std::string_view id_prefix, dice& chance) {
  const auto found = options_of(state.last, id_prefix);
  return tap(state, *found[chance.below(found.size())], state.last.message_id);
}

/// Towards a booking, with what the last reply offers.
customer_acts book(customer_state& state, dice& chance) {
  constexpr std::array<std::string_view, 9> wanted{"confirm_", "slot_",           "action_usual",
                                                   "choice_",  "action_service_", "nav_next_week",
                                                   "nav_",     "action_see_more", "action_restart"};
  for (const auto prefix : wanted)
    if (offers(state.last, prefix))
      return tap_any(state, prefix, chance);
  return leave();
}

customer_acts change_mind(customer_state& state, const customer_world& world, dice& chance) {
  if (state.changed || !offers(state.last, "confirm_"))
    return book(state, chance);
  state.changed = true;
  return offers(state.last, "action_change") ? tap_any(state, "action_change", chance)
                                             : type_wish(state, state.lang, world, chance);
}

customer_acts abandon(customer_state& state, dice& chance) {
  const auto looks_closer = state.turns == 1 && chance.below(2) == 0;
  return looks_closer && offers(state.last, "slot_") ? tap_any(state, "slot_", chance) : leave();
}

/// Keeps the first card until one of its times is another's.
customer_acts take_taken(customer_state& state, const customer_world& world, dice& chance) {
  if (state.grabbed || state.old_card.options.empty())
    return book(state, chance);
  for (const auto* each : options_of(state.old_card, "slot_"))
    if (world.is_taken(time_key(each->id))) {
      state.grabbed = true;
      return tap(state, *each, state.old_card.message_id);
    }
  state.grabbed = ++state.waits >= most_waits;
  customer_acts acts;
  acts.think = world.think.draw(chance);
  return acts;
}

customer_acts speak_all(customer_state& state, const customer_world& world, dice& chance) {
  const auto own = static_cast<std::size_t>(state.lang);
  if (++state.languages >= all_languages.size())
    return book(state, chance);
  const auto next = all_languages.at((own + state.languages) % all_languages.size());
  return type_wish(state, next, world, chance);
}

} // namespace

bool offers(const heard_reply& reply, std::string_view id_prefix) {
  return std::ranges::any_of(reply.options,
                             [&](const auto& x) { return x.id.starts_with(id_prefix); });
}

customer_acts leave() {
  customer_acts acts;
  acts.leaves = true;
  return acts;
}

customer_acts type_wish(customer_state& state, language lang, const customer_world& world,
                        dice& chance) {
  ++state.turns;
  const auto& choice = world.wishes.at(static_cast<std::size_t>(lang));
  customer_acts acts;
  acts.messages.push_back({typed_message{fill_wish(choice[chance.below(choice.size())], chance)},
                           {},
                           copies_of(state)});
  return acts;
}

customer_acts go_on(customer_state& state, const customer_world& world, dice& chance) {
  switch (state.what) {
  case journey::changes_mind:
    return change_mind(state, world, chance);
  case journey::abandons:
    return abandon(state, chance);
  case journey::takes_taken:
    return take_taken(state, world, chance);
  case journey::polyglot:
    return speak_all(state, world, chance);
  default:
    return book(state, chance);
  }
}

} // namespace quickbooking
