#pragma once

#include "booking/cards/cards.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace quickbooking {

/// A salon with two masters and one service.
inline salon glow() {
  salon result;
  result.id = "glow";
  result.name = "Glow";
  result.currency = "USD";
  result.contact_phone = "+1 555 0100";
  result.services.resize(1);
  result.services[0].id = "cut";
  result.services[0].name = "Haircut";
  result.services[0].names[language::ru] = "Стрижка";
  result.masters.resize(2);
  result.masters[0].id = "sarah";
  result.masters[0].name = "Sarah";
  result.masters[1].id = "alex";
  result.masters[1].name = "Alexandra";
  return result;
}

/// An hour with a master of the salon, on a day of October or November 2025; 31 October is a
/// Friday.
inline slot slot_at(std::string master_id, std::string date, std::string time, bool star = false) {
  slot result;
  result.id = master_id + "-" + date + "T" + time + ":00.000Z-cut";
  result.date = std::move(date);
  result.start_time = std::move(time);
  result.end_time = "16:00";
  result.duration = 60;
  result.master_id = std::move(master_id);
  result.service_id = "cut";
  result.price = 5000;
  result.show_star = star;
  return result;
}

/// By value: CAF's checks keep references to what they compare.
inline option option_at(const card& x, std::size_t index) { return x.options().at(index); }

inline std::vector<std::string> titles_of(const card& x) {
  std::vector<std::string> result;
  for (auto& each : x.options())
    result.push_back(each.title);
  return result;
}

inline std::vector<std::string> ids_of(const card& x) {
  std::vector<std::string> result;
  for (auto& each : x.options())
    result.push_back(each.id);
  return result;
}

/// Lists in failure messages.
inline std::string joined_by_bar(const std::vector<std::string>& list) {
  std::string result;
  for (auto& each : list)
    result += (result.empty() ? "" : "|") + each;
  return result;
}

} // namespace quickbooking
