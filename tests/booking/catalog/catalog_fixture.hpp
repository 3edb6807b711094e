#pragma once

#include "booking/catalog/salon.hpp"

#include <caf/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <functional>
#include <string>

namespace quickbooking {

/// A catalog without a mistake, to be spoilt at one place.
inline nlohmann::json good_catalog() {
  return nlohmann::json::parse(R"({"salons": [{
    "id": "s-1", "name": "One", "phoneNumberId": "700", "timeZone": "America/New_York",
    "currency": "USD", "contactPhone": "+1 212 555 0100",
    "hours": {"monday": {"enabled": true, "start": "09:00", "end": "18:00"}},
    "services": [{"id": "cut", "name": "Haircut", "durationMinutes": 60, "price": 5000,
                  "category": "HAIRCUT", "names": {"ru": "Стрижка"}}],
    "masters": [{"id": "sarah", "name": "Sarah", "specialization": ["HAIRCUT"],
      "hours": {"monday": {"enabled": true, "start": "10:00", "end": "16:00",
                           "breaks": [{"start": "13:00", "end": "14:00"}]}}}]}]})");
}

/// What the parser says about a catalog; empty if it has nothing to say.
inline std::string complaint(const nlohmann::json& given) {
  const auto parsed = catalog::parse(given.dump());
  return parsed ? "" : parsed.error().message;
}

/// The same of the good catalog whose value at the JSON pointer is replaced.
inline std::string complaint(const std::string& pointer, const nlohmann::json& value) {
  auto json = good_catalog();
  json[nlohmann::json::json_pointer{pointer}] = value;
  return complaint(json);
}

/// Checks what the parser says, and shows it where it is something else.
inline void check_complaint(const std::string& pointer, const nlohmann::json& value,
                            const std::string& expected) {
  const auto said = complaint(pointer, value);
  if (said != expected)
    CAF_ERROR(pointer << ": '" << said << "' instead of '" << expected << "'");
  CAF_CHECK(said == expected);
}

} // namespace quickbooking
