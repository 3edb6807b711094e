#include "apps/ctl/text_table.hpp"

#include "messages/encoding/plain_text.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

/// Code points of valid UTF-8: all bytes but those that continue one.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

} // namespace

void text_table::add(const std::vector<std::string>& cells) {
  auto& row = rows_.emplace_back();
  widths_.resize(std::max(widths_.size(), cells.size()));
  for (std::size_t i = 0; i < cells.size(); ++i) {
    row.push_back(plain_text(cells[i]));
    widths_[i] = std::max(widths_[i], width_of(row.back()));
  }
}

std::string text_table::text() const {
  std::string out;
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      out += row[i];
      if (i + 1 < row.size())
        out.append(widths_[i] - width_of(row[i]) + 2, ' ');
    }
    out.erase(out.find_last_not_of(' ') + 1);
    out += '\n';
  }
  return out;
}

} // namespace quickbooking
