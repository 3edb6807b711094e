#include "load/report/figure_text.hpp"

#include <fmt/format.h>

#include <cmath>

namespace quickbooking {

namespace {

/// Three significant digits, of numbers below 1,000.
std::string three_digits(double x) {
  return fmt::format("{:.{}f}", x, x < 9.995 ? 2 : x < 99.95 ? 1 : 0);
}

} // namespace

std::string latency_text(std::chrono::microseconds x) {
  const auto us = static_cast<double>(x.count());
  if (us < 1000)
    return fmt::format("{} us", x.count());
  return us < 999'500 ? three_digits(us / 1e3) + " ms" : three_digits(us / 1e6) + " s";
}

std::string count_text(std::uint64_t x) {
  return x < 1000 ? std::to_string(x) : fmt::format("{},{:03}", count_text(x / 1000), x % 1000);
}

std::string figure_text(double x) {
  if (std::abs(x) >= 99.95)
    return count_text(static_cast<std::uint64_t>(std::llround(x)));
  const auto text = fmt::format("{:.1f}", x);
  return text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
}

std::string clock_text(std::chrono::milliseconds x) {
  const auto s = std::chrono::floor<std::chrono::seconds>(x).count();
  return s < 3600 ? fmt::format("{}:{:02}", s / 60, s % 60)
                  : fmt::format("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60);
}

std::string time_text(instant x) {
  const auto iso = to_iso8601(x);
  return iso.substr(0, 10) + " " + iso.substr(11, 8) + " UTC";
}

std::string ratio_text(double a, double b) { return b == 0 ? "-" : fmt::format("{:.2f}x", a / b); }

std::string share_text(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? "-"
                    : fmt::format("{:.2f} %",
                                  100 * static_cast<double>(part) / static_cast<double>(whole));
}

} // namespace quickbooking
