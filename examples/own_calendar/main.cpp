// The salon's bookings stay in the host's own calendar: an actor that the service asks what is
// taken, and that has the last word on each booking.

#include <quickbooking/quickbooking.hpp>

#include <caf/all.hpp>

#include <iostream>
#include <map>

using namespace quickbooking;

const std::string salon = "6f1c1c1e-0000-4000-8000-000000000001";

// [calendar]
/// What a real host would have in its database.
struct appointment_book {
  std::map<std::string, calendar_entry> by_key; ///< by idempotency key
  int next = 1;

  bool is_taken(const booking_order& x) const {
    for (auto& [key, entry] : by_key)
      if (entry.master_id == x.master_id && entry.start < x.end && x.start < entry.end)
        return true;
    return false;
  }
};

calendar_service::behavior_type keep(calendar_service::stateful_pointer<appointment_book> self) {
  return {
      // What the service offers depends on this. It asks when it starts, after a refusal, and after
      // `calendar_changed`.
      [self](const bookings_query& x) {
        booking_list all;
        for (auto& [key, entry] : self->state.by_key)
          if (entry.start >= x.since)
            all.entries.push_back(entry);
        return all;
      },
      // The same key may come again, after a crash or a second tap: it is the same booking.
      [self](const booking_order& x) -> booking_result {
        auto& book = self->state;
        if (auto known = book.by_key.find(x.idempotency_key); known != book.by_key.end())
          return {booking_verdict::already_booked, known->second.booking_id,
                  known->second.booking_code};
        if (book.is_taken(x))
          return {booking_verdict::taken, {}, {}};
        const auto id = std::to_string(book.next++);
        book.by_key[x.idempotency_key]
            = {id, "OWN-" + id, x.customer, x.service_id, x.master_id, x.start, x.end};
        std::cout << "calendar: " << x.service_name << " with " << x.master_name << " for "
                  << x.customer << " is OWN-" << id << '\n';
        return {booking_verdict::booked, id, "OWN-" + id};
      },
      [](const waitlist_order&) { return waitlist_result{waitlist_verdict::joined}; },
  };
}
// [/calendar]

template <class Message>
customer_answer ask(caf::scoped_actor& self, const booking_service& service, Message what) {
  customer_answer got;
  self->request(service, std::chrono::seconds{10}, std::move(what))
      .receive([&](customer_answer& x) { got = std::move(x); },
               [](const caf::error& why) { std::cerr << to_string(why) << '\n'; });
  return got;
}

std::string first_button(const std::string& card) {
  const auto begin = card.find(R"("id":")") + 6;
  return card.substr(begin, card.find('"', begin) - begin);
}

/// Books the first time that is offered; the code, or what was said instead.
std::string book(caf::scoped_actor& self, const booking_service& service,
                 const std::string& customer) {
  auto answer = ask(self, service, customer_text{customer, salon, "Haircut tomorrow 3pm"});
  for (int taps = 0; taps < 3 && answer.message_type == "interactive_card"; ++taps)
    answer = ask(self, service, customer_tap{customer, first_button(answer.payload)});
  std::cout << customer << ": " << answer.payload << '\n';
  return answer.payload;
}

int main() {
  with_quickbooking<> config;
  caf::actor_system system{config};
  service_settings settings;
  settings.catalog_file = DEMO_SALON;
  settings.redis = "memory";
  auto options = read_settings(settings);
  if (!options)
    return std::cerr << explain(options.error()) << '\n', 1;
  // [use]
  options->calendar = system.spawn(keep);
  auto service = embedded_service::start(system, *options);
  // [/use]
  if (!service)
    return std::cerr << explain(service.error()) << '\n', 1;
  caf::scoped_actor self{system};
  const auto first = book(self, service->bookings(), "+15551000001");
  const auto second = book(self, service->bookings(), "+15551000002"); // another time, or master
  const auto in_order = service->stop(std::chrono::seconds{5});
  self->send_exit(options->calendar, caf::exit_reason::user_shutdown);
  const auto is_booked = first.find("OWN-1") != first.npos && second.find("OWN-2") != second.npos;
  return in_order && is_booked ? 0 : 1;
}
