#include "load/report/figure_text.hpp"
#include "load/report/run_text.hpp"
#include "messages/encoding/plain_text.hpp"
#include "messages/encoding/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace quickbooking {

namespace {

struct part {
  std::string text;
  int rank; ///< the highest is left out first; 0 stays
};

std::string joined(const std::vector<part>& parts) {
  std::string line;
  for (const auto& x : parts)
    line += (line.empty() ? "" : "  ") + x.text;
  return line;
}

std::vector<part> parts_of(const second_row& row) {
  std::vector<part> parts{{fmt::format("{:>7}", clock_text(row.elapsed)), 0},
                          {fmt::format("offered {:>6}/s", figure_text(row.offered)), 0},
                          {fmt::format("achieved {:>6}/s", figure_text(row.achieved)), 0},
                          {fmt::format("customers {:>7}", count_text(row.active_customers)), 2},
                          {fmt::format("p50 {:>7}", latency_text(row.response.p50)), 1},
                          {fmt::format("p99 {:>7}", latency_text(row.response.p99)), 0},
                          {fmt::format("errors {:>4}", count_text(total(row.errors))), 0}};
  if (!row.redis.empty())
    parts.push_back({"redis " + plain_text(row.redis), 3});
  return parts;
}

} // namespace

std::string second_line(const second_row& row, std::size_t width) {
  auto parts = parts_of(row);
  for (int rank = 3; rank > 0 && width > 0 && joined(parts).size() > width; --rank)
    std::erase_if(parts, [rank](const part& x) { return x.rank == rank; });
  const auto line = joined(parts);
  return width == 0 ? line : std::string{clip_utf8(line, width)};
}

} // namespace quickbooking
