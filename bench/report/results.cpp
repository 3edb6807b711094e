#include "bench/report/results.hpp"

#include <algorithm>

namespace quickbooking {

const throughput_row* bench_results::candidate(std::string_view name) const {
  const auto found
      = std::ranges::find_if(throughput, [name](const auto& x) { return x.kind.name == name; });
  return found == throughput.end() ? nullptr : &*found;
}

std::uint64_t bench_results::errors() const {
  std::uint64_t all = 0;
  for (const auto& x : throughput)
    all += x.errors;
  for (const auto& x : latency)
    all += x.errors;
  for (const auto& x : sessions)
    all += x.errors + x.half_load.errors;
  return all;
}

std::string bench_results::first_problem() const {
  std::vector<std::string> all;
  for (const auto& x : throughput)
    all.push_back(x.kind.title + ": " + x.first_problem);
  for (const auto& x : latency)
    all.push_back(x.title + ": " + x.first_problem);
  for (const auto& x : sessions) {
    all.push_back("filling: " + x.first_problem);
    all.push_back(x.half_load.title + ": " + x.half_load.first_problem);
  }
  const auto found = std::ranges::find_if(all, [](const auto& x) { return !x.ends_with(": "); });
  return found == all.end() ? std::string{} : *found;
}

} // namespace quickbooking
