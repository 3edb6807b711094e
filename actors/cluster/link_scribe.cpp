#include "actors/cluster/link_scribe.hpp"

#include <caf/io/network/operation.hpp>

#include <algorithm>
#include <utility>

namespace quickbooking {

using caf::io::receive_policy_flag;
using caf::io::network::operation;

link_scribe::link_scribe(caf::io::network::multiplexer& backend, caf::io::connection_handle number,
                         std::shared_ptr<peer_link> link)
    : scribe{number},
      backend_{backend},
      link_{std::move(link)},
      wanted_{caf::io::receive_policy::at_most(sizeof chunk_)} {}

// -- reading ---

void link_scribe::configure_read(caf::io::receive_policy::config config) {
  wanted_ = config;
  add_to_loop();
}

void link_scribe::add_to_loop() {
  if (!std::exchange(takes_, true))
    read();
}

void link_scribe::read() {
  if (std::exchange(is_reading_, true))
    return;
  link_->read_some(asio::buffer(chunk_), [self = self_ptr{this}](error_code ec, std::size_t count) {
    self->is_reading_ = false;
    if (ec)
      return self->fail(operation::read);
    auto& all = self->received_;
    all.insert(all.end(), self->chunk_.data(), self->chunk_.data() + count);
    self->give();
  });
}

/// In the pieces that the broker asks for, one after the other.
void link_scribe::give() {
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
std::size_t link_scribe::next_size() const {
  const auto there = received_.size() - given_away_;
  const auto [how, size] = wanted_;
  if (!takes_ || (how != receive_policy_flag::at_most && there < size))
    return 0;
  return how == receive_policy_flag::at_least ? there : std::min(there, size);
}

// -- writing ---

/// Once what is at hand is done: the broker flushes after each message.
void link_scribe::flush() {
  if (is_writing_ || written_.empty())
    return;
  is_writing_ = true;
  backend_.post([self = self_ptr{this}] { self->write(); });
}

void link_scribe::write() {
  sending_.swap(written_);
  link_->write(asio::buffer(sending_), [self = self_ptr{this}](error_code ec) {
    self->sending_.clear();
    self->is_writing_ = false;
    if (ec)
      return self->fail(operation::write);
    self->flush();
  });
}

// -- its end ---

void link_scribe::graceful_shutdown() {
  takes_ = false;
  link_->end({"peer_lost", "closed on this side"});
  detach(&backend_, false);
}

void link_scribe::fail(operation what) {
  takes_ = false;
  io_failure(&backend_, what);
}

} // namespace quickbooking
