#include "net/http/http_connection.hpp"

#include "net/http/http_ticket.hpp"

#include <spdlog/logger.h>

#include <exception>

namespace quickbooking {

namespace {

/// Requests of one connection without a written answer; then its reading pauses.
constexpr std::size_t pipeline_limit = 64;

/// Answers joined into one write.
constexpr std::size_t write_batch = 256 * 1024;

/// Closing at once would reset the connection and take the last answer away from a client that is
/// still sending: it is given this long to stop.
constexpr std::chrono::seconds linger_time{2};

bool is_loopback(const tcp_socket& socket) {
  error_code ec;
  const auto address = socket.remote_endpoint(ec).address();
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    return make_address_v4(asio::ip::v4_mapped, address.to_v6()).is_loopback();
  return !ec && address.is_loopback();
}

http_response overloaded(std::string what) {
  auto out = error_response(503, {"overloaded", std::move(what)});
  out.headers.emplace_back("Retry-After", "1");
  return out;
}

} // namespace

http_connection::http_connection(tcp_socket socket, std::shared_ptr<http_service> service,
                                 closed_handler on_closed)
    : socket_{std::move(socket)},
      service_{std::move(service)},
      on_closed_{std::move(on_closed)},
      reader_{service_->limits},
      incoming_bytes_{service_->tally},
      last_active_{loop_clock::now()},
      from_loopback_{is_loopback(socket_)} {
  ++service_->tally->connections;
  ++service_->unfinished;
}

http_connection::~http_connection() { --service_->tally->connections; }

void http_connection::start() {
  error_code ec;
  socket_.set_option(tcp::no_delay{true}, ec);
  read();
}

void http_connection::turn_away(http_response answer) { refuse(std::move(answer)); }

void http_connection::retire() {
  if (!reader_.is_inside())
    input_ended_ = true;
  flush();
}

void http_connection::check_deadlines(loop_clock::time_point now) {
  const auto& limits = service_->limits;
  if (lingering_) {
    if (now >= linger_until_)
      close();
  } else if (writing_ && now - write_began_ >= limits.request_deadline) {
    ++service_->tally->timed_out;
    close();
  } else if (wants_input() && request_began_ && now - *request_began_ >= limits.request_deadline) {
    refuse(error_response(408, {"request_timeout", "the request took too long to arrive"}));
  } else if (line_.front_waits_since(now - limits.answer_deadline)) {
    ++service_->tally->timed_out;
    answer(line_.front(), error_response(503, {"unavailable", "nobody answered in time"}));
  } else if (!writing_ && line_.empty() && !reader_.is_inside()
             && now - last_active_ >= limits.idle) {
    close();
  }
}

void http_connection::close() {
  if (std::exchange(closed_, true))
    return;
  error_code ec;
  socket_.close(ec);
  incoming_bytes_.resize(0);
  if (!lingering_)
    note_finished();
  if (const auto done = std::move(on_closed_))
    done(shared_from_this());
}

// -- reading ------------------------------------------------------------------

bool http_connection::wants_input() const {
  return !closed_ && !input_ended_ && line_.size() < pipeline_limit;
}

void http_connection::read() {
  if (reading_ || closed_)
    return;
  reading_ = true;
  socket_.async_read_some(
      reader_.space(),
      [self = shared_from_this()](error_code ec, std::size_t count) { self->on_read(ec, count); });
}

void http_connection::on_read(error_code ec, std::size_t count) {
  reading_ = false;
  if (closed_)
    return;
  if (ec == asio::error::eof)
    on_end();
  else if (ec)
    close();
  else if (input_ended_)
    drain(count);
  else
    on_input(count);
}

void http_connection::on_input(std::size_t count) {
  reader_.commit(count);
  last_active_ = loop_clock::now();
  pump();
  flush();
}

/// The client may have closed its half only and still wait for answers.
void http_connection::on_end() {
  peer_ended_ = true;
  if (!input_ended_ && reader_.end() == http_reader::event::refused)
    return refuse(reader_.refusal());
  input_ended_ = true;
  flush();
}

void http_connection::pump() {
  pumping_ = true;
  while (wants_input() && step()) {
  }
  pumping_ = false;
  if (!reader_.is_inside() || !wants_input())
    request_began_.reset(); // a pause is ours, not the client's
  else if (!request_began_)
    request_began_ = last_active_;
}

bool http_connection::step() {
  switch (reader_.next()) {
  case http_reader::event::go_on:
    line_.enter_continue();
    return true;
  case http_reader::event::request:
    hand_over(reader_.take());
    return true;
  case http_reader::event::refused:
    refuse(reader_.refusal());
    return false;
  case http_reader::event::more:
    if (incoming_bytes_.resize(reader_.held()) > service_->limits.buffered_bytes)
      refuse(overloaded("too many bytes of requests are waiting"));
    return false;
  }
  return false;
}

void http_connection::hand_over(http_reader::received received) {
  const auto place = line_.enter(received.form, last_active_);
  request_began_.reset();
  input_ended_ = received.form.close || service_->retiring;
  if (service_->tally->in_flight >= service_->limits.in_flight) {
    ++service_->tally->overloaded;
    return answer(place, overloaded("too many requests are waiting"));
  }
  incoming_bytes_.resize(received.request.body.size());
  received.request.from_loopback = received.request.from_loopback && from_loopback_;
  const auto ticket
      = std::make_shared<http_ticket>(service_->gate, service_->tally, std::move(incoming_bytes_),
                                      [weak = weak_from_this(), place](http_response response) {
                                        if (const auto self = weak.lock())
                                          self->answer(place, std::move(response));
                                      });
  call_handler(std::move(received.request),
               [ticket](http_response response) { ticket->answer(std::move(response)); });
}

void http_connection::call_handler(http_request request, http_responder respond) {
  try {
    service_->handler(std::move(request), std::move(respond));
  } catch (const std::exception& error) {
    service_->log->error("http: a handler threw: {}", error.what());
  } catch (...) {
    service_->log->error("http: a handler threw something unknown");
  }
}

// -- answering ----------------------------------------------------------------

void http_connection::refuse(http_response answer) {
  service_->tally->count(answer.status);
  input_ended_ = true;
  fill(line_.enter({}), std::move(answer));
  incoming_bytes_.resize(0);
  flush();
}

void http_connection::answer(answer_line::place where, http_response answer) {
  if (fill(where, std::move(answer)))
    flush();
}

bool http_connection::fill(answer_line::place where, http_response answer) {
  const auto status = answer.status;
  const auto is_first = line_.fill(where, std::move(answer));
  if (is_first)
    service_->tally->answered(status);
  return is_first;
}

void http_connection::flush() {
  if (writing_ || pumping_ || closed_)
    return;
  while (line_.front_is_ready() && out_.size() < write_batch)
    line_.pop_into(out_, input_ended_ && line_.size() == 1);
  if (!out_.empty())
    return write();
  go_on();
}

void http_connection::write() {
  writing_ = true;
  write_began_ = loop_clock::now();
  asio::async_write(
      socket_, asio::buffer(out_),
      [self = shared_from_this()](error_code ec, std::size_t) { self->on_written(ec); });
  if (wants_input())
    read();
}

void http_connection::on_written(error_code ec) {
  writing_ = false;
  if (closed_)
    return;
  if (ec)
    return close();
  out_.clear();
  if (out_.capacity() > write_batch)
    out_.shrink_to_fit();
  last_active_ = loop_clock::now();
  pump();
  flush();
}

/// Nothing can be written now.
void http_connection::go_on() {
  if (input_ended_ && line_.empty())
    finish();
  else if (wants_input())
    read();
}

// -- ending -------------------------------------------------------------------

/// Lets the peer read the last answer before the connection goes.
void http_connection::finish() {
  if (peer_ended_)
    return close();
  if (lingering_)
    return;
  error_code ec;
  socket_.shutdown(tcp::socket::shutdown_send, ec);
  lingering_ = true;
  linger_until_ = loop_clock::now() + linger_time;
  note_finished();
  read();
}

/// It brings no request any more, and waits for no answer.
void http_connection::note_finished() {
  --service_->unfinished;
  service_->look_whether_finished();
}

/// Throws away what comes after the last request, up to the size of a body.
void http_connection::drain(std::size_t count) {
  drained_ += count;
  if (drained_ > 2 * service_->limits.body_bytes + service_->limits.header_bytes)
    return close();
  if (lingering_)
    read();
}

} // namespace quickbooking
