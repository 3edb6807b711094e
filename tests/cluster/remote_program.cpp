#include "tests/cluster/remote_program.hpp"

#include "tests/cluster/cluster_kit.hpp"

#include <caf/all.hpp>

#include <utility>

namespace quickbooking {

namespace {

using nlohmann::json;

constexpr std::chrono::seconds answer_limit{15};

} // namespace

reachable_cluster::reachable_cluster(std::size_t nodes, const std::function<void(json&)>& configure)
    : salon{nodes, [&](std::size_t i, json& x) {
              x["cluster"]["listen"]["port"] = ports_[i].number();
              configure(x);
            }} {}

remote_options reachable_cluster::options(const std::string& name) const {
  remote_options out;
  out.name = name;
  out.cluster = cluster_node_config("node-a", {})["cluster"].value("name", out.cluster);
  for (std::size_t i = 0; i < salon.size(); ++i)
    out.nodes.push_back({salon_cluster::name(i), "127.0.0.1", ports_[i].number()});
  const auto shown = cluster_certificate(name);
  out.ca_file = cluster_authority();
  out.certificate_file = shown.file;
  out.key_file = shown.key_file;
  return out;
}

remote_customer::remote_customer(caf::actor_system& system, booking_service bookings,
                                 std::string phone)
    : self_{system},
      bookings_{std::move(bookings)},
      phone_{std::move(phone)} {}

template <class Answer, class Question>
Answer remote_customer::ask(Question what) {
  Answer got{};
  if constexpr (std::is_same_v<Answer, customer_answer>)
    got.outcome = unanswered;
  self_->request(bookings_, answer_limit, std::move(what))
      .receive([&](Answer& x) { got = std::move(x); }, [](const caf::error&) {});
  return got;
}

customer_answer remote_customer::says(const std::string& text) {
  return says(text, phone_ + "-" + std::to_string(++said_));
}

customer_answer remote_customer::says(const std::string& text, const std::string& message_id) {
  return ask<customer_answer>(
      customer_text{phone_, std::string{demo_salon}, text, message_id, {}, reply_route::answer});
}

customer_answer remote_customer::taps(const std::string& button_id) {
  return taps(button_id, phone_ + "-" + std::to_string(++said_));
}

customer_answer remote_customer::taps(const std::string& button_id, const std::string& message_id) {
  return ask<customer_answer>(
      customer_tap{phone_, button_id, message_id, {}, {}, reply_route::answer});
}

session_record remote_customer::session() { return ask<session_record>(session_query{phone_}); }

session_record remote_customer::clear() { return ask<session_record>(session_removal{phone_}); }

answer as_answer(const customer_answer& x) {
  return {200,
          {{"messageType", x.message_type},
           {"sessionId", x.session_id},
           {"payload", x.payload.empty() ? json::object() : json::parse(x.payload)}}};
}

} // namespace quickbooking
