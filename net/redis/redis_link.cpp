#include "net/redis/redis_link.hpp"

#include "net/loop/callback.hpp"
#include "net/loop/tls_host.hpp"

#include <boost/asio/local/stream_protocol.hpp>

#include <exception>

namespace quickbooking {

namespace {

/// Bytes not yet taken by the kernel. Deadlines empty it long before, unless values are huge.
constexpr std::size_t max_queued = 64 * 1024 * 1024;

std::string name_of(const redis_address& where) {
  return "redis at "
         + (where.unix_path.empty() ? where.host + ":" + std::to_string(where.port)
                                    : where.unix_path);
}

constexpr const char* who = "redis";

/// Nothing if a file cannot be read.
std::optional<asio::ssl::context> make_trust(const redis_tls& how) {
  asio::ssl::context trust{asio::ssl::context::tls_client};
  error_code ec;
  if (how.ca_file.empty())
    trust.set_default_verify_paths(ec);
  else
    trust.load_verify_file(how.ca_file, ec);
  if (!ec && !how.certificate_file.empty())
    trust.use_certificate_chain_file(how.certificate_file, ec);
  if (!ec && !how.certificate_file.empty())
    trust.use_private_key_file(how.key_file, asio::ssl::context::pem, ec);
  return ec ? std::nullopt : std::optional{std::move(trust)};
}

} // namespace

redis_link::redis_link(asio::io_context& loop, const redis_address& where)
    : loop_{loop},
      gate_{loop_gate::of(loop)},
      where_{where},
      name_{name_of(where)},
      socket_{loop.get_executor()},
      timer_{loop.get_executor()},
      handshake_{where} {}

// -- connecting ---------------------------------------------------------------

void redis_link::connect(loop_clock::time_point deadline, connected_handler done,
                         lost_handler on_lost) {
  connected_ = std::move(done);
  on_lost_ = std::move(on_lost);
  connect_deadline_ = deadline;
  watch(deadline);
  if (where_.unix_path.empty())
    return resolve(gate_, where_.host, where_.port, [self = shared_from_this()](auto found) {
      self->on_resolved(std::move(found));
    });
  try {
    const asio::local::stream_protocol::endpoint endpoint{where_.unix_path};
    on_resolved(std::vector<stream_endpoint>{endpoint});
  } catch (const std::exception& error) { // the path is too long for a socket
    break_off({"redis_down", error.what()});
  }
}

void redis_link::on_resolved(result<std::vector<stream_endpoint>> found) {
  if (stage_ == stage::closed)
    return;
  if (!found)
    return break_off({"redis_down", found.error().message});
  dial(socket_, std::move(*found),
       [self = shared_from_this()](error_code ec) { self->on_connected(ec); });
}

void redis_link::on_connected(error_code ec) {
  if (stage_ == stage::closed)
    return;
  if (ec)
    return break_off({"redis_down", "cannot connect: " + ec.message()});
  if (where_.unix_path.empty())
    socket_.set_option(tcp::no_delay{true}, ec);
  if (!where_.tls)
    return greet();
  if (const auto ready = prepare_tls(); !ready)
    return break_off(ready.error());
  tls_->async_handshake(asio::ssl::stream_base::client,
                        [self = shared_from_this()](error_code problem) {
                          if (self->stage_ == stage::closed)
                            return;
                          if (problem)
                            return self->break_off({"redis_down", "TLS: " + problem.message()});
                          self->greet();
                        });
}

result<void> redis_link::prepare_tls() {
  trust_ = make_trust(*where_.tls);
  if (!trust_)
    return fail("redis_down", "TLS: cannot read the CA, the certificate or the key");
  tls_.emplace(socket_, *trust_);
  if (!expect_host(*tls_, where_.host))
    return fail("redis_down", "TLS: cannot be set up");
  return {};
}

void redis_link::greet() {
  stage_ = stage::greeting;
  for (const auto& command : handshake_.commands())
    queued_ += encode_redis(command);
  flush();
  read();
}

void redis_link::on_greeting(const redis_value& value) {
  if (const auto judged = handshake_.on_answer(value); !judged)
    return break_off(judged.error());
  if (!handshake_.is_done())
    return;
  stage_ = stage::open;
  call_once(loop_, who, connected_, result<void>{});
}

// -- sending ------------------------------------------------------------------

void redis_link::send(request one) {
  if (stage_ != stage::open) {
    const auto why = fail("redis_down", name_ + ": not connected");
    return call_once(loop_, who, one.waiting.done, why);
  }
  if (queued_.size() + one.bytes.size() > max_queued) {
    const auto why = fail("redis_busy", name_ + ": too many bytes wait to be sent");
    return call_once(loop_, who, one.waiting.done, why);
  }
  queued_ += one.bytes;
  watch(one.waiting.deadline);
  pipeline_.push(std::move(one.waiting));
  flush_soon();
}

/// What else is sent in this turn of the loop leaves in the same write.
void redis_link::flush_soon() {
  if (!writing_.empty() || std::exchange(flush_posted_, true))
    return;
  asio::post(loop_, [self = shared_from_this()] {
    self->flush_posted_ = false;
    self->flush();
  });
}

void redis_link::flush() {
  if (stage_ == stage::closed || !writing_.empty() || queued_.empty())
    return;
  std::swap(writing_, queued_);
  auto written = [self = shared_from_this()](error_code ec, std::size_t) {
    self->writing_.clear();
    if (ec)
      self->break_off({"redis_lost", "cannot write: " + ec.message()});
    else
      self->flush();
  };
  with_stream([&](auto& stream) { asio::async_write(stream, asio::buffer(writing_), written); });
}

// -- receiving ----------------------------------------------------------------

void redis_link::read() {
  auto done
      = [self = shared_from_this()](error_code ec, std::size_t count) { self->on_read(ec, count); };
  with_stream([&](auto& stream) { stream.async_read_some(asio::buffer(input_), done); });
}

void redis_link::on_read(error_code ec, std::size_t count) {
  if (stage_ == stage::closed)
    return;
  if (ec)
    return break_off({"redis_lost", ec == asio::error::eof ? "the server closed the connection"
                                                           : "cannot read: " + ec.message()});
  decoder_.feed({input_.data(), count});
  while (stage_ != stage::closed) {
    auto value = decoder_.next();
    if (!value)
      return break_off(value.error());
    if (!*value)
      return read();
    on_value(std::move(**value));
  }
}

void redis_link::on_value(redis_value value) {
  if (stage_ == stage::greeting)
    return on_greeting(value);
  if (pipeline_.empty())
    return break_off({"redis_lost", "the server answers more than it was asked"});
  auto waiting = pipeline_.pop();
  call_once(loop_, who, waiting.done, std::move(value));
}

// -- deadlines and ends -------------------------------------------------------

/// One timer for all: it is only moved when a deadline comes before the one it waits for.
void redis_link::watch(loop_clock::time_point deadline) {
  if (deadline >= watched_)
    return;
  watched_ = deadline;
  timer_.expires_at(deadline);
  timer_.async_wait([self = shared_from_this()](error_code ec) {
    if (!ec && self->stage_ != stage::closed)
      self->on_timer();
  });
}

void redis_link::on_timer() {
  watched_ = loop_clock::time_point::max();
  const auto due = stage_ == stage::open ? pipeline_.earliest() : connect_deadline_;
  if (due && *due <= loop_clock::now())
    return break_off({"redis_timeout", "no answer in time"});
  if (due)
    watch(*due);
}

void redis_link::close() {
  on_lost_ = nullptr;
  break_off({"redis_lost", "the connection was closed by us"});
}

void redis_link::break_off(failure why) {
  if (std::exchange(stage_, stage::closed) == stage::closed)
    return;
  error_code ignored;
  socket_.close(ignored);
  timer_.cancel();
  why.message = name_ + ": " + why.message;
  end(why, loop_clock::now());
}

/// Only who waited too long is told of a timeout. The callbacks may give this link new commands;
/// these are refused, since it is closed.
void redis_link::end(const failure& why, loop_clock::time_point now) {
  const auto was_open = connected_ == nullptr;
  if (!was_open)
    call_once(loop_, who, connected_,
              fail(why.code == "redis_auth" ? "redis_auth" : "redis_down", why.message));
  for (auto& one : pipeline_.take_all()) {
    const auto is_late = why.code == "redis_timeout" && one.deadline <= now;
    call_once(loop_, who, one.done, fail(is_late ? "redis_timeout" : "redis_lost", why.message));
  }
  if (was_open)
    call_once(loop_, who, on_lost_, why);
  on_lost_ = nullptr;
}

} // namespace quickbooking
