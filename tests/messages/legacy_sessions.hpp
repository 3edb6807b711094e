#pragma once

#include <nlohmann/json.hpp>

#include <fstream>
#include <stdexcept>
#include <string>

/// Sessions of the old service that it can still read, by file name.
inline constexpr const char* valid_legacy_sessions[]
    = {"a1-booking-request", "a2-booking-request-ru-ids-formatted-phone",
       "a4-booking-request-three-slots", "b1-slot-selection", "e1-legacy-session-migration-only"};

/// A recorded value of the old service, byte for byte.
inline std::string legacy_session(const std::string& name) {
  std::ifstream file{QUICKBOOKING_TEST_DATA "/legacy-sessions/" + name + ".json"};
  if (!file)
    throw std::runtime_error("no recorded session " + name);
  return nlohmann::json::parse(file)["value"].get<std::string>();
}
