#include "net/graph/graph_link.hpp"

#include "net/loop/callback.hpp"
#include "net/loop/tls_host.hpp"

#include <boost/beast/http/read.hpp>

#include <limits>

namespace quickbooking {

namespace {

namespace http = boost::beast::http;
using how = graph_http_answer::transport;

constexpr std::uint32_t answer_header_limit = 16 * 1024;

/// Middleboxes forget a silent connection without telling; a request on it would be lost.
constexpr std::chrono::seconds idle_limit{30};

} // namespace

graph_link::graph_link(asio::io_context& loop, std::shared_ptr<graph_peer> peer)
    : loop_{loop},
      peer_{std::move(peer)},
      socket_{loop},
      timer_{loop.get_executor()} {}

void graph_link::run(std::shared_ptr<const graph_exchange> exchange, answered_handler done) {
  exchange_ = std::move(exchange);
  done_ = std::move(done);
  written_before_.reset();
  on_ended_ = nullptr;
  set_deadline();
  stage_ == stage::open ? write() : connect();
}

bool graph_link::is_usable() {
  if (stage_ != stage::open || loop_clock::now() - idle_since_ > idle_limit)
    return false;
  char byte = 0;
  error_code ec;
  socket_.socket().receive(asio::buffer(&byte, 1), stream_socket::message_peek, ec);
  return ec == asio::error::would_block;
}

/// Whatever comes now is no answer to anything; TLS session tickets came before the last answer.
void graph_link::watch(std::function<void()> on_ended) {
  on_ended_ = std::move(on_ended);
  idle_since_ = loop_clock::now();
  const auto on_event = [self = shared_from_this()](error_code ec) {
    if (ec || !self->on_ended_)
      return;
    self->close();
    call_once(self->loop_, "graph", self->on_ended_);
  };
  socket_.socket().async_wait(stream_socket::wait_read, on_event);
}

void graph_link::abort(const std::string& reason) {
  if (stage_ == stage::closed)
    return;
  close();
  const auto any_left = written_before_ && socket_.written() > *written_before_;
  graph_http_answer answer;
  answer.how = any_left ? how::lost : how::not_sent;
  answer.reason = reason;
  finish(std::move(answer));
}

// -- connecting ---------------------------------------------------------------

void graph_link::connect() {
  const auto on_found = [self = shared_from_this()](result<std::vector<stream_endpoint>> found) {
    if (self->stage_ == stage::closed)
      return;
    if (!found)
      return self->abort(found.error().message);
    dial(self->socket_.socket(), std::move(*found), self->unless_closed(&graph_link::on_connected));
  };
  resolve(peer_->gate, peer_->url.host, peer_->url.port, on_found);
}

void graph_link::on_connected(error_code ec) {
  if (ec)
    return abort("cannot connect: " + ec.message());
  socket_.socket().set_option(tcp::no_delay{true}, ec);
  socket_.socket().non_blocking(true, ec);
  if (!peer_->url.tls)
    return on_greeted({});
  if (!prepare_tls())
    return abort("cannot begin TLS");
  tls_->async_handshake(asio::ssl::stream_base::client, unless_closed(&graph_link::on_greeted));
}

bool graph_link::prepare_tls() {
  tls_.emplace(socket_, peer_->trust);
  return expect_host(*tls_, peer_->url.host);
}

void graph_link::on_greeted(error_code ec) {
  if (ec)
    return abort("the TLS handshake failed: " + ec.message());
  stage_ = stage::open;
  write();
}

// -- one exchange -------------------------------------------------------------

void graph_link::set_deadline() {
  timer_.expires_at(exchange_->deadline);
  timer_.async_wait([self = shared_from_this()](error_code ec) {
    if (!ec && self->exchange_ && self->exchange_->deadline <= loop_clock::now())
      self->abort("no answer in time");
  });
}

void graph_link::write() {
  written_before_ = socket_.written();
  with_stream([this](auto& stream) {
    asio::async_write(stream, asio::buffer(exchange_->bytes),
                      unless_closed(&graph_link::on_written));
  });
}

void graph_link::on_written(error_code ec) {
  if (ec)
    return abort("cannot write: " + ec.message());
  read();
}

void graph_link::read() {
  parser_.emplace();
  parser_->header_limit(answer_header_limit);
  parser_->body_limit(std::numeric_limits<std::uint64_t>::max()); // see capped_body
  with_stream([this](auto& stream) {
    http::async_read(stream, buffer_, *parser_, unless_closed(&graph_link::on_read));
  });
}

void graph_link::on_read(error_code ec) {
  const auto is_cut_short = ec == http::error::body_limit;
  if (ec && !is_cut_short)
    return abort("no valid answer: " + ec.message());
  if (parser_->get().result_int() < 200) // 100 Continue, 103 Early Hints: the answer follows
    return read();
  answer(!is_cut_short && parser_->keep_alive() && buffer_.size() == 0);
}

void graph_link::answer(bool reusable) {
  if (!reusable)
    close();
  graph_http_answer out;
  out.how = how::answered;
  out.status = static_cast<int>(parser_->get().result_int());
  out.body = std::move(parser_->get().body());
  finish(std::move(out));
}

// -- the end ------------------------------------------------------------------

void graph_link::finish(graph_http_answer answer) {
  timer_.cancel();
  exchange_.reset();
  parser_.reset();
  call_once(loop_, "graph", done_, std::move(answer));
}

void graph_link::close() {
  stage_ = stage::closed;
  error_code ignored;
  socket_.socket().close(ignored);
}

} // namespace quickbooking
