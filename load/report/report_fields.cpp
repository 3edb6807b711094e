#include "load/report/report_fields.hpp"

namespace quickbooking {

namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

constexpr std::int64_t highest_count = std::int64_t{1} << 53;
constexpr milliseconds longest_run = std::chrono::days{30};
constexpr double highest_figure = 1e15;
constexpr std::size_t longest_text = 4096;

} // namespace

std::uint64_t count_in(const checked_json& x) {
  return static_cast<std::uint64_t>(x.integer(0, highest_count));
}

microseconds us_in(const checked_json& x) { return microseconds{x.integer(0, highest_count)}; }

milliseconds ms_in(const checked_json& x) {
  return milliseconds{x.integer(0, longest_run.count())};
}

double figure_in(const checked_json& x) { return x.number(0, highest_figure); }

std::string text_in(const checked_json& x) { return x.text(longest_text); }

} // namespace quickbooking
