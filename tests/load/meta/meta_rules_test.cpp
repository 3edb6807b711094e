#define CAF_SUITE meta_rules
#include "load/meta/meta_rules.hpp"

#include <caf/test/unit_test.hpp>

#include <string>

using namespace quickbooking;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

constexpr instant noon = std::chrono::sys_days{2026y / 11 / 20} + 12h;
const std::string customer = "+15550001111";

struct fixture {
  meta_rules rules{{meta_number{"700", "15559990000", "1", "900", "secret", 80},
                    meta_number{"701", "972550000000", "972", "900", "secret", 2}},
                   "t"};

  meta_request request(const std::string& to) {
    const json body{{"messaging_product", "whatsapp"},
                    {"to", to},
                    {"type", "text"},
                    {"text", {{"body", "hello"}}}};
    return {"v26.0", "700", "Bearer secret", body.dump()};
  }

  /// The code of the refusal; -1 if the message is taken.
  int post(const meta_request& what, instant now = noon) {
    const auto verdict = rules.post_message(what, now);
    const auto* error = std::get_if<meta_error>(&verdict);
    return error ? error->code : -1;
  }

  /// The customer in the answer to a message to this address.
  std::string delivered_to(const meta_request& what) {
    const auto verdict = rules.post_message(what, noon);
    const auto* taken = std::get_if<meta_accepted>(&verdict);
    return taken ? taken->customer : "";
  }

