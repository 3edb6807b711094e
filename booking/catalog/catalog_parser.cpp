#include "booking/catalog/catalog_fields.hpp"
#include "booking/catalog/hours_parser.hpp"
#include "booking/catalog/salon.hpp"

#include <unicode/unistr.h>

#include <algorithm>
#include <set>

namespace quickbooking {

namespace {

using std::chrono::minutes;

// -- uniqueness ---

std::string folded(const std::string& name) {
  std::string utf8;
  icu::UnicodeString::fromUTF8(name).foldCase().toUTF8String(utf8);
  return utf8;
}

/// Notes every element whose `key` an earlier one has.
template <class T, class Key>
void check_unique(const std::vector<checked_json>& given, const std::vector<T>& parsed,
                  std::string_view member, Key key) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < parsed.size(); ++i)
    if (const auto& x = key(parsed[i]); !x.empty() && !seen.insert(folded(x)).second)
      given[i][member].refuse("'" + x + "' is already taken");
}

template <class T>
void check_ids_and_names(const std::vector<checked_json>& given, const std::vector<T>& parsed) {
  check_unique(given, parsed, "id", [](const T& x) { return x.id; });
  check_unique(given, parsed, "name", [](const T& x) { return x.name; });
}

// -- objects ---

service parse_service(const checked_json& given) {
  given.allow_only(
      {"id", "name", "names", "aliases", "durationMinutes", "price", "category", "isActive"});
  service x;
  x.id = parse_id(given["id"]);
  x.name = given["name"].line(longest_name);
  x.names = parse_names(given["names"]);
  x.aliases = given["aliases"].lines(longest_name);
  x.duration = minutes{given["durationMinutes"].integer(5, 480)};
  x.price = given["price"].integer(0, 1'000'000'000);
  x.kind = parse_kind(given["category"]);
  x.active = given["isActive"].flag(true);
  return x;
}

master parse_master(const checked_json& given) {
  given.allow_only({"id", "name", "aliases", "specialization", "hours", "isActive"});
  master x;
  x.id = parse_id(given["id"]);
  x.name = given["name"].line(longest_name);
  x.aliases = given["aliases"].lines(longest_name);
  for (const auto& kind : given["specialization"].items())
    x.kinds.push_back(parse_kind(kind));
  x.hours = parse_week_hours(given["hours"]);
  x.active = given["isActive"].flag(true);
  return x;
}

template <class T>
std::vector<T> parse_all(const checked_json& given, T (*parse_one)(const checked_json&)) {
  std::vector<T> all;
  const auto items = given.items();
  for (const auto& x : items)
    all.push_back(parse_one(x));
  check_ids_and_names(items, all);
  return all;
}

salon parse_salon(const checked_json& given) {
  given.allow_only({"id", "name", "phoneNumberId", "timeZone", "currency", "contactPhone",
                    "defaultLanguage", "hours", "slotDurationMinutes", "services", "masters",
                    "isActive"});
  salon x;
  x.id = parse_id(given["id"]);
  x.name = given["name"].line(longest_name);
  x.phone_number_id = parse_id(given["phoneNumberId"]);
  x.zone = parse_zone(given["timeZone"]);
  x.currency = parse_currency(given["currency"]);
  x.contact_phone = given["contactPhone"].line(40);
  x.default_language = parse_default_language(given["defaultLanguage"]);
  x.hours = parse_week_hours(given["hours"]);
  if (const auto step = given["slotDurationMinutes"]; !step.is_null())
    x.slot_step = minutes{step.integer(5, 240)};
  x.services = parse_all(given["services"], parse_service);
  x.masters = parse_all(given["masters"], parse_master);
  x.active = given["isActive"].flag(true);
  return x;
}

std::vector<salon> parse_salons(const checked_json& given) {
  std::vector<salon> all;
  const auto items = given.items();
  for (const auto& x : items)
    all.push_back(parse_salon(x));
  if (all.empty())
    given.refuse("there is no salon");
  check_unique(items, all, "id", [](const salon& x) { return x.id; });
  check_unique(items, all, "phoneNumberId", [](const salon& x) { return x.phone_number_id; });
  return all;
}

result<nlohmann::json> parse_json(std::string_view text) {
  try {
    return nlohmann::json::parse(text);
  } catch (const nlohmann::json::exception& e) {
    return fail("invalid_catalog", std::string{"not JSON: "} + e.what());
  }
}

} // namespace

result<catalog> catalog::parse(std::string_view json) {
  const auto document = parse_json(json);
  if (!document)
    return tl::make_unexpected(document.error());
  problems found;
  const checked_json root{*document, "", found};
  root.allow_only({"salons"});
  auto salons = parse_salons(root["salons"]);
  if (!found.empty())
    return fail("invalid_catalog", found.text());
  return catalog{std::move(salons)};
}

} // namespace quickbooking
