#include "bench/driver/journey.hpp"

#include "net/http/signature.hpp"

namespace quickbooking {

namespace {

/// A customer who has found no time after so many messages never will.
constexpr int most_steps = 30;

constexpr std::uint64_t days_ahead = 9;
constexpr std::uint64_t slots_on_card = 5;

} // namespace

journey::journey(journey_kind kind, journey_customer who, std::uint64_t number,
                 std::string_view run)
    : kind_(kind),
      who_(std::move(who)),
      number_(number),
      run_(run) {
  say("Haircut");
}

void journey::say(std::string_view text) {
  std::string body{R"({"text":")"};
  body.append(text).append(R"(","salonId":")").append(who_.salon_id).append(R"(",)");
  send("/v1/booking-requests", std::move(body));
}

void journey::tap(std::string_view button) {
  std::string body{R"({"buttonId":")"};
  body.append(button).append(R"(",)");
  send("/v1/button-clicks", std::move(body));
}

/// `body` is the JSON object as far as it is this call's own.
void journey::send(std::string_view target, std::string body) {
  body.append(R"("customerPhone":")").append(who_.phone).append(R"(","messageId":"wamid.)");
  body.append(run_).append(".").append(std::to_string(number_)).append(".");
  body.append(std::to_string(steps_++)).append(R"("})");
  request_.assign("POST ").append(target);
  request_.append(" HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
                  "X-Hub-Signature-256: ");
  request_.append(sign(secret, body)).append("\r\nContent-Length: ");
  request_.append(std::to_string(body.size())).append("\r\n\r\n").append(body);
}

journey::step journey::fail_with(std::string_view why, const scanned_answer& answer) {
  problem_.assign(why).append(": ").append(std::to_string(answer.status)).append(" ");
  problem_.append(answer.body.substr(0, 500)).append(" to ").append(request_);
  return step::failed;
}

journey::step journey::read(const scanned_answer& answer) {
  if (answer.status != 200 || !answer.body.starts_with(R"({"success":true)"))
    return fail_with("refused", answer);
  if (kind_ == journey_kind::question)
    return step::done;
  if (has_text(answer.body, "messageType", "booking_confirmed"))
    return step::done;
  return steps_ < most_steps ? on_card(answer) : fail_with("no end", answer);
}

/// Takes another slot where the first was taken meanwhile.
journey::step journey::on_card(const scanned_answer& answer) {
  if (const auto confirm = find_button(answer.body, "confirm_"); !confirm.empty()) {
    if (day_changed_)
      tap(confirm);
    else
      say("Haircut in " + std::to_string(2 + number_ % days_ahead) + " days");
    day_changed_ = true;
    return step::goes_on;
  }
  auto next = find_button(answer.body, "slot_", number_ % slots_on_card);
  if (next.empty())
    next = find_button(answer.body, "choice_");
  if (next.empty())
    return fail_with("nothing to tap", answer);
  tap(next);
  return step::goes_on;
}

} // namespace quickbooking
