// The booking service inside a program of your own. Type what a customer would write; "tap ID" taps
// a button. Sessions are in Redis with --quickbooking.redis=HOST:PORT, else in memory.

#include <quickbooking/quickbooking.hpp>

#include <caf/all.hpp>

#include <iostream>

using namespace quickbooking;

// [config]
struct host_config : with_quickbooking<> { // your options beside the service's
  host_config() {
    quickbooking.redis = "memory";
    quickbooking.catalog_file = DEMO_SALON;
    opt_group{custom_options_, "global"}.add(once, "once", "book an appointment, and end");
  }

  bool once = false;
};
// [/config]

customer_answer say(caf::scoped_actor& self, const booking_service& service, std::string line) {
  const std::string customer = "+15551234567";
  customer_answer got;
  auto keep = [&](customer_answer& x) { got = std::move(x); };
  auto fail = [](const caf::error& why) { std::cerr << to_string(why) << '\n'; };
  if (line.starts_with("tap "))
    self->request(service, std::chrono::seconds{10}, customer_tap{customer, line.substr(4)})
        .receive(keep, fail);
  else
    self->request(service, std::chrono::seconds{10},
                  customer_text{customer, "6f1c1c1e-0000-4000-8000-000000000001", line})
        .receive(keep, fail);
  std::cout << line << "\n  -> " << got.message_type << ' ' << got.payload << got.error_message
            << '\n';
  return got;
}

std::string first_button(const std::string& card) {
  const auto begin = card.find(R"("id":")") + 6;
  return card.substr(begin, card.find('"', begin) - begin);
}

int main(int argc, char** argv) {
  // [start]
  host_config config;
  if (auto problem = config.parse(argc, argv))
    return std::cerr << to_string(problem) << '\n', 2;
  caf::actor_system system{config};
  auto options = read_settings(config.quickbooking);
  auto service = options ? embedded_service::start(system, *options) : options.error();
  if (!service)
    return std::cerr << explain(service.error()) << '\n', 1;
  // [/start]
  caf::scoped_actor self{system};
  if (config.once) {
    auto answer = say(self, service->bookings(), "Haircut tomorrow 3pm");
    for (int taps = 0; taps < 3 && answer.message_type == "interactive_card"; ++taps)
      answer = say(self, service->bookings(), "tap " + first_button(answer.payload));
    return answer.message_type == "booking_confirmed" ? 0 : 1;
  }
  for (std::string line; std::getline(std::cin, line);)
    say(self, service->bookings(), line);
  return service->stop(std::chrono::seconds{5}) ? 0 : 1;
}
