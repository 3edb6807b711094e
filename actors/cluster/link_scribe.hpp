#pragma once

#include "net/peer/peer_link.hpp"

#include <caf/io/network/multiplexer.hpp>
#include <caf/io/scribe.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace quickbooking {

/// A link as CAF's brokers use a connection: reads what the broker has asked for, writes what it
/// leaves in the buffer. Lives on the loop's thread, but for its construction. Owned by the broker
/// and by its pending operations.
class link_scribe final : public caf::io::scribe {
public:
  /// `backend` runs the link's loop and outlives this.
  link_scribe(caf::io::network::multiplexer& backend, caf::io::connection_handle number,
              std::shared_ptr<peer_link> link);

  // -- by the broker ---

  void configure_read(caf::io::receive_policy::config config) override;
  void ack_writes(bool) override {} ///< nobody asks for it
  std::vector<char>& wr_buf() override { return written_; }
  std::vector<char>& rd_buf() override { return given_; }
  void flush() override;
  void graceful_shutdown() override;
  void add_to_loop() override;
  void remove_from_loop() override { takes_ = false; }
  std::string addr() const override { return "peer"; }
  std::uint16_t port() const override { return 0; }

private:
  using self_ptr = caf::intrusive_ptr<link_scribe>;

  void write();
  void read();
  void give();
  std::size_t next_size() const;
  void fail(caf::io::network::operation what);

  caf::io::network::multiplexer& backend_;
  std::shared_ptr<peer_link> link_;
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
