#pragma once

#include "tests/end_to_end/one_node.hpp"
#include "tests/faults/graph_recorder.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace quickbooking {

/// The demo salon's number at Meta.
meta_number demo_meta_number();

/// A message on its way: it can be delivered as often as one likes.
struct webhook_message {
  std::string id;
  std::string body; ///< of the delivery
};

/// A customer whose messages reach a node by signed webhooks, when and where a test says so, and
/// whose phone gets what the node sends to the Graph API. For one thread.
class webhook_customer {
public:
  webhook_customer(faults::graph_recorder& graph, std::string phone)
      : graph_(graph),
        phone_(std::move(phone)) {}

  const std::string& phone() const { return phone_; }

  // -- messages: made, and not yet delivered ---

  /// `ago`: it was written so long ago, by its timestamp.
  webhook_message text(const std::string& words, std::chrono::hours ago = {});

  /// A tap on the first option of the newest reply whose id begins so.
  /// Throws std::runtime_error if there is none.
  webhook_message tap(std::string_view prefix);

  /// What becomes of the newest reply, as WhatsApp tells it. Throws std::runtime_error if there is
  /// none.
  webhook_message status(const std::string& word) const;

  /// Delivers it to this node; the HTTP status, 0 if there was no answer.
  int deliver(const std::string& url, const webhook_message& what);

  // -- the phone ---

  /// What came, in order, without the copies of what came before: same id, same content.
  std::vector<faults::received_reply> replies() const;

  /// True once there are more than that.
  bool has_more_than(std::size_t replies,
                     std::chrono::milliseconds limit = std::chrono::seconds{10}) const;

  /// Delivers a message and waits for a new reply. False if it was not answered with 200, or no
  /// reply came.
  bool has_reply_to(const std::string& url, const webhook_message& what);

private:
  webhook_message make(nlohmann::json content, std::chrono::hours ago);

  faults::graph_recorder& graph_;
  std::string phone_;
};

} // namespace quickbooking
