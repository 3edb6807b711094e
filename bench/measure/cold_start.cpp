#include "bench/measure/cold_start.hpp"

#include "bench/candidates/bench_salons.hpp"
#include "bench/driver/statistics.hpp"
#include "net/http/http_client.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <stdexcept>

namespace quickbooking {

namespace {

/// The first pairs after a start do not count.
constexpr std::uint64_t warm_up_pairs = 50;

class talker {
public:
  explicit talker(std::uint16_t port) : http_("http://127.0.0.1:" + std::to_string(port)) {}

  /// How long the answer took, in ms.
  double say(const journey_customer& who) {
    const nlohmann::json body{{"text", "Haircut in 3 days"},
                              {"customerPhone", who.phone},
                              {"salonId", who.salon_id},
                              {"messageId", "wamid.cold." + std::to_string(number_++)}};
    const auto text = body.dump();
    const auto begin = std::chrono::steady_clock::now();
    const auto answer = http_.post("/v1/booking-requests", text);
    const auto end = std::chrono::steady_clock::now();
    if (answer.status != 200)
      throw std::runtime_error{"a cold start was answered with " + std::to_string(answer.status)
                               + " " + answer.body + answer.reason};
    return std::chrono::duration<double, std::milli>{end - begin}.count();
  }

private:
  http_client http_;
  std::uint64_t number_ = 0;
};

} // namespace

cold_start_figures measure_cold_starts(std::uint16_t port, std::uint64_t first,
                                       std::uint64_t pairs) {
  talker customers{port};
  std::vector<double> cold;
  std::vector<double> warm;
  for (std::uint64_t i = 0; i < warm_up_pairs + pairs; ++i) {
    const auto who = bench_customer(first + i - warm_up_pairs);
    const auto first_ms = customers.say(who);
    const auto second_ms = customers.say(who);
    if (i < warm_up_pairs)
      continue;
    cold.push_back(first_ms);
    warm.push_back(second_ms);
  }
  return {median(std::move(cold)), median(std::move(warm)), pairs};
}

} // namespace quickbooking
