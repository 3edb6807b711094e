#include "booking/cards/card_parts.hpp"
#include "booking/cards/cards.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

using service_list = std::vector<const service*>;

constexpr std::size_t services_a_page = max_rows - 1;

/// Ids of pages have two digits.
constexpr std::size_t max_pages = 100;

option service_row(const salon& where, language lang, const service& x) {
  auto name = cleaned(x.name_in(lang));
  if (name.empty())
    name = x.id;
  auto title = shortened(name, max_row_title);
  return {"action_service_" + x.id, title,
          joined({price_word(where, lang, x.price), duration_word(lang, x.duration),
                  title == name ? std::string{} : name})};
}

/// The row that leads to the page after this one; behind the last comes the first.
option more_row(language lang, std::size_t page, std::size_t pages) {
  return {"action_services_page_" + std::to_string((page + 1) % pages),
          text(lang, text_key::label_more_services),
          {}};
}

} // namespace

card services_card(const salon& where, language lang, std::string body,
                   const service_list& services, int page) {
  auto one_page = services.size() <= max_rows;
  auto pages = std::clamp((services.size() + services_a_page - 1) / services_a_page, std::size_t{1},
                          max_pages);
  auto shown_page = page < 0 || one_page ? 0 : static_cast<std::size_t>(page) % pages;
  auto first = shown_page * services_a_page;
  auto last = one_page ? services.size() : std::min(services.size(), first + services_a_page);
  auto title = text(lang, text_key::service_header);
  std::vector<placed_row> rows;
  for (auto i = first; i < last; ++i)
    rows.push_back({title, service_row(where, lang, *services[i])});
  if (!one_page)
    rows.push_back({title, more_row(lang, shown_page, pages)});
  return list_card(lang, title, std::move(body), text_key::label_select_service, std::move(rows));
}

} // namespace quickbooking
