#include "booking/conversation/conversation.hpp"

#include "booking/conversation/booking_steps.hpp"
#include "booking/conversation/taps.hpp"
#include "booking/conversation/typed_text.hpp"
#include "booking/conversation/waitlist_steps.hpp"
#include "booking/conversation/ways_out.hpp"

namespace quickbooking {

namespace {

struct content_visitor {
  step& s;

  effect operator()(const typed_text& x) const { return hear_text(s, x); }
  effect operator()(const button_tap& x) const { return hear_tap(s, x); }
  effect operator()(const unreadable&) const { return lead_on(s, text_key::unsupported_input); }
};

struct event_visitor {
  step& s;

  effect operator()(const inbound_message& x) const {
    s.next.lang = language_of(s.next, x, s.where());
    s.customer = x.customer;
    s.customer_name = x.profile_name;
    if (s.next.state == conversation_state::booking)
      return repeat_booking(s);
    return std::visit(content_visitor{s}, x.content);
  }

  effect operator()(const booking_outcome& x) const { return hear_booking(s, x); }
  effect operator()(const waitlist_outcome& x) const { return hear_waitlist(s, x); }
};

} // namespace

session new_session(std::string session_id, const inbound_message& first, const salon& where,
                    instant now, language spoken) {
  session fresh;
  fresh.lang = spoken;
  fresh.lang = language_of(fresh, first, where);
  fresh.session_id = std::move(session_id);
  const auto& given = first.given_customer.empty() ? first.customer : first.given_customer;
  fresh.customer_id = make_customer_id(given, where.id);
  fresh.salon_id = where.id;
  fresh.created_at = now;
  fresh.last_interaction_at = now;
  fresh.timestamp = to_unix_ms(now);
  return fresh;
}

decision decide(session current, const event& what, const world& in) {
  auto s = begin_step(std::move(current), in);
  auto ended = std::visit(event_visitor{s}, what);
  return end_step(std::move(s), std::move(ended));
}

} // namespace quickbooking
