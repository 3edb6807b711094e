#pragma once

#include "load/meta/meta_rules.hpp"
#include "messages/failure.hpp"
#include "net/http/http_server.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace quickbooking {

/// A message of the salon that the Graph API has taken.
using graph_message_handler = std::function<void(const meta_accepted&)>;

/// The place where the node's replies arrive: the Graph API with Meta's rules, and nothing else of
/// the stand-in, which also keeps every chat for people to look at. Lives on the loop's thread.
class graph_door {
public:
  using refusal_handler = std::function<void(const meta_error&)>;

  /// `customers`: how many there may be. Errors: that of `http_server::listen`.
  static result<std::unique_ptr<graph_door>>
  open(boost::asio::io_context& loop, const std::string& address, std::uint16_t port,
       meta_number number, std::string id_prefix, std::size_t customers,
       graph_message_handler on_message, refusal_handler on_refusal);
  ~graph_door();

  graph_door(const graph_door&) = delete;
  graph_door& operator=(const graph_door&) = delete;

  std::uint16_t port() const { return server_->port(); }

  const meta_number& number() const { return number_; }

  /// A customer writes: opens the 24-hour window, and counts against the number's throughput.
  void customer_wrote(const std::string& customer);

private:
  graph_door(meta_number number, std::string id_prefix, graph_message_handler on_message,
             refusal_handler on_refusal);

  void handle(const http_request& request, const http_responder& respond);
  http_response answer(const meta_verdict& verdict);

  meta_number number_;
  meta_rules rules_;
  graph_message_handler on_message_;
  refusal_handler on_refusal_;
  std::shared_ptr<http_server> server_;
};

/// True for the refusals that say that a message itself breaks a limit of WhatsApp's, rather than
/// that too many are sent or that the token is wrong.
bool is_content_refusal(int code);

} // namespace quickbooking
