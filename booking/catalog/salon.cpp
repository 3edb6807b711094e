#include "booking/catalog/salon.hpp"

#include <algorithm>
#include <utility>

namespace quickbooking {

namespace {

constexpr std::array<std::pair<category, std::string_view>, 8> category_names{{
    {category::haircut, "HAIRCUT"},
    {category::coloring, "COLORING"},
    {category::manicure, "MANICURE"},
    {category::pedicure, "PEDICURE"},
    {category::facial, "FACIAL"},
    {category::massage, "MASSAGE"},
    {category::waxing, "WAXING"},
    {category::other, "OTHER"},
}};

template <class T>
const T* find_active(const std::vector<T>& all, std::string_view id) {
  const auto i = std::ranges::find_if(all, [&](const T& x) { return x.active && x.id == id; });
  return i == all.end() ? nullptr : &*i;
}

} // namespace

std::string_view to_string(category x) {
  return std::ranges::find(category_names, x, [](const auto& e) { return e.first; })->second;
}

std::optional<category> parse_category(std::string_view text) {
  const auto* i = std::ranges::find(category_names, text, [](const auto& e) { return e.second; });
  if (i == category_names.end())
    return std::nullopt;
  return i->first;
}

const std::string& service::name_in(language lang) const {
  const auto i = names.find(lang);
  return i == names.end() ? name : i->second;
}

bool master::does(category kind) const { return std::ranges::find(kinds, kind) != kinds.end(); }

// -- salon ---

const service* salon::find_service(std::string_view service_id) const {
  return find_active(services, service_id);
}

const master* salon::find_master(std::string_view master_id) const {
  return find_active(masters, master_id);
}

std::vector<const service*> salon::active_services() const {
  std::vector<const service*> found;
  for (const auto& x : services)
    if (x.active && !masters_for(x).empty())
      found.push_back(&x);
  return found;
}

std::vector<const master*> salon::masters_for(const service& what) const {
  std::vector<const master*> found;
  for (const auto& x : masters)
    if (x.active && x.does(what.kind))
      found.push_back(&x);
  return found;
}

// -- catalog ---

catalog::catalog(std::vector<salon> salons) : salons_(std::move(salons)) {
  for (std::size_t i = 0; i < salons_.size(); ++i) {
    by_id_.emplace(salons_[i].id, i);
    by_phone_number_id_.emplace(salons_[i].phone_number_id, i);
  }
}

const salon* catalog::find(const index& where, std::string_view key) const {
  const auto i = where.find(key);
  return i != where.end() && salons_[i->second].active ? &salons_[i->second] : nullptr;
}

const salon* catalog::by_id(std::string_view id) const { return find(by_id_, id); }

const salon* catalog::by_phone_number_id(std::string_view id) const {
  return find(by_phone_number_id_, id);
}

} // namespace quickbooking
