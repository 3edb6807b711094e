#pragma once

#include "messages/encoding/instant.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

/// One bubble of a chat.
struct chat_entry {
  std::string id; ///< wamid
  bool from_customer = false;
  instant at;
  std::string status; ///< of the customer's: pending, delivered; of the salon's: sent, delivered
  nlohmann::json content;   ///< what was sent, in the form of the Cloud API
  std::uint64_t change = 0; ///< grows with every change of this chat
};

/// Something to tap that the salon has sent.
struct offered_option {
  std::string card_id; ///< wamid of its card
  std::string title;
  std::string description;
  bool is_row = false;
};

/// The chat of one customer with one number, its last messages.
class chat {
public:
  static constexpr std::size_t max_entries = 500;

  void add(chat_entry entry);
  void set_status(std::string_view id, std::string status);

  /// What is new or changed since that change, oldest first.
  std::vector<chat_entry> since(std::uint64_t change) const;

  std::uint64_t last_change() const { return last_change_; }

  /// The newest option with that id.
  std::optional<offered_option> find_option(const std::string& option_id) const;

private:
  std::deque<chat_entry> entries_;
  std::uint64_t last_change_ = 0;
};

/// All chats, by number and customer.
class meta_customers {
public:
  chat& with(const std::string& phone_number_id, const std::string& customer) {
    return chats_[{phone_number_id, customer}];
  }

private:
  std::map<std::pair<std::string, std::string>, chat> chats_;
};

/// An entry as the simulator's API shows it.
nlohmann::json to_json(const chat_entry& x);

} // namespace quickbooking
