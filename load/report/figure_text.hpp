#pragma once

#include "messages/encoding/instant.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace quickbooking {

// Figures as people read them.

/// Three significant digits with their unit: `85 us`, `4.27 ms`, `128 ms`, `1.50 s`, `3600 s`.
std::string latency_text(std::chrono::microseconds x);

/// With commas: `1,234,567`.
std::string count_text(std::uint64_t x);

/// Without a fraction from 100 on: `12.5`, `1,234`. At most 2^63.
std::string figure_text(double x);

/// Minutes and seconds, with hours if there are any: `2:05`, `1:00:00`.
std::string clock_text(std::chrono::milliseconds x);

/// `2026-11-22 17:00:00 UTC`.
std::string time_text(instant x);

/// `a` to `b` as a factor: `1.25x`; `-` where `b` is 0.
std::string ratio_text(double a, double b);

/// `part` of `whole` in percent: `0.12 %`; `-` where `whole` is 0.
std::string share_text(std::uint64_t part, std::uint64_t whole);

} // namespace quickbooking
