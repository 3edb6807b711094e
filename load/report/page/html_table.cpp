#include "load/report/page/html_table.hpp"

#include "load/report/page/html_text.hpp"

#include <fmt/format.h>

namespace quickbooking {

namespace {

constexpr std::size_t longest_cell = 120;

} // namespace

html_table::html_table(std::string caption, std::vector<std::string> heads)
    : caption_{std::move(caption)},
      heads_{std::move(heads)} {}

void html_table::add(std::vector<std::string> cells, const char* style) {
  rows_ += fmt::format("<tr class=\"{}\"><th scope=\"row\">{}</th>", style,
                       html_text(cells.front(), longest_cell));
  for (std::size_t i = 1; i < cells.size(); ++i)
    rows_ += "<td>" + html_text(cells[i], longest_cell) + "</td>";
  for (auto i = cells.size(); i < heads_.size(); ++i)
    rows_ += "<td></td>";
  rows_ += "</tr>\n";
}

std::string html_table::html() const {
  if (empty())
    return {};
  const auto caption = html_text(caption_);
  auto out = fmt::format("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{0}\">"
                         "<table><caption>{0}</caption><thead><tr>",
                         caption);
  for (const auto& head : heads_)
    out += "<th scope=\"col\">" + html_text(head) + "</th>";
  return out + "</tr></thead><tbody>\n" + rows_ + "</tbody></table></div>\n";
}

} // namespace quickbooking
