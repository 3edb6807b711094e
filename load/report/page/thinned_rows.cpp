#include "load/report/page/thinned_rows.hpp"

#include <algorithm>
#include <span>

namespace quickbooking {

namespace {

void raise(brief_latency& to, const brief_latency& from) {
  to.p50 = std::max(to.p50, from.p50);
  to.p99 = std::max(to.p99, from.p99);
  to.max = std::max(to.max, from.max);
}

second_row joined(std::span<const second_row> group) {
  second_row sum;
  for (const auto& row : group) {
    sum.offered += row.offered;
    sum.achieved += row.achieved;
    sum.active_customers += row.active_customers;
    raise(sum.response, row.response);
    raise(sum.service, row.service);
    for (const auto& [name, count] : row.errors)
      sum.errors[name] += count;
  }
  sum.offered /= static_cast<double>(group.size());
  sum.achieved /= static_cast<double>(group.size());
  sum.active_customers /= group.size();
  sum.elapsed = group.back().elapsed;
  sum.redis = group.back().redis;
  return sum;
}

} // namespace

std::size_t group_size(std::size_t rows, std::size_t most) {
  return std::max<std::size_t>((rows + most - 1) / most, 1);
}

std::vector<second_row> thinned(const std::vector<second_row>& rows, std::size_t most) {
  const auto size = group_size(rows.size(), most);
  std::vector<second_row> groups;
  for (std::size_t i = 0; i < rows.size(); i += size)
    groups.push_back(joined(std::span{rows}.subspan(i, std::min(size, rows.size() - i))));
  return groups;
}

} // namespace quickbooking
