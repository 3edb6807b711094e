#include "embedding/host_sender.hpp"

#include "actors/failure_log.hpp"
#include "actors/protocol.hpp"
#include "messages/encoding/json_text.hpp"

#include <caf/all.hpp>
#include <nlohmann/json.hpp>

#include <utility>

namespace quickbooking {

namespace {

using nlohmann::json;
using transport = graph_http_answer::transport;
using answer_handler = std::function<void(graph_http_answer)>;

constexpr std::chrono::seconds answer_limit{30};

/// Error codes of the Cloud API that stand for what a sender says: temporarily unavailable, and
/// undeliverable.
constexpr int try_later_code = 131016;
constexpr int rejected_code = 131026;

outgoing_message to_outgoing(std::string phone_number_id, std::string body) {
  const auto parsed = json::parse(body, nullptr, false);
  auto customer = parsed.value("to", parsed.value("recipient", std::string{}));
  if (customer.starts_with('+'))
    customer.erase(0, 1);
  return {std::move(phone_number_id), std::move(customer),
          parsed.value("biz_opaque_callback_data", std::string{}), std::move(body)};
}

graph_http_answer error_answer(int code, const std::string& reason) {
  return {transport::answered,
          400,
          to_text(json{{"error", {{"code", code}, {"message", reason}}}}),
          {}};
}

graph_http_answer to_graph_answer(const send_result& x, const std::string& out_id) {
  switch (x.verdict) {
  case send_verdict::accepted:
    return {transport::answered, 200, to_text(json{{"messages", {{{"id", out_id}}}}}), {}};
  case send_verdict::rejected:
    return error_answer(rejected_code, x.reason);
  case send_verdict::try_later:
    break;
  }
  return error_answer(try_later_code, x.reason);
}

/// A sender that is gone has not sent anything; one that is silent may have.
graph_http_answer to_graph_answer(const caf::error& x) {
  const auto is_gone = x == caf::sec::request_receiver_down;
  return {is_gone ? transport::not_sent : transport::lost, 0, {}, "the sender: " + to_string(x)};
}

/// Hands a message on and waits for the answer. A message that this one cannot take any more has
/// not been sent: the outbox, which ends after it, keeps it as due.
caf::behavior waiter(caf::event_based_actor* self, const message_sender& host, const log_ptr& log) {
  log_failures(*self, log);
  return {[=](outgoing_message& x, sender_answer& answer) {
    auto out_id = x.out_id;
    self->request(host, answer_limit, std::move(x))
        .then([=](const send_result& y) { answer.done(to_graph_answer(y, out_id)); },
              [=](const caf::error& why) { answer.done(to_graph_answer(why)); });
  }};
}

class host_sender_client final : public graph_client {
public:
  explicit host_sender_client(caf::actor waiter) : waiter_{std::move(waiter)} {}

  void post_message(std::string phone_number_id, std::string, std::string body,
                    answer_handler done) override {
    caf::anon_send(waiter_, to_outgoing(std::move(phone_number_id), std::move(body)),
                   sender_answer{std::move(done)});
  }

private:
  caf::actor waiter_;
};

} // namespace

host_sender make_host_sender(caf::actor_system& system, message_sender host, log_ptr log) {
  auto actor = system.spawn(waiter, std::move(host), std::move(log));
  return {std::make_shared<host_sender_client>(actor), actor};
}

} // namespace quickbooking
