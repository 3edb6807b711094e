#pragma once

#include "load/meta/meta_error.hpp"
#include "load/meta/meta_number.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <variant>

namespace quickbooking {

/// Whom a message goes to.
struct meta_addressee {
  std::string input;    ///< as given
  std::string customer; ///< `+` and digits, or a BSUID
};

/// Reads `to` or, without it, `recipient` of a message that passed `check_message`.
std::variant<meta_addressee, meta_error> find_addressee(const nlohmann::json& message,
                                                        const meta_number& sender);

/// True for a business-scoped user id (`IL.5501234567890`).
bool is_user_id(const std::string& text);

} // namespace quickbooking
