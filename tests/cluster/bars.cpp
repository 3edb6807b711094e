#include "tests/cluster/bars.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>

namespace quickbooking {

int amount(const char* variable, int otherwise) {
  auto given = std::getenv(variable);
  return given ? std::atoi(given) : otherwise;
}

void tell_bar(const std::string& what, const std::string& measured, const std::string& wanted,
              bool is_met) {
  const auto line = what + "|" + measured + "|" + wanted + "|" + (is_met ? "yes" : "NO");
  std::cout << line << std::endl;
  if (auto file = std::getenv("QUICKBOOKING_BARS"))
    std::ofstream{file, std::ios::app} << line << "\n";
}

std::chrono::milliseconds worst_values::p99() const {
  auto sorted = all_;
  std::ranges::sort(sorted);
  return sorted.empty() ? std::chrono::milliseconds{0}
                        : sorted[(sorted.size() * 99 + 99) / 100 - 1];
}

std::chrono::milliseconds worst_values::max() const {
  return all_.empty() ? std::chrono::milliseconds{0} : *std::ranges::max_element(all_);
}

std::string text_of(std::chrono::milliseconds x) { return std::to_string(x.count()) + " ms"; }

} // namespace quickbooking
