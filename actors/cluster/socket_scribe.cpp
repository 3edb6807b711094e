#include "actors/cluster/socket_scribe.hpp"

#include <boost/asio/write.hpp>
#include <caf/io/network/operation.hpp>

#include <algorithm>
#include <utility>

namespace quickbooking {

using caf::io::receive_policy_flag;
using caf::io::network::operation;

socket_scribe::socket_scribe(caf::io::network::multiplexer& backend, asio::io_context& loop,
                             int socket)
    : scribe{caf::io::connection_handle::from_int(socket)},
      backend_{backend},
      socket_{loop},
      wanted_{caf::io::receive_policy::at_most(sizeof chunk_)} {
  error_code failed; // then the first read says so
  socket_.assign(asio::local::stream_protocol{}, socket, failed);
}

// -- reading ---

void socket_scribe::configure_read(caf::io::receive_policy::config config) {
  wanted_ = config;
  add_to_loop();
}

void socket_scribe::add_to_loop() {
  if (!std::exchange(takes_, true))
    read();
}

void socket_scribe::read() {
  if (std::exchange(is_reading_, true))
    return;
  socket_.async_read_some(asio::buffer(chunk_),
                          [self = self_ptr{this}](error_code ec, std::size_t count) {
                            self->is_reading_ = false;
                            if (ec)
                              return self->fail(operation::read);
                            auto& all = self->received_;
                            all.insert(all.end(), self->chunk_.data(), self->chunk_.data() + count);
                            self->give();
                          });
}

/// In the pieces that the broker asks for, one after the other.
void socket_scribe::give() {
  while (auto size = next_size()) {
    const auto first = received_.begin() + static_cast<std::ptrdiff_t>(given_away_);
    given_.assign(first, first + static_cast<std::ptrdiff_t>(size));
    given_away_ += size;
    takes_ = consume(&backend_, given_.data(), size) && takes_;
  }
  received_.erase(received_.begin(), received_.begin() + static_cast<std::ptrdiff_t>(given_away_));
  given_away_ = 0;
  if (takes_)
    read();
}

/// Of the next piece; 0 if it is not there yet, or not wanted.
std::size_t socket_scribe::next_size() const {
  const auto there = received_.size() - given_away_;
  const auto [how, size] = wanted_;
  if (!takes_ || (how != receive_policy_flag::at_most && there < size))
    return 0;
  return how == receive_policy_flag::at_least ? there : std::min(there, size);
}

// -- writing ---

void socket_scribe::flush() {
  if (is_writing_ || written_.empty())
    return;
  is_writing_ = true;
  sending_.swap(written_);
  asio::async_write(socket_, asio::buffer(sending_),
                    [self = self_ptr{this}](error_code ec, std::size_t) {
                      self->is_writing_ = false;
                      self->sending_.clear();
                      if (ec)
                        return self->fail(operation::write);
                      self->flush();
                    });
}

// -- its end ---

void socket_scribe::graceful_shutdown() {
  takes_ = false;
  error_code ignored;
  socket_.close(ignored);
  detach(&backend_, false);
}

void socket_scribe::fail(operation what) {
  takes_ = false;
  error_code ignored;
  socket_.close(ignored);
  io_failure(&backend_, what);
}

} // namespace quickbooking
