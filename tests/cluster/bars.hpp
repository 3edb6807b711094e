#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace quickbooking {

/// How much a test does: what this environment variable says, for the long form.
int amount(const char* variable, int otherwise);

/// Says what was measured of something that is promised, and adds it to the table of
/// `./run test --cluster`: a line in the file that QUICKBOOKING_BARS names.
void tell_bar(const std::string& what, const std::string& measured, const std::string& wanted,
              bool is_met);

/// Values of which the worst count.
class worst_values {
public:
  void add(std::chrono::milliseconds x) { all_.push_back(x); }
  std::size_t count() const { return all_.size(); }

  /// The least that 99 of 100 do not exceed; 0 if there are none.
  std::chrono::milliseconds p99() const;
  std::chrono::milliseconds max() const;

private:
  std::vector<std::chrono::milliseconds> all_;
};

std::string text_of(std::chrono::milliseconds x);

} // namespace quickbooking
