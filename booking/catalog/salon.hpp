#pragma once

#include "messages/failure.hpp"
#include "messages/language.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

enum class category { haircut, coloring, manicure, pedicure, facial, massage, waxing, other };

std::string_view to_string(category x);
std::optional<category> parse_category(std::string_view text); ///< `HAIRCUT`, ...

/// Half-open, minutes since local midnight, 0 <= begin < end; an end above 1440 runs into the next
/// day.
struct day_range {
  std::chrono::minutes begin;
  std::chrono::minutes end;

  friend bool operator==(const day_range&, const day_range&) = default;
};

/// One weekday. Closed: `open` is empty. More than one range is allowed.
struct day_hours {
  std::vector<day_range> open;
  std::vector<day_range> breaks;
};

/// Index: `std::chrono::weekday::c_encoding()`, 0 is Sunday.
using week_hours = std::array<day_hours, 7>;

struct service {
  std::string id;
  std::string name;
  std::map<language, std::string> names; ///< translations shown and understood; may be empty
  std::vector<std::string> aliases;      ///< further words that customers use
  std::chrono::minutes duration{60};     ///< 5..480
  std::int64_t price = 0;                ///< minor units
  category kind = category::other;
  bool active = true;

  /// The name in this language, else `name`.
  const std::string& name_in(language lang) const;
};

/// A stylist.
struct master {
  std::string id;
  std::string name;
  std::vector<std::string> aliases; ///< other spellings ("Сара", "שרה")
  std::vector<category> kinds;      ///< what they do
  week_hours hours;
  bool active = true;

  bool does(category kind) const;
};

struct salon {
  std::string id; ///< ids everywhere: 1..64 of [A-Za-z0-9-]
  std::string name;
  std::string phone_number_id; ///< unique
  std::string zone;            ///< IANA
  std::string currency;        ///< ISO 4217
  std::string contact_phone;   ///< for "call salon", as shown
  language default_language = language::en;
  week_hours hours;
  std::chrono::minutes slot_step{
      30}; ///< 5..240; candidate starts lie on this grid from local midnight
  std::vector<service> services;
  std::vector<master> masters;
  bool active = true;

  const service* find_service(std::string_view service_id) const; ///< active ones only
  const master* find_master(std::string_view master_id) const;    ///< active ones only
  std::vector<const service*>
  active_services() const; ///< those that at least one active master does
  std::vector<const master*> masters_for(const service& what) const; ///< active, in catalog order
};

/// All salons of a node. Immutable once loaded; shared between threads.
class catalog {
public:
  catalog() = default;

  /// Takes salons as they are: for embedders that keep them elsewhere. Ids must be unique.
  explicit catalog(std::vector<salon> salons);

  /// Reads the JSON file's text (`cluster-config/demo-salon.json` shows the form). Errors:
  /// `invalid_catalog`, whose message names the path of the value and what is wrong with it:
  /// duplicate ids, unknown zone, bad times, break outside the day, ...
  static result<catalog> parse(std::string_view json);

  const salon* by_id(std::string_view id) const;              ///< active ones only
  const salon* by_phone_number_id(std::string_view id) const; ///< active ones only
  const std::vector<salon>& salons() const { return salons_; }

private:
  using index = std::map<std::string, std::size_t, std::less<>>;

  const salon* find(const index& where, std::string_view key) const;

  std::vector<salon> salons_;
  index by_id_;
  index by_phone_number_id_;
};

using catalog_ptr = std::shared_ptr<const catalog>;

} // namespace quickbooking
