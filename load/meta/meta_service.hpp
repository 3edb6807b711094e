#pragma once

#include "load/meta/meta_customers.hpp"
#include "load/meta/meta_faults.hpp"
#include "load/meta/meta_rules.hpp"
#include "load/meta/meta_webhook.hpp"
#include "load/meta/webhook_sender.hpp"
#include "messages/failure.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace quickbooking {

/// How a POST to the Graph API is answered.
struct graph_reply {
  int status = 200;
  std::string body;
  std::string content_type = "application/json";
  std::chrono::milliseconds delay{0};
  bool never = false; ///< leave the caller waiting
};

/// Something that a customer does on the phone.
struct customer_action {
  std::string phone_number_id;
  std::string customer;
  std::string profile_name;
  nlohmann::json content; ///< in the form of a webhook's message: `type` and the object named so
  int copies = 1;         ///< Meta redelivers: how often the same webhook comes
};

/// What has been counted since the start.
struct meta_counts {
  std::uint64_t accepted = 0;
  std::map<int, std::uint64_t> refused; ///< by code
  std::string last_refusal;
  std::uint64_t webhooks_refused = 0;
};

/// Meta between customers and the service, without its HTTP surface: keeps the rules, the chats and
/// the webhooks that are under way. Methods: any thread.
class meta_service {
public:
  /// `changed` is called, on any thread, after a chat has changed; it must not call back.
  meta_service(std::vector<meta_number> numbers, webhook_options webhooks,
               std::function<void()> changed);

  /// No webhook leaves any more. Idempotent.
  void stop() { sender_.stop(); }

  void set_webhook(std::string url) { sender_.set_target(std::move(url)); }

  /// The service sends a message.
  graph_reply post_message(const meta_request& request);

  /// A customer writes or taps; the service hears of it by webhook. Returns the message's id.
  /// Error: `unknown_number`.
  result<std::string> act(const customer_action& what);

  /// `{"change": n, "messages": [...]}` with what is new since `change`.
  nlohmann::json chat_since(const std::string& phone_number_id, const std::string& customer,
                            std::uint64_t change);

  std::optional<offered_option> find_option(const std::string& phone_number_id,
                                            const std::string& customer,
                                            const std::string& option_id);

  void add_fault(meta_fault fault);
  void clear_faults();
  meta_counts counts() const;

private:
  graph_reply judge(const meta_request& request, instant now);
  graph_reply take(const meta_accepted& message, const meta_number& number, instant now);
  graph_reply refuse(const meta_error& why);
  void report_status(const webhook_subject& about, const std::string& status,
                     const std::string& callback_data);

  mutable std::mutex mutex_;
  meta_rules rules_;
  meta_customers customers_;
  meta_faults faults_;
  meta_counts counts_;
  std::function<void()> changed_;
  webhook_sender sender_;
};

} // namespace quickbooking