  void open_window(const std::string& number = "700") {
    rules.customer_wrote(number, customer, noon - 1h);
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(meta_rules_tests, fixture)

CAF_TEST(a_message_inside_the_window_is_taken_once_with_its_own_id) {
  open_window();
  const auto first = std::get<meta_accepted>(rules.post_message(request(customer), noon));
  const auto second = std::get<meta_accepted>(rules.post_message(request(customer), noon));
  CAF_CHECK_EQUAL(first.customer, customer);
  CAF_CHECK(first.wamid.starts_with("wamid."));
  CAF_CHECK(first.wamid != second.wamid);
}

CAF_TEST(only_the_numbers_token_opens_the_door) {
  open_window();
  auto what = request(customer);
  what.authorization = "";
  CAF_CHECK_EQUAL(post(what), 0);
  what.authorization = "secret";
  CAF_CHECK_EQUAL(post(what), 0);
  what.authorization = "Bearer Secret";
  CAF_CHECK_EQUAL(post(what), 190);
}

CAF_TEST(unknown_numbers_and_retired_versions_are_refused) {
  open_window();
  auto what = request(customer);
  what.phone_number_id = "702";
  CAF_CHECK_EQUAL(post(what), 33);
  what = request(customer);
  for (const auto* version : {"v20.0", "v99.0", "26.0", "v26"}) {
    what.version = version;
    CAF_CHECK_EQUAL(post(what), 2500);
  }
}

CAF_TEST(a_version_is_served_until_its_day) {
  const instant last_day = std::chrono::sys_days{2027y / 1 / 20} + 23h;
  CAF_CHECK(is_served("v21.0", last_day));
  CAF_CHECK(!is_served("v21.0", last_day + 1h));
  CAF_CHECK(is_served("v26.0", last_day + 1h));
}

CAF_TEST(a_broken_body_is_refused) {
  auto what = request(customer);
  what.body = "{\"messaging_product\":";
  CAF_CHECK_EQUAL(post(what), 100);
}

CAF_TEST(the_window_closes_24_hours_after_the_customers_last_message) {
  CAF_CHECK_EQUAL(post(request(customer)), 131047);
  rules.customer_wrote("700", customer, noon);
  CAF_CHECK_EQUAL(post(request(customer), noon + 24h - 1ms), -1);
  CAF_CHECK_EQUAL(post(request(customer), noon + 24h), 131047);
  rules.customer_wrote("700", customer, noon + 25h);
  CAF_CHECK_EQUAL(post(request(customer), noon + 26h), -1);
}

CAF_TEST(a_window_belongs_to_one_number_and_one_customer) {
  open_window("701");
  CAF_CHECK_EQUAL(post(request(customer)), 131047);
  open_window();
  CAF_CHECK_EQUAL(post(request("+15550002222")), 131047);
}

CAF_TEST(templates_need_no_window) {
  auto what = request(customer);
  what.body = json{{"messaging_product", "whatsapp"},
                   {"to", customer},
                   {"type", "template"},
                   {"template", {{"name", "visit_reminder"}, {"language", {{"code", "he"}}}}}}
                  .dump();
  CAF_CHECK_EQUAL(post(what), -1);
}

CAF_TEST(a_pair_may_borrow_45_messages_and_pays_them_back_at_6_seconds_each) {
  open_window();
  for (int i = 0; i < 45; ++i)
    CAF_REQUIRE_EQUAL(post(request(customer), noon), -1);
  CAF_CHECK_EQUAL(post(request(customer), noon), 131056);
  CAF_CHECK_EQUAL(post(request(customer), noon + 5999ms), 131056);
  CAF_CHECK_EQUAL(post(request(customer), noon + 6s), -1);
  CAF_CHECK_EQUAL(post(request(customer), noon + 6s), 131056);
  const std::string other = "+15550002222";
  rules.customer_wrote("700", other, noon);
  CAF_CHECK_EQUAL(post(request(other), noon + 6s), -1);
}

CAF_TEST(what_comes_in_counts_against_the_throughput_too) {
  auto what = request(customer);
  what.phone_number_id = "701";
  rules.customer_wrote("701", customer, noon);
  CAF_CHECK_EQUAL(post(what, noon), -1);
  CAF_CHECK_EQUAL(post(what, noon), 130429);
  CAF_CHECK_EQUAL(post(what, noon + 500ms), -1);
  CAF_CHECK_EQUAL(post(what, noon + 500ms), 130429);
}

CAF_TEST(a_number_without_plus_is_taken_for_a_national_one) {
  open_window();
  CAF_CHECK_EQUAL(delivered_to(request("+1 (555) 000-1111")), customer);
  CAF_CHECK_EQUAL(delivered_to(request("(555) 000-1111")), customer);
  CAF_CHECK_EQUAL(post(request("15550001111")), 131047); // is +1 1 555 000 1111
}

CAF_TEST(addresses_that_are_none_are_refused) {
  for (const auto* bad : {"+1555x", "+", "+1234567890123456", "hello", "++15550001111"})
    CAF_CHECK_EQUAL(post(request(bad)), 131009);
  CAF_CHECK_EQUAL(post(request("+15559990000")), 131021);
}

CAF_TEST(a_business_scoped_user_id_is_reached_as_recipient) {
  const std::string user = "IL.5501234567890";
  rules.customer_wrote("700", user, noon);
  auto what = request(customer);
  auto body = json::parse(what.body);
  body.erase("to");
  body["recipient"] = user;
  what.body = body.dump();
  CAF_CHECK_EQUAL(delivered_to(what), user);
  body["recipient"] = "il-5501234567890";
  what.body = body.dump();
  CAF_CHECK_EQUAL(post(what), 131009);
}

CAF_TEST(only_messages_that_were_received_can_be_marked_as_read) {
  const auto id = rules.customer_wrote("700", customer, noon);
  auto what = request(customer);
  auto mark = [&](const std::string& message_id) {
    what.body
        = json{{"messaging_product", "whatsapp"}, {"status", "read"}, {"message_id", message_id}}
              .dump();
    return post(what);
  };
  CAF_CHECK_EQUAL(mark(id), -1);
  CAF_CHECK_EQUAL(mark(id + "0"), 131009);
  CAF_CHECK_EQUAL(mark("wamid.X"), 131009);
}

CAF_TEST_FIXTURE_SCOPE_END()
