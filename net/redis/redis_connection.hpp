#pragma once

#include "messages/failure.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace quickbooking {

/// A reply of Redis (RESP2).
struct redis_value {
  enum class kind { nil, status, string, integer, error, array };
  kind what = kind::nil;
  std::string text; ///< of status, string and error
  std::int64_t number = 0;
  std::vector<redis_value> items;

  bool is_nil() const { return what == kind::nil; }
  bool is_error() const { return what == kind::error; }
};

/// How a connection is encrypted. The certificate must be made out to the host.
struct redis_tls {
  std::string ca_file;          ///< whom to trust; empty: the system's
  std::string certificate_file; ///< shown to the server if it asks; may be empty
  std::string key_file;         ///< of that certificate
};

struct redis_address {
  std::string host
      = "127.0.0.1"; ///< name or address; resolved on each connect without blocking the loop
  std::uint16_t port = 6379;
  std::string unix_path; ///< if set, host and port don't count
  std::string username;  ///< ACL user; may be empty
  std::string password;  ///< may be empty; never logged
  int database = 0;
  std::optional<redis_tls> tls;
  bool must_be_master = false; ///< refuse a replica (asks for its `ROLE`)
};

/// One connection with pipelining. Every method may be called from any thread; callbacks run on the
/// loop's thread. It never reconnects by itself: the store supervisor decides when.
class redis_connection : public std::enable_shared_from_this<redis_connection> {
public:
  using reply_handler = std::function<void(result<redis_value>)>;

  /// Error codes in `reply_handler`: `redis_down` (was never sent), `redis_lost` (outcome unknown),
  /// `redis_timeout` (outcome unknown; the connection is closed with it and late answers are never
  /// taken for others'), `redis_busy` (too much in flight; not sent). An error reply of Redis
  /// itself is a `redis_value` of kind error.
  static std::shared_ptr<redis_connection> make(boost::asio::io_context& loop, redis_address where);

  virtual ~redis_connection() = default;

  /// Connects, authenticates, selects, and proves life with PING, all within `limit`. `done` gets
  /// nothing, or `redis_down` or `redis_auth` with the reason. `on_lost` is called once per
  /// successful connect, when it breaks for whatever reason but `close`.
  virtual void connect(std::chrono::milliseconds limit, std::function<void(result<void>)> done,
                       std::function<void(failure)> on_lost)
      = 0;

  /// Sends one command. Its answer, or a failure, arrives within `limit`. Commands given in one
  /// turn of the loop leave in one write.
  virtual void command(std::vector<std::string> args, std::chrono::milliseconds limit,
                       reply_handler done)
      = 0;

  /// Drops the connection; everything outstanding fails with `redis_lost`.
  virtual void close() = 0;

  /// Commands sent and not yet answered, at most `max_in_flight`.
  virtual std::size_t in_flight() const = 0;

  static constexpr std::size_t max_in_flight = 20'000;
};

} // namespace quickbooking
