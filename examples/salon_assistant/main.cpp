// A salon assistant: an actor that hears what happens in the booking service and tells the people
// at the reception what they have to do.

#include <quickbooking/quickbooking.hpp>

#include <caf/all.hpp>

#include <ctime>
#include <future>
#include <iostream>

using namespace quickbooking;

/// How somebody at the reception reads an instant.
std::string clock_text(caf::timestamp x) {
  const auto seconds = std::chrono::system_clock::to_time_t(
      std::chrono::time_point_cast<std::chrono::system_clock::duration>(x));
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char text[32];
  std::strftime(text, sizeof text, "%a %d %b %H:%M UTC", &utc);
  return text;
}

// [listener]
struct reception {
  int booked_today = 0;
  bool is_degraded = false;
};

event_listener::behavior_type assist(event_listener::stateful_pointer<reception> self,
                                     std::shared_ptr<std::promise<void>> first_booking) {
  return {
      // Customers who found no time are called back.
      [](const transition_event& x) {
        if (x.state == "waitlisted")
          std::cout << "reception: " << x.customer << " waits for a time, call back\n";
      },
      [self, first_booking](const booking_event& x) {
        std::cout << "reception: prepare for " << x.customer << ", " << clock_text(x.start)
                  << ", code " << x.booking_code << '\n';
        if (self->state.booked_today++ == 0)
          first_booking->set_value();
      },
      // Bookings go on; only what happens if this program ends now is different.
      [self](const health_event& x) {
        self->state.is_degraded = x.state == health_state::degraded;
        std::cout << "reception: Redis is " << to_string(x.state) << ' ' << x.reason << '\n';
      },
  };
}
// [/listener]

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

/// A customer, so that there is something to hear of.
void play_customer(caf::scoped_actor& self, const booking_service& service) {
  const std::string customer = "+15551234567";
  const std::string salon = "6f1c1c1e-0000-4000-8000-000000000001";
  auto answer = ask(self, service, customer_text{customer, salon, "Haircut tomorrow 3pm"});
  for (int taps = 0; taps < 3 && answer.message_type == "interactive_card"; ++taps)
    answer = ask(self, service, customer_tap{customer, first_button(answer.payload)});
}

int main() {
  with_quickbooking<> config;
  caf::actor_system system{config};
  service_settings settings;
  settings.catalog_file = DEMO_SALON;
  settings.redis = "memory";
  auto options = read_settings(settings);
  auto service = options ? embedded_service::start(system, *options) : options.error();
  if (!service)
    return std::cerr << explain(service.error()) << '\n', 1;

  auto booked = std::make_shared<std::promise<void>>();
  // [subscribe]
  auto assistant = system.spawn(assist, booked);
  caf::scoped_actor self{system};
  self->request(service->events(), std::chrono::seconds{5}, event_subscription{assistant})
      .receive([](const health_event& x) { std::cout << "health: " << to_string(x.state) << '\n'; },
               [](const caf::error& why) { std::cerr << to_string(why) << '\n'; });
  // [/subscribe]

  play_customer(self, service->bookings());
  const auto heard = booked->get_future().wait_for(std::chrono::seconds{10});
  const auto in_order = service->stop(std::chrono::seconds{5});
  self->send_exit(assistant, caf::exit_reason::user_shutdown);
  return heard == std::future_status::ready && in_order ? 0 : 1;
}
