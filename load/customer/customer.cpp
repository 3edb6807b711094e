#include "load/customer/customer.hpp"

#include "load/customer/journeys.hpp"
#include "load/customer/wishes.hpp"

namespace quickbooking {

namespace {

/// Nobody chats for ever.
constexpr int most_turns = 14;

constexpr std::chrono::microseconds at_once_gap{1'000};

customer_acts on(customer_state& state, arrived, const customer_world& world, dice& chance) {
  auto acts = type_wish(state, state.lang, world, chance);
  if (state.what == journey::two_at_once) {
    auto second = type_wish(state, state.lang, world, chance).messages.front();
    second.after = at_once_gap;
    acts.messages.push_back(std::move(second));
  }
  return acts;
}

customer_acts on(customer_state& state, heard event, const customer_world& world, dice& chance) {
  state.last = std::move(event.reply);
  state.booked = state.booked || event.is_booking;
  if (state.old_card.options.empty() && offers(state.last, "slot_"))
    state.old_card = state.last;
  customer_acts acts;
  acts.think = world.think.draw(chance);
  return acts;
}

customer_acts on(customer_state& state, thought, const customer_world& world, dice& chance) {
  if (state.booked || state.turns >= most_turns)
    return leave();
  return go_on(state, world, chance);
}

customer_acts on(customer_state&, silence, const customer_world&, dice&) { return leave(); }

} // namespace

customer_acts step(customer_state& state, customer_event event, const customer_world& world,
                   dice& chance) {
  return std::visit([&](auto& x) { return on(state, std::move(x), world, chance); }, event);
}

} // namespace quickbooking
