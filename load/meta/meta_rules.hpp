#pragma once

#include "load/meta/meta_error.hpp"
#include "load/meta/meta_number.hpp"
#include "load/meta/meta_rate.hpp"
#include "messages/encoding/instant.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

namespace quickbooking {

/// A POST to the Graph API, with the path's parts taken apart.
struct meta_request {
  std::string version; ///< `v26.0`
  std::string phone_number_id;
  std::string authorization; ///< the header
  std::string body;
};

/// A message that Meta took.
struct meta_accepted {
  std::string wamid;
  std::string customer; ///< `+` and digits, or the BSUID
  std::string input;    ///< the address as given
  std::string callback_data;
  nlohmann::json message; ///< the request's body
};

/// A read receipt that Meta took.
struct meta_marked_read {};

using meta_verdict = std::variant<meta_accepted, meta_marked_read, meta_error>;

/// Meta's side of the rules: what is taken, what is refused, and with which code. No clock, no
/// socket; the time is an argument.
class meta_rules {
public:
  /// `id_prefix` sets the message ids of this instance apart from those of others.
  meta_rules(std::vector<meta_number> numbers, std::string id_prefix);

  /// Judges a POST to `/{version}/{phone_number_id}/messages`.
  meta_verdict post_message(const meta_request& request, instant now);

  /// A customer writes to the number: opens the 24-hour window and counts against the throughput.
  /// Returns the message's id; empty if there is no such number.
  std::string customer_wrote(const std::string& phone_number_id, const std::string& customer,
                             instant now);

  /// Makes room for so many customers of each number at once instead of bit by bit.
  void expect_customers(std::size_t count);

  const meta_number* find_number(const std::string& phone_number_id) const;

private:
  struct pair_state {
    instant last_inbound{};
    rate_meter sent;
  };

  struct number_state {
    meta_number about;
    rate_meter traffic;
    std::unordered_map<std::string, pair_state> pairs;
  };

  meta_verdict judge_outgoing(number_state& number, nlohmann::json message, instant now);
  meta_verdict judge_read_receipt(const nlohmann::json& message) const;
  std::string next_id(char direction);
  bool is_inbound_id(std::string_view id) const;

  std::map<std::string, number_state> numbers_;
  std::string id_prefix_;
  std::uint64_t ids_ = 0;
};

/// True if a Graph API version is served at that time (as Meta's changelog has it: each ends about
/// two years after it came).
bool is_served(std::string_view version, instant now);

} // namespace quickbooking
