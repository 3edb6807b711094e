#pragma once

#include "net/loop/dial.hpp"

#include <cstdint>
#include <utility>

namespace quickbooking {

/// A socket that knows how many bytes the kernel took. Under TLS nothing else tells whether any
/// byte of a request has left: the stream above reports none if its record went out in part.
class counting_socket {
public:
  using executor_type = stream_socket::executor_type;
  using lowest_layer_type = stream_socket::lowest_layer_type;

  explicit counting_socket(asio::io_context& loop) : socket_{loop.get_executor()} {}

  executor_type get_executor() { return socket_.get_executor(); }
  lowest_layer_type& lowest_layer() { return socket_.lowest_layer(); }
  stream_socket& socket() { return socket_; }

  std::uint64_t written() const { return written_; }

  template <class Buffers, class Handler>
  void async_read_some(const Buffers& buffers, Handler&& handler) {
    socket_.async_read_some(buffers, std::forward<Handler>(handler));
  }

  template <class Buffers, class Handler>
  void async_write_some(const Buffers& buffers, Handler&& handler) {
    socket_.async_write_some(buffers, [this, next = std::forward<Handler>(handler)](
                                          error_code ec, std::size_t count) mutable {
      written_ += count;
      next(ec, count);
    });
  }

private:
  stream_socket socket_;
  std::uint64_t written_ = 0;
};

} // namespace quickbooking
