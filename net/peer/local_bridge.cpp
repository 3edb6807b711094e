#include "net/peer/local_bridge.hpp"

#include <boost/asio/local/connect_pair.hpp>
#include <boost/asio/local/stream_protocol.hpp>

#include <array>
#include <utility>

namespace quickbooking {

namespace {

using local_end = asio::basic_stream_socket<asio::local::stream_protocol, loop_executor>;

/// Owns itself through its pending operations.
class local_bridge : public std::enable_shared_from_this<local_bridge> {
public:
  local_bridge(std::shared_ptr<peer_link> link, local_end local)
      : link_{std::move(link)},
        local_{std::move(local)} {}

  void from_peer() {
    link_->read_some(asio::buffer(incoming_),
                     [self = shared_from_this()](error_code ec, std::size_t count) {
                       if (ec)
                         return self->end(ec);
                       asio::async_write(self->local_, asio::buffer(self->incoming_.data(), count),
                                         [self](error_code failed, std::size_t) {
                                           failed ? self->end(failed) : self->from_peer();
                                         });
                     });
  }

  void to_peer() {
    local_.async_read_some(asio::buffer(outgoing_), [self = shared_from_this()](error_code ec,
                                                                                std::size_t count) {
      if (ec)
        return self->end(ec);
      self->link_->write(asio::buffer(self->outgoing_.data(), count), [self](error_code failed) {
        failed ? self->end(failed) : self->to_peer();
      });
    });
  }

private:
  void end(error_code why) {
    error_code ignored;
    local_.close(ignored);
    link_->end({"peer_lost", "closed on this side: " + why.message()});
  }

  std::shared_ptr<peer_link> link_;
  local_end local_;
  std::array<char, 32 * 1024> incoming_;
  std::array<char, 32 * 1024> outgoing_;
};

} // namespace

result<int> bridge_to_socket(asio::io_context& loop, std::shared_ptr<peer_link> link) {
  local_end ours{loop}, theirs{loop};
  error_code ec;
  asio::local::connect_pair(ours, theirs, ec);
  if (ec)
    return fail("peer_local", "cannot make a local socket: " + ec.message());
  const auto socket = theirs.release(ec);
  if (ec)
    return fail("peer_local", "cannot hand out a local socket: " + ec.message());
  auto bridge = std::make_shared<local_bridge>(std::move(link), std::move(ours));
  bridge->from_peer();
  bridge->to_peer();
  return socket;
}

} // namespace quickbooking
