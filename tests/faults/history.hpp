#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace quickbooking::faults {

// What a run has recorded: all that the checker knows. Plain values.

/// Since the run began.
using run_time = std::chrono::microseconds;

/// One POST of a message to the webhook.
struct delivery {
  run_time sent{0};
  run_time answered{0};
  int status = 0; ///< 0: no answer
  int life = 0;   ///< of the node that it went to; among those of all nodes
  int post = 0;   ///< messages of one POST share its number
};

/// A message of a customer and how often it was delivered.
struct sent_message {
  std::string id;
  std::string content; ///< the text, or the id of what was tapped
  bool is_tap = false;
  std::vector<delivery> deliveries;
};

/// A message of the salon as it came to the customer's phone.
struct received_reply {
  run_time at{0};
  std::string out_id;
  std::string text;
  bool is_card = false;
  std::vector<std::string> options; ///< ids, in order
};

/// One atomic write to Redis about one customer, as its append-only file has it.
struct stored_write {
  std::uint64_t epoch = 0; ///< 0: the write holds no snapshot
  std::uint64_t revision = 0;
  std::string message_id; ///< the last one that was answered
  std::string out_id;     ///< of the answer; empty if there was none for WhatsApp
  bool answer_is_card = false;
  std::vector<std::string> handled; ///< message ids that it adds

  friend bool operator==(const stored_write&, const stored_write&) = default;
};

/// A customer with all that happened.
struct phone_history {
  std::string phone; ///< `+` and digits
  std::vector<sent_message> sent;
  std::vector<received_reply> received; ///< in the order of arrival
  std::vector<stored_write> stored;     ///< likewise
  std::vector<stored_write> abandoned;  ///< a master took them, its successor never had them
};

/// A row of the bookings' database.
struct booking_row {
  std::string salon;
  std::string phone;
  std::string master;
  std::string code;
  std::int64_t start = 0;
  std::int64_t end = 0;
};

/// A process of a node, from its start to its end.
struct node_life {
  enum class ending { in_order, cut_off, killed };
  run_time began{0};
  run_time ended{0};
  ending how = ending::in_order;
  std::size_t node = 0;
};

struct interval {
  run_time from{0};
  run_time to{0};
};

struct run_history {
  std::vector<phone_history> phones;
  std::vector<booking_row> bookings;
  std::vector<node_life> lives;

  /// When Redis was disturbed: from a fault, or the first sign of trouble, to the moment when a
  /// node said that all is well and that no session is dirty. Outside, 200 means durable.
  std::vector<interval> disturbed;

  bool failed_over = false; ///< a replica has taken its master's place

  std::size_t nodes = 1;

  /// Of several nodes: when customers may have gone from one to another, from the fault of a node
  /// or a link to the moment when all nodes saw each other again.
  std::vector<interval> unrest;
};

} // namespace quickbooking::faults
