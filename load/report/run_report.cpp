#include "load/report/run_report.hpp"

#include <numeric>

namespace quickbooking {

const char* to_string(arrival_model x) {
  switch (x) {
  case arrival_model::poisson:
    return "poisson";
  case arrival_model::constant:
    return "constant";
  case arrival_model::closed:
    return "closed";
  }
  return "";
}

const char* to_string(run_outcome x) {
  switch (x) {
  case run_outcome::pass:
    return "pass";
  case run_outcome::failed:
    return "failed";
  case run_outcome::invalid:
    return "invalid";
  }
  return "";
}

std::uint64_t total(const error_counts& errors) {
  return std::accumulate(errors.begin(), errors.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const auto& x) { return sum + x.second; });
}

} // namespace quickbooking
