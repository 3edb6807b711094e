#include "booking/conversation/offers.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

/// The services among which the customer has to choose.
std::vector<const service*> services_to_choose(const step& s) {
  auto offered = s.where().active_services();
  auto named = offered;
  std::erase_if(named, [&](const service* x) {
    return std::ranges::count(s.next.pending_services, x->id) == 0;
  });
  return named.size() > 1 ? named : offered;
}

} // namespace

extra_option services_option(const step& s) {
  return option_for(s, text_key::label_more_services,
                    action_button{action_button::verb::services_page, std::nullopt, "0"});
}

reply ask_service(step& s, int page) {
  const auto services = services_to_choose(s);
  s.next.slots.clear();
  s.next.selected_slot.reset();
  if (services.empty())
    return call_reply(s);
  s.next.state = conversation_state::asking_service;
  const bool one_first = services.size() == s.next.pending_services.size();
  const auto key = one_first ? text_key::ask_service_first : text_key::ask_service;
  return services_card(s.where(), s.lang(), reason_or(s, words(s, key)), services, page);
}

} // namespace quickbooking
