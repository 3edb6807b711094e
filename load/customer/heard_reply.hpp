#pragma once

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

/// Something that a reply offers to tap.
struct offered_tap {
  std::string id;
  std::string title;
  bool is_row = false; ///< of a list

  friend bool operator==(const offered_tap&, const offered_tap&) = default;
};

/// The salon's message as a customer reads it.
struct heard_reply {
  std::string text; ///< a card's body, or the text
  std::vector<offered_tap> options;
  std::string message_id; ///< whose options they are; empty over `/v1`

  friend bool operator==(const heard_reply&, const heard_reply&) = default;
};

/// Reads the body of a message that the Graph API has taken.
heard_reply read_graph_message(const nlohmann::json& message, std::string message_id);

/// Reads an answer of `/v1`; nothing if it is none or reports a failure.
std::optional<heard_reply> read_v1_answer(std::string_view body);

/// The master and the time that an option is about, as one word; empty if it is about none.
std::string time_key(std::string_view option_id);

} // namespace quickbooking
