#include "load/wire/post_lane.hpp"

#include <limits>

namespace quickbooking {

namespace {

namespace http = boost::beast::http;

constexpr std::size_t read_size = 16 * 1024;

std::string word_for(error_code ec) {
  return ec == asio::error::connection_refused ? "refused" : "reset";
}

} // namespace

post_lane::post_lane(asio::io_context& loop, answered on_answer, ended on_end)
    : socket_{loop.get_executor()},
      on_answer_{std::move(on_answer)},
      on_end_{std::move(on_end)} {}

// -- the connection ---

void post_lane::open(const std::vector<stream_endpoint>& peer) {
  dial(socket_, peer, [self = shared_from_this()](error_code ec) { self->on_connected(ec); });
}

void post_lane::on_connected(error_code ec) {
  if (is_closed_)
    return;
  if (ec)
    return abort(word_for(ec));
  socket_.set_option(tcp::no_delay{true}, ec);
  socket_.non_blocking(true, ec);
  is_connected_ = true;
  write();
  read();
}

void post_lane::abort(const std::string& error) {
  if (is_closed_)
    return;
  close();
  if (is_busy_)
    finish({0, {}, error});
  else
    on_end_(*this);
}

void post_lane::close() {
  is_closed_ = true;
  error_code ignored;
  socket_.close(ignored);
}

// -- one exchange ---

void post_lane::send(std::string bytes, std::uint64_t ticket, loop_clock::time_point deadline) {
  request_ = std::move(bytes);
  ticket_ = ticket;
  deadline_ = deadline;
  is_busy_ = true;
  parser_.emplace();
  parser_->body_limit(std::numeric_limits<std::uint64_t>::max()); // see capped_body
  if (is_connected_)
    write();
}

/// Nearly always the socket takes it all at once.
void post_lane::write() {
  error_code ec;
  const auto done = socket_.write_some(asio::buffer(request_), ec);
  if (ec && ec != asio::error::would_block)
    return asio::post(socket_.get_executor(),
                      [self = shared_from_this()] { self->abort("reset"); });
  if (done < request_.size())
    write_rest(done);
}

void post_lane::write_rest(std::size_t done) {
  asio::async_write(socket_, asio::buffer(request_) + done,
                    [self = shared_from_this()](error_code ec, std::size_t) {
                      if (ec)
                        self->abort("reset");
                    });
}

/// One read is always waiting: between exchanges it learns that the peer has closed.
void post_lane::read() {
  socket_.async_read_some(buffer_.prepare(read_size),
                          [self = shared_from_this()](error_code ec, std::size_t count) {
                            if (!self->is_closed_)
                              self->on_read(ec, count);
                          });
}

void post_lane::on_read(error_code ec, std::size_t count) {
  if (ec)
    return abort("reset");
  buffer_.commit(count);
  if (!is_busy_)
    return abort("no_http"); // an answer to nothing
  parse();
}

void post_lane::parse() {
  error_code ec;
  while (buffer_.size() > 0 && !parser_->is_done() && !ec)
    buffer_.consume(parser_->put(buffer_.data(), ec));
  if (ec == http::error::need_more)
    return read();
  if (ec && ec != http::error::body_limit)
    return abort("no_http");
  if (!parser_->is_done() && !ec)
    return read();
  if (ec || !parser_->keep_alive())
    close();
  else
    read();
  finish({static_cast<int>(parser_->get().result_int()), std::move(parser_->get().body()), {}});
}

void post_lane::finish(post_answer answer) {
  is_busy_ = false;
  idle_since_ = loop_clock::now();
  on_answer_(*this, std::move(answer));
}

} // namespace quickbooking
