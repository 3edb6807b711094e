#include "tests/faults/judge.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace quickbooking::faults {

namespace {

constexpr std::string_view code_prefix = "BK-";
constexpr std::size_t code_length = 8;

} // namespace

std::string code_in(const std::string& text) {
  const auto at = text.find(code_prefix);
  return at == std::string::npos ? std::string{} : text.substr(at, code_length);
}

void judge::bookings() const {
  std::set<std::string> codes;
  std::size_t booked = 0;
  for (const auto& x : all.bookings)
    if (x.phone == mine().phone) {
      codes.insert(x.code);
      ++booked;
    }
  for (const auto& x : mine().received)
    if (const auto code = code_in(x.text); !code.empty() && !codes.contains(code))
      broken("P6", "the code " + code + " is not one of this phone's bookings");
  std::set<std::string> confirms;
  for (const auto& x : mine().sent)
    if (x.is_tap && x.content.starts_with("confirm_"))
      confirms.insert(x.content);
  if (booked > confirms.size())
    broken("P6", std::to_string(booked) + " bookings of " + std::to_string(confirms.size())
                     + " different confirms");
}

void judge_bookings(const run_history& all, verdict& result) {
  auto rows = all.bookings;
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return std::tie(a.master, a.start) < std::tie(b.master, b.start);
  });
  std::set<std::pair<std::string, std::string>> codes;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& x = rows[i];
    if (!codes.emplace(x.salon, x.code).second)
      result.findings.push_back({"P6", x.phone, "the code " + x.code + " was given twice"});
    if (i + 1 < rows.size() && rows[i + 1].master == x.master && rows[i + 1].start < x.end) {
      ++result.double_bookings;
      result.findings.push_back({"P6", x.phone, x.code + " and " + rows[i + 1].code + " overlap"});
    }
  }
}

} // namespace quickbooking::faults
