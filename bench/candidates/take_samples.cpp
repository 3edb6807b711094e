#include "bench/candidates/bench_salons.hpp"
#include "bench/candidates/samples.hpp"
#include "messages/customer.hpp"
#include "net/http/http_client.hpp"
#include "tests/support/redis_probe.hpp"

#include <nlohmann/json.hpp>

#include <stdexcept>

namespace quickbooking {

namespace {

using nlohmann::json;

/// `{"schemaVersion":1,"ownerEpoch":7,"revision":12,` goes: the rest is what every write has.
std::string without_header(const std::string& stored) {
  const auto revision = stored.find("\"revision\":");
  const auto end = stored.find(',', revision);
  return revision == std::string::npos || end == std::string::npos ? std::string{}
                                                                   : stored.substr(end + 1);
}

class sampler {
public:
  sampler(std::uint16_t port, std::uint16_t redis_port)
      : http_("http://127.0.0.1:" + std::to_string(port)),
        redis_(redis_port),
        who_(bench_customer(0)) {}

  sample send(std::string_view target, json body) {
    body["customerPhone"] = who_.phone;
    body["messageId"] = "wamid.sample." + std::to_string(number_++);
    const auto answer = http_.post(target, body.dump());
    if (answer.status != 200)
      throw std::runtime_error{"the node answered a sample with " + std::to_string(answer.status)
                               + " " + answer.body + answer.reason};
    const auto key = session_key(who_.phone);
    return {answer.body, without_header(redis_.text({"GET", key})),
            without_header(redis_.text({"GET", "{" + key + "}:receipt"}))};
  }

  sample says(const std::string& text) {
    return send("/v1/booking-requests", {{"text", text}, {"salonId", who_.salon_id}});
  }

  sample taps(const sample& card, std::string_view prefix) {
    return send("/v1/button-clicks", {{"buttonId", find_button(card.answer, prefix)}});
  }

private:
  http_client http_;
  redis_probe redis_;
  journey_customer who_;
  int number_ = 0;
};

} // namespace

samples take_samples(std::uint16_t port, std::uint16_t redis_port) {
  sampler node{port, redis_port};
  samples all;
  all.text = node.says("Haircut");
  all.tap = node.taps(all.text, "slot_");
  all.confirm = node.taps(all.tap, "confirm_");
  if (!has_text(all.confirm.answer, "messageType", "booking_confirmed") || all.tap.snapshot.empty()
      || all.confirm.receipt.empty())
    throw std::runtime_error{"the node did not book a sample: " + all.confirm.answer};
  return all;
}

} // namespace quickbooking
