#define CAF_SUITE journey

#include "bench/driver/journey.hpp"
#include "net/http/signature.hpp"

#include <caf/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <set>

using namespace quickbooking;

namespace {

const std::string slots
    = R"({"success":true,"messageType":"interactive_card","payload":[{"id":"slot_0"},{"id":"slot_1"},)"
      R"({"id":"slot_2"},{"id":"action_see_more"}]})";
const std::string confirm
    = R"({"success":true,"messageType":"interactive_card","payload":[{"id":"confirm_0"}]})";
const std::string choices
    = R"({"success":true,"messageType":"interactive_card","payload":[{"id":"choice_popular_times"}]})";
const std::string booked = R"({"success":true,"messageType":"booking_confirmed","payload":{}})";

using step = journey::step;

scanned_answer ok(const std::string& body) { return {200, body, body.size()}; }

nlohmann::json body_of(const journey& x) {
  return nlohmann::json::parse(x.request().substr(x.request().find("\r\n\r\n") + 4));
}

std::string target_of(const journey& x) {
  return x.request().substr(5, x.request().find(" HTTP/") - 5);
}

journey make(std::uint64_t number, journey_kind kind = journey_kind::booking) {
  return {kind, {"+15550001", "salon"}, number, "run"};
}

} // namespace

CAF_TEST(a_customer_looks_picks_changes_the_day_picks_and_confirms) {
  auto customer = make(1);
  CAF_CHECK(target_of(customer) == "/v1/booking-requests");
  CAF_CHECK(body_of(customer)["text"] == "Haircut");
  CAF_CHECK(body_of(customer)["salonId"] == "salon");
  CAF_CHECK(customer.read(ok(slots)) == step::goes_on);
  CAF_CHECK(target_of(customer) == "/v1/button-clicks");
  CAF_CHECK(body_of(customer)["buttonId"] == "slot_1");
  CAF_CHECK(customer.read(ok(confirm)) == step::goes_on);
  CAF_CHECK(body_of(customer)["text"] == "Haircut in 3 days");
  CAF_CHECK(customer.read(ok(slots)) == step::goes_on);
  CAF_CHECK(customer.read(ok(confirm)) == step::goes_on);
  CAF_CHECK(body_of(customer)["buttonId"] == "confirm_0");
  CAF_CHECK(body_of(customer)["customerPhone"] == "+15550001");
  CAF_CHECK(customer.read(ok(booked)) == step::done);
}

CAF_TEST(each_message_has_an_id_of_its_own) {
  std::set<std::string> ids;
  for (std::uint64_t number : {1, 2, 12}) {
    auto customer = make(number);
    for (int i = 0; i < 4; ++i) {
      ids.insert(body_of(customer)["messageId"].get<std::string>());
      customer.read(ok(slots));
    }
  }
  CAF_CHECK_EQUAL(ids.size(), 12u);
}

CAF_TEST(requests_are_signed_and_as_long_as_they_say) {
  const auto customer = make(5);
  const auto& request = customer.request();
  const auto body = request.substr(request.find("\r\n\r\n") + 4);
  const std::string name = "X-Hub-Signature-256: ";
  const auto at = request.find(name) + name.size();
  CAF_CHECK(is_signed(journey::secret, body, request.substr(at, request.find("\r\n", at) - at)));
  CAF_CHECK(request.find("Content-Length: " + std::to_string(body.size()) + "\r\n")
            != std::string::npos);
}

CAF_TEST(a_customer_whose_day_is_full_takes_the_choice_that_is_offered) {
  auto customer = make(1);
  CAF_CHECK(customer.read(ok(choices)) == step::goes_on);
  CAF_CHECK(body_of(customer)["buttonId"] == "choice_popular_times");
}

CAF_TEST(a_question_is_over_with_its_answer) {
  CAF_CHECK(make(1, journey_kind::question).read(ok(slots)) == step::done);
}

CAF_TEST(what_goes_wrong_is_named) {
  const std::string broken = R"({"error":{"code":"overloaded"}})";
  auto refused = make(1);
  CAF_CHECK(refused.read({503, broken, broken.size()}) == step::failed);
  CAF_CHECK(refused.problem().find("503") != std::string::npos);
  CAF_CHECK(refused.problem().find("overloaded") != std::string::npos);
  auto unwell = make(1);
  CAF_CHECK(unwell.read({500, slots, slots.size()}) == step::failed);
  auto stuck = make(1);
  CAF_CHECK(stuck.read(ok(R"({"success":true,"messageType":"text"})")) == step::failed);
  CAF_CHECK(stuck.problem().find("nothing to tap") != std::string::npos);
  auto unsuccessful = make(1, journey_kind::question);
  CAF_CHECK(unsuccessful.read(ok(R"({"success":false})")) == step::failed);
}

CAF_TEST(a_customer_who_never_gets_to_confirm_gives_up) {
  auto customer = make(1);
  int steps = 1;
  while (customer.read(ok(slots)) == step::goes_on)
    CAF_REQUIRE(++steps < 100);
  CAF_CHECK(customer.problem().find("no end") != std::string::npos);
}
