#pragma once

#include "messages/session/session.hpp"

#include <random>
#include <string>
#include <string_view>

/// Repeatable random values for property tests.
class random_values {
public:
  explicit random_values(std::uint64_t seed) : engine_{seed} {}

  /// 0..limit-1
  std::size_t below(std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>{0, limit - 1}(engine_);
  }

  bool coin() { return below(2) == 0; }

  template <class Range>
  const auto& pick(const Range& from) {
    return *(std::begin(from) + static_cast<std::ptrdiff_t>(below(std::size(from))));
  }

  std::string text_of(std::string_view alphabet, std::size_t at_least, std::size_t at_most) {
    std::string result;
    for (auto left = at_least + below(at_most - at_least + 1); left > 0; --left)
      result += pick(alphabet);
    return result;
  }

  /// As masters and services have them, dashes at the ends included.
  std::string id() { return text_of("abcdefXYZ0123456789-", 1, 40); }

  std::string bytes(std::size_t at_most) {
    std::string result;
    for (auto left = below(at_most + 1); left > 0; --left)
      result += static_cast<char>(below(256));
    return result;
  }

  /// Words with quotes, escapes and several scripts in them.
  std::string words() {
    constexpr std::string_view some[] = {"",       "Haircut",       "\"quoted\" \\ \n", "Стрижка",
                                         "תספורת", "💇‍♀️", "corte às 15:00",   "\x01"};
    return std::string{pick(some)};
  }

  quickbooking::instant time() {
    return quickbooking::from_unix_ms(static_cast<std::int64_t>(below(253402300800000)));
  }

  quickbooking::slot_ref ref() { return {coin() ? "m" + id() : "", coin() ? id() : "", time()}; }

  quickbooking::slot slot() {
    quickbooking::slot x;
    x.id = quickbooking::to_slot_id(ref());
    x.date = "2027-03-05";
    x.start_time = "14:00";
    x.master_name = words();
    x.service_name = words();
    x.price = static_cast<std::int64_t>(below(1000000));
    x.duration = static_cast<int>(below(480));
    x.is_preferred = coin();
    x.show_star = coin();
    if (coin())
      x.extra = {{"rank", below(10)}, {"displayText", words()}};
    return x;
  }

private:
  std::mt19937_64 engine_;
};
