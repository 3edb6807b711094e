#include "bench/report/report.hpp"

#include <algorithm>
#include <cstdio>

namespace quickbooking {

namespace {

/// Characters, of which UTF-8 may need several bytes.
std::size_t width(const std::string& text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char x) { return (x & 0xC0) != 0x80; }));
}

std::vector<std::size_t> widths_of(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], width(row[i]));
  }
  return widths;
}

} // namespace

/// The first column is text and stands left, the others right.
void bench_report::table(const std::string& title,
                         const std::vector<std::vector<std::string>>& rows) {
  const auto widths = widths_of(rows);
  text_ += "\n" + title + "\n";
  for (const auto& row : rows) {
    std::string line = "  ";
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string gap(widths[i] - width(row[i]), ' ');
      line += i == 0 ? row[i] + gap : "  " + gap + row[i];
    }
    text_ += line + "\n";
  }
}

void bench_report::bars(const std::vector<bench_bar>& all) {
  if (all.empty())
    return;
  std::vector<std::vector<std::string>> rows{{"bar", "measured", "wanted", ""}};
  auto& list = json_["bars"] = nlohmann::ordered_json::array();
  for (const auto& x : all) {
    const auto wanted = (x.at_least ? ">= " : "<= ") + number_text(x.limit, 2) + x.unit;
    rows.push_back(
        {x.name, number_text(x.value, 2) + x.unit, wanted, x.is_met() ? "met" : "NOT MET"});
    list.push_back({{"name", x.name},
                    {"value", x.value},
                    {"limit", x.limit},
                    {"atLeast", x.at_least},
                    {"unit", x.unit},
                    {"met", x.is_met()}});
  }
  table("Bars", rows);
}

std::string number_text(double value, int digits) {
  std::vector<char> space(400); // the longest double has 309 digits before its point
  std::snprintf(space.data(), space.size(), "%.*f", digits, value);
  std::string text{space.data()};
  const auto first = text.find_first_of("0123456789");
  const auto point = std::min(text.find('.'), text.size());
  for (auto at = point; at != std::string::npos && at > first + 3;) {
    at -= 3;
    text.insert(at, ",");
  }
  return text;
}

} // namespace quickbooking
