#pragma once

#include "net/loop/asio.hpp"

#include <boost/asio/local/stream_protocol.hpp>
#include <caf/io/network/multiplexer.hpp>
#include <caf/io/scribe.hpp>

#include <array>
#include <cstddef>
#include <vector>

namespace quickbooking {

/// A connected local socket as CAF's brokers use one: reads what the broker has asked for, writes
/// what it leaves in the buffer. Lives on the loop's thread, but for its construction. Owned by the
/// broker and by its pending operations.
class socket_scribe final : public caf::io::scribe {
public:
  /// Takes the socket over. `backend` runs `loop` and outlives this.
  socket_scribe(caf::io::network::multiplexer& backend, asio::io_context& loop, int socket);

  // -- by the broker ---

  void configure_read(caf::io::receive_policy::config config) override;
  void ack_writes(bool) override {} ///< nobody asks for it
  std::vector<char>& wr_buf() override { return written_; }
  std::vector<char>& rd_buf() override { return given_; }
  void flush() override;
  void graceful_shutdown() override;
  void add_to_loop() override;
  void remove_from_loop() override { takes_ = false; }
  std::string addr() const override { return "local"; }
  std::uint16_t port() const override { return 0; }

private:
  using local_socket = asio::basic_stream_socket<asio::local::stream_protocol, loop_executor>;
  using self_ptr = caf::intrusive_ptr<socket_scribe>;

  void read();
  void give();
  std::size_t next_size() const;
  void fail(caf::io::network::operation what);

  caf::io::network::multiplexer& backend_;
  local_socket socket_;
  caf::io::receive_policy::config wanted_;
  bool takes_ = false; ///< the broker wants to have what comes
  bool is_reading_ = false;
  bool is_writing_ = false;
  std::array<char, 32 * 1024> chunk_;
  std::vector<char> received_; ///< and not given to the broker yet
  std::size_t given_away_ = 0; ///< of these, from the front
  std::vector<char> given_;    ///< what the broker is looking at
  std::vector<char> written_;  ///< by the broker
  std::vector<char> sending_;
};

} // namespace quickbooking
