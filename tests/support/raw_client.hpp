#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace quickbooking {

/// An HTTP client that sends exactly the bytes it is told to, in any rhythm, and reads with a
/// limit, so that a silent server fails the test instead of hanging it.
class raw_client {
public:
  struct answer {
    int status = 0;
    std::map<std::string, std::string> headers; ///< names in lower case
    std::string body;

    std::string header(const std::string& name) const;
  };

  /// Throws std::runtime_error if nobody listens.
  explicit raw_client(std::uint16_t port);

  static bool can_connect(std::uint16_t port);
  ~raw_client();

  raw_client(raw_client&& other) noexcept;

  /// False if the server has gone away.
  bool send(std::string_view bytes);

  /// Sends what the kernel takes at once.
  bool send_now(std::string_view bytes);

  /// No more bytes will be sent, but read.
  void half_close();

  /// The next answer; nothing if none came in time or it was cut off.
  /// `bodyless`: it answers a HEAD.
  std::optional<answer> read(bool bodyless = false,
                             std::chrono::milliseconds limit = std::chrono::seconds{10});

  /// True if the server closes (or resets) in time; what it still sends is thrown away.
  bool is_closed_within(std::chrono::milliseconds limit);

private:
  /// Appends what comes next. False at the end or at the limit.
  bool receive(std::chrono::steady_clock::time_point end);

  int fd_ = -1;
  bool ended_ = false;
  std::string received_;
};

/// `POST path` with that body, and further header lines (each ended by CRLF).
std::string post_bytes(const std::string& path, std::string_view body,
                       const std::string& more = "");

/// `GET path`, and further header lines.
std::string get_bytes(const std::string& path, const std::string& more = "");

} // namespace quickbooking
