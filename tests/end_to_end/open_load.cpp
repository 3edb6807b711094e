#include "tests/end_to_end/open_load.hpp"

#include "load/meta/meta_webhook.hpp"
#include "tests/end_to_end/webhook_customer.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <future>
#include <sstream>
#include <thread>

namespace quickbooking {

namespace {

using namespace std::chrono_literals;
using milliseconds = std::chrono::duration<double, std::milli>;

constexpr std::size_t connections = 16;
constexpr std::chrono::microseconds interval{1'000'000 / open_load::per_second};
constexpr int phases = 10;
constexpr auto phase_length = 1s;

constexpr std::array words{"Haircut tomorrow 3pm", "Massage friday 11am", "with Sarah",
                           "what about in 5 days?"};

/// `values` must not be empty.
double quantile(std::vector<double> values, double q) {
  std::ranges::sort(values);
  const auto at = static_cast<std::size_t>(q * static_cast<double>(values.size()));
  return values[std::min(at, values.size() - 1)];
}

double p99(std::vector<double> waits) { return quantile(std::move(waits), 0.99); }

} // namespace

std::string open_load::body_of(std::size_t message) {
  const auto who = message % customers;
  webhook_customer customer{graph_, phone(who)};
  return customer.text(words.at(message / customers % words.size())).body;
}

std::vector<double> open_load::send_every(std::size_t first, std::size_t end,
                                          clock::time_point begin) {
  http_client http{url_};
  std::vector<double> waits;
  for (auto i = first; i < end; i += connections) {
    const auto due = begin + static_cast<long>(i - next_) * interval;
    const auto body = body_of(i);
    const http_headers headers{{"X-Hub-Signature-256", webhook_signature(app_secret, body)}};
    const auto is_late = clock::now() > due;
    std::this_thread::sleep_until(due);
    const auto began = is_late ? due : clock::now();
    const auto answer = http.post("/webhook", body, headers);
    waits.push_back(milliseconds{clock::now() - began}.count());
    if (answer.status != 200) {
      ++refused_;
      spdlog::warn("message {} after {} ms: {} {} {}", i, waits.back(), answer.status,
                   answer.reason, answer.body);
    }
  }
  return waits;
}

std::vector<double> open_load::play(std::chrono::milliseconds length) {
  const auto end = next_ + static_cast<std::size_t>(length.count()) * per_second / 1000;
  const auto begin = clock::now() + 20ms;
  std::vector<std::future<std::vector<double>>> parts;
  for (std::size_t i = 0; i < connections; ++i)
    parts.push_back(
        std::async(std::launch::async, [=, this] { return send_every(next_ + i, end, begin); }));
  std::vector<double> waits;
  for (auto& part : parts)
    std::ranges::copy(part.get(), std::back_inserter(waits));
  next_ = end;
  return waits;
}

std::string comparison::text() const {
  std::ostringstream out;
  out.precision(3);
  out << "the others' p99 in ms (lower to upper quartile of " << phases << " phases): calm " << calm
      << " to " << calm_upper << ", disturbed " << disturbed << " to " << disturbed_upper
      << "; ratio " << disturbed / calm;
  return out.str();
}

comparison compare(open_load& others, const std::function<void()>& begin,
                   const std::function<void()>& end) {
  std::vector<double> calm;
  std::vector<double> disturbed;
  for (int i = 0; i < phases; ++i) {
    calm.push_back(p99(others.play(phase_length)));
    begin();
    disturbed.push_back(p99(others.play(phase_length)));
    end();
  }
  return {quantile(calm, 0.25), quantile(calm, 0.75), quantile(disturbed, 0.25),
          quantile(disturbed, 0.75)};
}

} // namespace quickbooking
