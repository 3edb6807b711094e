#include "net/peer/peer_link.hpp"

#include "net/loop/callback.hpp"
#include "net/loop/loop_gate.hpp"

#include <boost/asio/read_until.hpp>

#include <utility>

namespace quickbooking {

namespace {

constexpr const char* who = "peer link";

} // namespace

peer_link::peer_link(asio::io_context& loop, stream_socket socket,
                     std::shared_ptr<asio::ssl::context> tls, peer_greeting mine,
                     peer_limits limits)
    : loop_{loop},
      socket_{std::move(socket)},
      context_{std::move(tls)},
      timer_{loop},
      mine_{std::move(mine)},
      line_{to_line(mine_)},
      limits_{limits},
      heard_at_{loop_clock::now()} {}

// -- greeting ---

void peer_link::begin(greeted_handler greeted, ended_handler ended) {
  greeted_ = std::move(greeted);
  ended_ = std::move(ended);
  heard_at_ = loop_clock::now();
  watch();
}

void peer_link::dial(const std::string& node, const std::string& host, std::uint16_t port,
                     greeted_handler greeted, ended_handler ended) {
  node_ = node;
  dialled_ = true;
  begin(std::move(greeted), std::move(ended));
  auto connected = [self = shared_from_this()](error_code ec) {
    if (ec)
      return self->lose("cannot connect", ec);
    self->secure();
  };
  resolve(loop_gate::of(loop_), host, port,
          [self = shared_from_this(), connected](result<std::vector<stream_endpoint>> found) {
            if (!found)
              return self->end(found.error());
            if (self->ended_)
              quickbooking::dial(self->socket_, std::move(*found), connected);
          });
}

void peer_link::accept(greeted_handler greeted, ended_handler ended) {
  begin(std::move(greeted), std::move(ended));
  secure();
}

void peer_link::secure() {
  error_code ignored;
  socket_.set_option(tcp::no_delay{true}, ignored);
  if (!context_)
    return greet();
  tls_.emplace(socket_, *context_);
  auto side = dialled_ ? asio::ssl::stream_base::client : asio::ssl::stream_base::server;
  tls_->async_handshake(side, [self = shared_from_this()](error_code ec) {
    if (ec)
      return self->end({"peer_refused", "TLS handshake: " + ec.message()});
    self->greet();
  });
}

void peer_link::greet() {
  with_stream([this](auto& stream) {
    asio::async_write(stream, asio::buffer(line_),
                      [self = shared_from_this()](error_code ec, std::size_t) {
                        if (ec)
                          self->lose("greeting", ec);
                      });
  });
  read_greeting();
}

void peer_link::read_greeting() {
  with_stream([this](auto& stream) {
    asio::async_read_until(stream, asio::dynamic_buffer(heard_, longest_greeting), '\n',
                           [self = shared_from_this()](error_code ec, std::size_t bytes) {
                             if (ec == asio::error::not_found)
                               return self->end({"peer_foreign", "its greeting is too long"});
                             if (ec)
                               return self->lose("no greeting", ec);
                             self->on_greeting(bytes);
                           });
  });
}

void peer_link::on_greeting(std::size_t bytes) {
  auto other = parse_greeting(std::string_view{heard_}.substr(0, bytes - 1));
  if (!other)
    return end(other.error());
  if (auto good = check_greeting(mine_, *other); !good)
    return end(good.error());
  if (!node_.empty() && node_ != other->node)
    return end({"peer_other", "'" + other->node + "' answers where '" + node_ + "' is expected"});
  if (tls_ && !is_certified_for(tls_->native_handle(), other->node))
    return end({"peer_refused", "its certificate was not issued for '" + other->node + "'"});
  node_ = other->node;
  heard_.erase(0, bytes);
  heard_at_ = loop_clock::now();
  if (ended_)
    call_once(loop_, who, greeted_, shared_from_this(), node_);
}

void peer_link::open() {
  is_open_ = true;
  heard_at_ = loop_clock::now();
}

// -- its end ---

/// Bytes come at least once a second, for CAF sends heartbeats.
void peer_link::watch() {
  const auto limit = is_open_ ? limits_.silence : limits_.greeting;
  timer_.expires_after(limit / 4);
  timer_.async_wait([self = shared_from_this()](error_code ec) {
    if (!ec && self->ended_)
      self->check_silence();
  });
}

void peer_link::check_silence() {
  const auto silence = loop_clock::now() - heard_at_;
  if (is_open_ && silence >= limits_.silence)
    return end({"peer_silent", "it is silent"});
  if (!is_open_ && silence >= limits_.greeting)
    return end({"peer_silent", "it does not answer in time"});
  watch();
}

void peer_link::lose(const char* what, const error_code& ec) {
  end({"peer_lost", std::string{what} + ": " + ec.message()});
}

void peer_link::end(failure why) {
  greeted_ = nullptr;
  error_code ignored;
  timer_.cancel();
  socket_.close(ignored);
  call_once(loop_, who, ended_, shared_from_this(), std::move(why));
}

} // namespace quickbooking
