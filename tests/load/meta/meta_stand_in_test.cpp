#define CAF_SUITE meta_stand_in
#include "load/meta/meta_stand_in.hpp"
#include "load/meta/simulated_customer.hpp"
#include "net/http/http_client.hpp"
#include "net/http/signature.hpp"
#include "net/loop/event_loop.hpp"
#include "tests/support/child_process.hpp"

#include <caf/test/unit_test.hpp>

#include <mutex>
#include <string>
#include <vector>

using namespace quickbooking;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

const std::string secret = "salon-test-secret";
const std::string phone = "+15550001111";
const meta_number number{"700", "15559990000", "1", "900", "token", 80};

/// In place of a node: keeps webhooks and answers them as told.
class webhook_receiver {
public:
  webhook_receiver() {
    server_ = *http_server::listen(loop_.context(), "127.0.0.1", 0, {},
                                   [this](http_request request, http_responder respond) {
                                     std::lock_guard guard{mutex_};
                                     const auto status = answers_.empty() ? 200 : answers_.front();
                                     if (!answers_.empty())
                                       answers_.erase(answers_.begin());
                                     requests_.push_back(std::move(request));
                                     respond({status, "{}", "application/json", {}});
                                   });
  }

  ~webhook_receiver() { loop_.stop(); }

  std::string url() const {
    return "http://127.0.0.1:" + std::to_string(server_->port()) + "/webhook";
  }

  void answer_next_with(std::vector<int> statuses) {
    std::lock_guard guard{mutex_};
    answers_ = std::move(statuses);
  }

  std::vector<http_request> requests() {
    std::lock_guard guard{mutex_};
    return requests_;
  }

  bool got(std::size_t count) {
    return eventually([this, count] { return requests().size() >= count; });
  }

private:
  event_loop loop_;
  std::mutex mutex_;
  std::vector<int> answers_;
  std::vector<http_request> requests_;
  std::shared_ptr<http_server> server_;
};

/// A text inside JSON.
std::string text_at(const std::string& body, const std::string& pointer) {
  return json::parse(body).at(json::json_pointer{pointer}).get<std::string>();
}

webhook_options quick_webhooks() {
  webhook_options options;
  options.app_secret = secret;
  options.first_retry = 10ms;
  return options;
}

struct fixture {
  webhook_receiver node;
  meta_stand_in meta{{{number}, quick_webhooks(), 0}};
  simulated_customer customer{meta.url(), phone};
  http_client graph{meta.url()};

  fixture() { meta.service().set_webhook(node.url()); }

  http_client_answer send(json message) {
    message["messaging_product"] = "whatsapp";
    message["to"] = phone;
    return graph.post("/v26.0/700/messages", message.dump(), {{"Authorization", "Bearer token"}});
  }

  http_client_answer send_text(const std::string& text) {
    return send({{"type", "text"}, {"text", {{"body", text}}}});
  }

  http_client_answer send_card() {
    const json reply{{"type", "reply"}, {"reply", {{"id", "slot_1"}, {"title", "3:00 PM"}}}};
    return send({{"type", "interactive"},
                 {"interactive",
                  {{"type", "button"},
                   {"body", {{"text", "Free on Friday"}}},
                   {"action", {{"buttons", json::array({reply})}}}}}});
  }

