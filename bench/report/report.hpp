#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace quickbooking {

/// A bar that a figure has to reach.
struct bench_bar {
  std::string name;
  double value = 0;
  double limit = 0;
  bool at_least = false; ///< else at most
  std::string unit;

  bool is_met() const { return at_least ? value >= limit : value <= limit; }
};

/// Collects what was measured, as text for people and as JSON.
class bench_report {
public:
  /// A table: its title says what was measured and how, the first row has the columns' names.
  void table(const std::string& title, const std::vector<std::vector<std::string>>& rows);

  void line(const std::string& text) { text_ += text + "\n"; }

  /// All bars as a table, met or not; nothing for none.
  void bars(const std::vector<bench_bar>& all);

  nlohmann::ordered_json& json() { return json_; }

  const std::string& text() const { return text_; }

private:
  std::string text_;
  nlohmann::ordered_json json_ = nlohmann::ordered_json::object();
};

/// With so many digits after the point, and commas between thousands: `12,345.6`.
std::string number_text(double value, int digits = 0);

} // namespace quickbooking