  /// A text in the `value` of a webhook that came.
  std::string webhook_text(std::size_t index, const std::string& pointer) {
    return text_at(node.requests().at(index).body, "/entry/0/changes/0/value" + pointer);
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(meta_stand_in_tests, fixture)

CAF_TEST(a_customers_text_reaches_the_node_signed_and_escaped) {
  const auto id = customer.says("шла 😀 a/b");
  CAF_REQUIRE(node.got(1));
  const auto request = node.requests().front();
  CAF_CHECK(is_signed(secret, request.body, request.signature));
  CAF_CHECK(!is_signed("another", request.body, request.signature));
  CAF_CHECK(request.body.find("\\u0448\\u043b\\u0430 \\ud83d\\ude00 a\\/b") != std::string::npos);
  CAF_CHECK_EQUAL(webhook_text(0, "/messages/0/id"), id);
  CAF_CHECK_EQUAL(webhook_text(0, "/messages/0/from"), "15550001111");
  CAF_CHECK_EQUAL(webhook_text(0, "/metadata/phone_number_id"), "700");
}

CAF_TEST(a_reply_is_shown_to_the_customer_and_reported_as_sent_and_delivered) {
  customer.says("hello");
  CAF_REQUIRE(node.got(1));
  const auto answer = send(
      {{"type", "text"}, {"text", {{"body", "welcome"}}}, {"biz_opaque_callback_data", "out-1"}});
  CAF_REQUIRE_EQUAL(answer.status, 200);
  const auto shown = customer.next();
  CAF_REQUIRE(shown.has_value());
  CAF_CHECK_EQUAL(shown->text(), "welcome");
  CAF_REQUIRE(node.got(3));
  CAF_CHECK_EQUAL(webhook_text(1, "/statuses/0/status"), "sent");
  CAF_CHECK_EQUAL(webhook_text(2, "/statuses/0/status"), "delivered");
  CAF_CHECK_EQUAL(webhook_text(2, "/statuses/0/biz_opaque_callback_data"), "out-1");
  CAF_CHECK_EQUAL(webhook_text(2, "/statuses/0/id"), text_at(answer.body, "/messages/0/id"));
}

CAF_TEST(a_tap_names_the_card_and_the_title_that_was_shown) {
  customer.says("hello");
  CAF_REQUIRE(node.got(1));
  CAF_REQUIRE_EQUAL(send_card().status, 200);
  const auto card = customer.next();
  CAF_REQUIRE(card.has_value());
  customer.taps(card->option("slot_").value().id);
  CAF_REQUIRE(node.got(4));
  const auto* reply = "/messages/0/interactive/button_reply";
  CAF_CHECK_EQUAL(webhook_text(3, reply + std::string{"/id"}), "slot_1");
  CAF_CHECK_EQUAL(webhook_text(3, reply + std::string{"/title"}), "3:00 PM");
  CAF_CHECK_EQUAL(webhook_text(3, "/messages/0/context/id"), card->id());
}

CAF_TEST(a_webhook_is_repeated_until_the_node_answers_200) {
  node.answer_next_with({503, 500, 204, 401});
  customer.says("hello");
  CAF_REQUIRE(node.got(5));
  const auto requests = node.requests();
  for (const auto& each : requests)
    CAF_CHECK_EQUAL(each.body, requests.front().body);
  CAF_CHECK_EQUAL(meta.service().counts().webhooks_refused, 4u);
}

CAF_TEST(a_copy_of_a_message_has_the_same_bytes) {
  customer.says("hello", 3);
  CAF_REQUIRE(node.got(3));
  const auto requests = node.requests();
  CAF_CHECK_EQUAL(requests.at(0).body, requests.at(2).body);
}

CAF_TEST(what_breaks_a_rule_is_refused_and_counted) {
  const auto answer = send_text("nobody wrote to us");
  CAF_CHECK_EQUAL(answer.status, 400);
  const auto error = json::parse(answer.body);
  CAF_CHECK_EQUAL(error.at("error").at("code"), 131047);
  const auto counts = meta.service().counts();
  CAF_CHECK_EQUAL(counts.refused.at(131047), 1u);
  CAF_CHECK_EQUAL(graph.post("/v26.0/messages", "{}").status, 400);
}

CAF_TEST(a_fault_strikes_as_often_as_asked) {
  customer.says("hello");
  CAF_REQUIRE(node.got(1));
  CAF_CHECK_EQUAL(graph.post("/_sim/faults", R"({"code":131016,"times":2})").status, 200);
  CAF_CHECK_EQUAL(send_text("one").status, 500);
  CAF_CHECK_EQUAL(send_text("one").status, 500);
  CAF_CHECK_EQUAL(send_text("one").status, 200);
  CAF_CHECK_EQUAL(graph.post("/_sim/faults", R"({"colour":1})").status, 400);
}

CAF_TEST(an_accepted_message_with_a_lost_answer_is_on_the_phone_all_the_same) {
  customer.says("hello");
  CAF_REQUIRE(node.got(1));
  graph.post("/_sim/faults", R"({"hang":true,"accepted":true})");
  http_client impatient{meta.url(), 50ms};
  const json message{{"messaging_product", "whatsapp"},
                     {"to", phone},
                     {"type", "text"},
                     {"text", {{"body", "lost"}}}};
  const auto answer
      = impatient.post("/v26.0/700/messages", message.dump(), {{"Authorization", "Bearer token"}});
  CAF_CHECK_EQUAL(answer.status, 0);
  const auto shown = customer.next();
  CAF_REQUIRE(shown.has_value());
  CAF_CHECK_EQUAL(shown->text(), "lost");
}

CAF_TEST(a_poll_without_news_ends_when_its_time_is_up) {
  CAF_CHECK(!customer.next(20ms).has_value());
}

CAF_TEST(only_pages_of_this_machine_may_call_from_a_browser) {
  const auto from = [this](const char* origin) {
    return graph.send("OPTIONS", "/_sim/faults", "", {{"Origin", origin}}).status;
  };
  CAF_CHECK_EQUAL(from("http://127.0.0.1:8080"), 204);
  CAF_CHECK_EQUAL(from("https://example.org"), 403);
}

CAF_TEST_FIXTURE_SCOPE_END()
